//! Parses points in time from the text of a header, in each of the three formats.

use super::timestamp::Timestamp;

/// `2019-12-16T23:48:18Z`
pub fn date_time(text: &str) -> Option<Timestamp> {
    Timestamp::parse_date_time(text.trim()).ok()
}

/// `Mon, 16 Dec 2019 23:48:18 GMT`
pub fn http_date(text: &str) -> Option<Timestamp> {
    Timestamp::parse_http_date(text.trim()).ok()
}

/// `1576540098`
pub fn epoch_seconds(text: &str) -> Option<Timestamp> {
    Timestamp::parse_epoch_seconds(text.trim()).ok()
}
