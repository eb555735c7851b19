//! Integers and floating-point numbers. A number has the type that the model says, whatever its width in the body.

use super::head::{NEGATIVE, SIMPLE, UNSIGNED};
use super::{Error, FromCbor, Reader, ToCbor, Writer};

/// A number of a body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Integer(i128),
    Float(f64),
}

impl Reader<'_> {
    /// Decodes a number of any width.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number, Error> {
        let start = self.position;
        let head = self.untagged()?;
        match (head.major, head.info) {
            (UNSIGNED, _) => Ok(Number::Integer(head.value.into())),
            (NEGATIVE, _) => Ok(Number::Integer(-1 - i128::from(head.value))),
            (SIMPLE, 25) => Ok(Number::Float(half(head.value as u16))),
            (SIMPLE, 26) => Ok(Number::Float(f32::from_bits(head.value as u32).into())),
            (SIMPLE, 27) => Ok(Number::Float(f64::from_bits(head.value))),
            _ => Err(Error::new("expected a number", start)),
        }
    }

    /// Decodes an integer.
    #[inline]
    fn integer(&mut self) -> Result<i64, Error> {
        let start = self.position;
        let value = match self.number()? {
            Number::Integer(value) => i64::try_from(value).ok(),
            Number::Float(value) if value.fract() != 0.0 => {
                return Err(Error::new("expected an integer", start));
            }
            // Every integral value in this range is exact.
            Number::Float(value) => (value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64),
        };
        value.ok_or_else(|| Error::new("expected a smaller integer", start))
    }
}

/// The value of a number with 16 bits. (`half` would be a dependency for these lines.)
fn half(bits: u16) -> f64 {
    let (exponent, fraction) = ((bits >> 10) & 0x1f, bits & 0x3ff);
    let value = match exponent {
        0 => f64::from(fraction) / f64::from(1 << 24),
        31 if fraction == 0 => f64::INFINITY,
        31 => f64::NAN,
        // The bias of the exponent is 15 here and 1023 in 64 bits; the fraction has 10 and 52 bits.
        _ => f64::from_bits((u64::from(exponent) + 1023 - 15) << 52 | u64::from(fraction) << 42),
    };
    if bits >> 15 == 1 {
        -value
    } else {
        value
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl FromCbor for $integer {
            #[inline]
            fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
                let start = cbor.position;
                let value = cbor.integer()?;
                Self::try_from(value).map_err(|_| Error::new("expected a smaller integer", start))
            }
        }

        impl ToCbor for $integer {
            #[inline]
            fn to_cbor(&self, cbor: &mut Writer) {
                cbor.integer((*self).into());
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

impl FromCbor for f64 {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match cbor.number()? {
            Number::Integer(value) => value as Self,
            Number::Float(value) => value,
        })
    }
}

impl ToCbor for f64 {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.float(*self);
    }
}

impl FromCbor for f32 {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let start = cbor.position;
        let value = f64::from_cbor(cbor)?;
        let narrow = value as Self;
        if narrow.is_infinite() && value.is_finite() {
            return Err(Error::new("expected a smaller number", start));
        }
        Ok(narrow)
    }
}

impl ToCbor for f32 {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.float((*self).into());
    }
}
