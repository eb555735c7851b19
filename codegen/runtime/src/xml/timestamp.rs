//! Points in time in XML. A service may choose the format for each member, so there is a marker type for each.

use std::borrow::Cow;

use super::super::timestamp::Timestamp;
use super::{Error, FromText, FromXml, Plain, Reader, ToXml, Writer};

/// Like `2019-11-08T02:41:28.172Z`. This is the default format.
pub enum DateTime {}

/// Like `Fri, 08 Nov 2019 02:41:28 GMT`.
pub enum HttpDate {}

/// Seconds since 1970.
pub enum EpochSeconds {}

macro_rules! formats {
    ($($format:ty: $parse:ident, $print:ident, $expected:literal;)*) => {$(
        impl FromText<$format> for Timestamp {
            #[inline]
            fn from_text(text: Cow<'_, str>) -> Result<Self, &'static str> {
                Self::$parse(text.trim()).map_err(|_| $expected)
            }
        }

        impl FromXml<$format> for Timestamp {
            #[inline]
            fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
                xml.scalar::<$format, Self>()
            }
        }

        impl ToXml<$format> for Timestamp {
            #[inline]
            fn to_xml(&self, xml: &mut Writer) {
                xml.raw(&self.$print());
            }
        }
    )*};
}

formats! {
    Plain: parse_date_time, to_date_time, "expected a date and time (RFC 3339)";
    DateTime: parse_date_time, to_date_time, "expected a date and time (RFC 3339)";
    HttpDate: parse_http_date, to_http_date, "expected an HTTP date";
    EpochSeconds: parse_epoch_seconds, to_epoch_seconds, "expected a time between the years 1 and 9999";
}
