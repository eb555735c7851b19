//! Parses ISO 8601 as points in time of the crate `time`.

use ::time::error::Parse;
use ::time::format_description::well_known::Iso8601;
use ::time::OffsetDateTime;

/// Parses a date and time with its offset from UTC.
pub fn iso8601(text: &str) -> Result<OffsetDateTime, Parse> {
    OffsetDateTime::parse(text, &Iso8601::DEFAULT)
}
