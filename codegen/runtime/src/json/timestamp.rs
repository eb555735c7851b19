//! Points in time in JSON. A service may choose the format for each member, so there is a marker type for each.

use super::super::timestamp::Timestamp;
use super::{Error, FromJson, Reader, ToJson, Writer};

/// Seconds since 1970, as a number. This is the default format.
pub enum EpochSeconds {}

/// Like `"2019-11-08T02:41:28.172Z"`.
pub enum DateTime {}

/// Like `"Fri, 08 Nov 2019 02:41:28 GMT"`.
pub enum HttpDate {}

impl FromJson for Timestamp {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        FromJson::<EpochSeconds>::from_json(json)
    }
}

impl ToJson for Timestamp {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        ToJson::<EpochSeconds>::to_json(self, json);
    }
}

impl FromJson<EpochSeconds> for Timestamp {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        let text = json.number_text()?;
        Self::parse_epoch_seconds(text)
            .map_err(|_| Error::new("expected a time between the years 1 and 9999", start))
    }
}

impl ToJson<EpochSeconds> for Timestamp {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.raw(self.to_epoch_seconds());
    }
}

impl FromJson<DateTime> for Timestamp {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        Self::parse_date_time(&json.text()?)
            .map_err(|_| Error::new("expected a date and time (RFC 3339)", start))
    }
}

impl ToJson<DateTime> for Timestamp {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(&self.to_date_time());
    }
}

impl FromJson<HttpDate> for Timestamp {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        Self::parse_http_date(&json.text()?).map_err(|_| Error::new("expected an HTTP date", start))
    }
}

impl ToJson<HttpDate> for Timestamp {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(&self.to_http_date());
    }
}
