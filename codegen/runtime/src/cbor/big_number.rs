//! Numbers of any size: integers with the tags 2 and 3 if they have more than 64 bits, decimals with the tag 4.

use super::super::big_number::{BigDecimal, BigInteger};
use super::head::BYTES;
use super::number::Number;
use super::{digits, Error, FromCbor, Reader, ToCbor, Writer};

const BIG: u64 = 2;
const NEGATIVE_BIG: u64 = 3;
const DECIMAL: u64 = 4;

/// The maximum length of an integer in bytes: its conversion to decimal digits takes quadratic time.
const MAX_BYTES: usize = 1024;

/// The maximum number of zeros between the decimal point and the digits of a number that is not in scientific notation.
const MAX_ZEROS: usize = 6;

impl Reader<'_> {
    /// Decodes an integer of any size, as decimal digits with a sign.
    fn big_integer(&mut self) -> Result<String, Error> {
        let start = self.mark();
        let mut tag = 0;
        while let Some(inner) = self.tag()? {
            tag = inner;
        }
        if self.major() != Some(BYTES) {
            self.go_to(start);
            return match self.number()? {
                Number::Integer(value) => Ok(value.to_string()),
                Number::Float(_) => Err(Error::new("expected an integer", start.position)),
            };
        }
        let bytes = self.bytes()?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let bytes = &bytes[zeros..];
        if bytes.len() > MAX_BYTES {
            return Err(Error::new("expected an integer of at most 1024 bytes", start.position));
        }
        match tag {
            BIG => Ok(digits::decimal(bytes, false)),
            NEGATIVE_BIG => Ok(format!("-{}", digits::decimal(bytes, true))),
            _ => Err(Error::new("expected an integer", start.position)),
        }
    }

    /// Decodes a decimal number: an array of an exponent and an integer.
    fn fraction(&mut self) -> Result<String, Error> {
        const EXPECTED: &str = "expected an exponent and an integer";
        let start = self.mark().position;
        let mut items = self.enter_array()?;
        if !self.more(&mut items)? {
            return Err(Error::new(EXPECTED, start));
        }
        let exponent = i64::from_cbor(self)?;
        if !self.more(&mut items)? {
            return Err(Error::new(EXPECTED, start));
        }
        let mantissa = self.big_integer()?;
        if self.more(&mut items)? {
            return Err(Error::new(EXPECTED, start));
        }
        Ok(spelled(&mantissa, exponent))
    }
}

/// Returns `mantissa * 10^exponent` as text: `12.5`, or `125e-9` for a number far from one.
fn spelled(mantissa: &str, exponent: i64) -> String {
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    if exponent == 0 {
        mantissa.to_owned()
    } else if exponent > 0 || places > digits.len().saturating_add(MAX_ZEROS) {
        format!("{mantissa}e{exponent}")
    } else if places < digits.len() {
        let (whole, fraction) = digits.split_at(digits.len() - places);
        format!("{sign}{whole}.{fraction}")
    } else {
        format!("{sign}0.{digits:0>places$}")
    }
}

impl FromCbor for BigInteger {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let start = cbor.position;
        cbor.big_integer()?.parse().map_err(|_| Error::new("expected an integer", start))
    }
}

impl FromCbor for BigDecimal {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let start = cbor.mark();
        let mut tag = None;
        while let Some(inner) = cbor.tag()? {
            tag = Some(inner);
        }
        let text = if tag == Some(DECIMAL) {
            cbor.fraction()?
        } else if cbor.at_simple() {
            match cbor.number()? {
                Number::Float(value) => format!("{value:?}"),
                Number::Integer(value) => value.to_string(),
            }
        } else {
            cbor.go_to(start);
            cbor.big_integer()?
        };
        text.parse().map_err(|_| Error::new("expected a number", start.position))
    }
}

impl ToCbor for BigInteger {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.big_integer(self.as_str());
    }
}

impl ToCbor for BigDecimal {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.fraction(self.as_str());
    }
}

impl Writer {
    /// Writes an integer, in the grammar of decimal numbers.
    pub(super) fn big_integer(&mut self, text: &str) {
        if let Ok(value) = text.parse::<i64>() {
            return self.integer(value);
        }
        let is_negative = text.starts_with('-');
        let bytes = digits::bytes(text, is_negative);
        match <[u8; 8]>::try_from(&*bytes) {
            // 64 bits without the sign.
            Ok(bytes) => self.wide_integer(is_negative, u64::from_be_bytes(bytes)),
            Err(_) => {
                self.tag(if is_negative { NEGATIVE_BIG } else { BIG });
                self.bytes(&bytes);
            }
        }
    }

    /// Writes a decimal number in its grammar as an exponent and an integer. An exponent of more than 64 bits becomes the nearest one.
    pub(super) fn fraction(&mut self, text: &str) {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let nearest = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let exponent: i64 = exponent.parse().unwrap_or(nearest);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let places = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        self.tag(DECIMAL);
        self.array_of(2);
        self.integer(exponent.saturating_sub(places));
        self.big_integer(&format!("{whole}{fraction}"));
    }
}
