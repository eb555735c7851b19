//! Points in time in forms. The model may choose the format for each member, so there is a marker type for each.

use super::super::timestamp::Timestamp;
use super::{Plain, ToForm, Writer};

/// Like `2019-11-08T02:41:28.172Z`. This is the default format.
pub enum DateTime {}

/// Seconds since 1970.
pub enum EpochSeconds {}

/// Like `Fri, 08 Nov 2019 02:41:28 GMT`.
pub enum HttpDate {}

macro_rules! formats {
    ($($format:ty => $text:ident;)*) => {$(
        impl ToForm<$format> for Timestamp {
            #[inline]
            fn to_form(&self, form: &mut Writer) {
                form.text(&self.$text());
            }
        }
    )*};
}

formats! {
    Plain => to_date_time;
    DateTime => to_date_time;
    EpochSeconds => to_epoch_seconds;
    HttpDate => to_http_date;
}
