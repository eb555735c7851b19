//! Values without a schema. The protocol has none; these are the unknown members of unions, which are kept and can be sent again.
//!
//! CBOR has more types than a document: bytes become base64, points in time become seconds, undefined becomes null, and numbers that are not
//! finite become strings, all as in JSON.

use super::super::decimal::same_value;
use super::super::document::{Document, Number};
use super::super::{base64_text, BigDecimal, BigInteger};
use super::head::{ARRAY, BYTES, MAP, NEGATIVE, TAG, TEXT, UNSIGNED};
use super::number::Number as CborNumber;
use super::{Error, FromCbor, Reader, ToCbor, Writer};

impl FromCbor for Document {
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let start = cbor.mark();
        let tag = match cbor.peek() {
            Some(first) if first >> 5 == TAG => cbor.tag()?,
            _ => None,
        };
        match tag {
            Some(2 | 3) => {
                cbor.go_to(start);
                return BigInteger::from_cbor(cbor).and_then(|number| self::number(number.as_str(), cbor));
            }
            Some(4) => {
                cbor.go_to(start);
                return BigDecimal::from_cbor(cbor).and_then(|number| self::number(number.as_str(), cbor));
            }
            _ => {}
        }
        match cbor.major() {
            Some(TEXT) => cbor.string().map(Self::String),
            Some(BYTES) => cbor.bytes().map(|bytes| Self::String(base64_text::encode(bytes))),
            Some(MAP) => FromCbor::from_cbor(cbor).map(Self::Object),
            Some(ARRAY) => FromCbor::from_cbor(cbor).map(Self::Array),
            Some(UNSIGNED | NEGATIVE) => simple_number(cbor),
            _ if cbor.null() => Ok(Self::Null),
            _ => {
                let at = cbor.mark();
                if let Ok(value) = cbor.boolean() {
                    return Ok(Self::Boolean(value));
                }
                cbor.go_to(at);
                simple_number(cbor)
            }
        }
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

fn simple_number(cbor: &mut Reader<'_>) -> Result<Document, Error> {
    match cbor.number()? {
        CborNumber::Integer(value) => number(&value.to_string(), cbor),
        CborNumber::Float(value) => Ok(match Number::try_from(value) {
            Ok(number) => Document::Number(number),
            Err(_) if value.is_nan() => Document::String("NaN".to_owned()),
            Err(_) => Document::String(if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()),
        }),
    }
}

fn number(text: &str, cbor: &Reader<'_>) -> Result<Document, Error> {
    text.parse().map(Document::Number).map_err(|_| cbor.error("expected a number"))
}

impl ToCbor for Document {
    fn to_cbor(&self, cbor: &mut Writer) {
        match self {
            Self::Null => cbor.null(),
            Self::Boolean(value) => cbor.boolean(*value),
            Self::Number(number) => write_number(number, cbor),
            Self::String(text) => cbor.string(text),
            Self::Array(elements) => elements.to_cbor(cbor),
            Self::Object(members) => members.to_cbor(cbor),
        }
    }
}

/// Writes an integer as one; any other number as a floating-point number if that has the same value, and otherwise as a decimal one.
fn write_number(number: &Number, cbor: &mut Writer) {
    let text = number.as_str();
    let value = number.as_f64();
    if !text.contains(['.', 'e', 'E']) {
        cbor.big_integer(text);
    } else if value.is_finite() && same_value(text, &format!("{value:?}")) {
        cbor.float(value);
    } else {
        cbor.fraction(text);
    }
}
