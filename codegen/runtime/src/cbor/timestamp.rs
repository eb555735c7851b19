//! Points in time: seconds since 1970 with the tag 1, to the millisecond. The protocol ignores other formats of the model.

use super::super::timestamp::Timestamp;
use super::number::Number;
use super::{Error, FromCbor, Reader, ToCbor, Writer};

const EXPECTED: &str = "expected a time between the years 1 and 9999";

/// The tag of seconds since 1970.
pub(super) const EPOCH: u64 = 1;

impl FromCbor for Timestamp {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let start = cbor.position;
        let time = match cbor.number()? {
            Number::Integer(seconds) => i64::try_from(seconds).ok().map(|seconds| (seconds, 0)),
            Number::Float(seconds) => milliseconds(seconds),
        };
        let time = time.and_then(|(seconds, nanoseconds)| Self::from_epoch(seconds, nanoseconds).ok());
        time.ok_or_else(|| Error::new(EXPECTED, start))
    }
}

/// Returns seconds and nanoseconds, rounded to the millisecond: a floating-point number of seconds is rarely exact.
#[inline]
fn milliseconds(seconds: f64) -> Option<(i64, u32)> {
    let milliseconds = (seconds * 1e3).round();
    // The conversion saturates, so that a number out of range remains one.
    let whole = milliseconds.is_finite().then_some(milliseconds as i64)?;
    Some((whole.div_euclid(1000), u32::try_from(whole.rem_euclid(1000)).ok()? * 1_000_000))
}

impl ToCbor for Timestamp {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.tag(EPOCH);
        match self.nanoseconds() / 1_000_000 {
            0 => cbor.integer(self.seconds()),
            // Less than 2^53, so only the division rounds.
            milliseconds => cbor.float((self.seconds() * 1000 + i64::from(milliseconds)) as f64 / 1e3),
        }
    }
}
