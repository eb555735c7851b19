//! Integers in JSON.

use super::super::decimal::scaled;
use super::{Error, FromJson, Reader, ToJson, Writer};

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl FromJson for $integer {
            #[inline]
            fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
                let start = json.position();
                let value = integer(json.number_text()?, start)?;
                Self::try_from(value).map_err(|_| Error::new("expected a smaller integer", start))
            }
        }

        impl ToJson for $integer {
            #[inline]
            fn to_json(&self, json: &mut Writer) {
                json.raw(digits(i64::from(*self), &mut [b'0'; 20]));
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

/// Returns the value of a number that is an integer, however it is spelled: `1`, `1.0` or `1e0`.
#[inline]
fn integer(text: &str, start: usize) -> Result<i64, Error> {
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    match scaled(text, 0) {
        Some(number) if !number.exact => Err(Error::new("expected an integer", start)),
        number => number
            .and_then(|number| i64::try_from(number.value).ok())
            .ok_or_else(|| Error::new("expected a smaller integer", start)),
    }
}

/// The decimal digits of 0 to 99, two each.
const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
2021222324252627282930313233343536373839\
4041424344454647484950515253545556575859\
6061626364656667686970717273747576777879\
8081828384858687888990919293949596979899";

/// Writes the digits of an integer and its sign at the end of a buffer, two at a time from the end, and returns them.
#[inline]
pub(crate) fn digits(value: i64, digits: &mut [u8; 20]) -> &[u8] {
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    while rest >= 10 {
        let pair = (rest % 100) as usize * 2;
        rest /= 100;
        start -= 2;
        digits[start..start + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    if rest > 0 || start == digits.len() {
        start -= 1;
        digits[start] = b'0' + rest as u8;
    }
    if value < 0 {
        start -= 1;
        digits[start] = b'-';
    }
    &digits[start..]
}
