//! Numbers of any size in JSON: numbers, digit for digit. Some protocols send them as strings; decoding accepts both.

use super::super::big_number::{BigDecimal, BigInteger};
use super::{Error, FromJson, Reader, ToJson, Writer};

/// A string with the digits.
pub enum Quoted {}

impl FromJson for BigInteger {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        json.number_text()?.parse().map_err(|_| Error::new("expected an integer", start))
    }
}

impl ToJson for BigInteger {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.raw(self.as_str());
    }
}

impl FromJson for BigDecimal {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        json.number_text()?.parse().map_err(|_| Error::new("expected a number", start))
    }
}

impl ToJson for BigDecimal {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.raw(self.as_str());
    }
}

impl ToJson<Quoted> for BigInteger {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(self.as_str());
    }
}

impl ToJson<Quoted> for BigDecimal {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(self.as_str());
    }
}
