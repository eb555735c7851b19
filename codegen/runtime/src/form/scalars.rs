//! Texts, numbers and binary data in forms.

use super::super::big_number::{BigDecimal, BigInteger};
use super::super::blob::Blob;
use super::super::{base64_text, text};
use super::{ToForm, Writer};

impl ToForm for str {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        form.text(self);
    }
}

impl ToForm for String {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        form.text(self);
    }
}

impl ToForm for bool {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        form.raw(self);
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl ToForm for $integer {
            #[inline]
            fn to_form(&self, form: &mut Writer) {
                form.raw(self);
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

macro_rules! texts {
    ($($type:ty => $text:expr;)*) => {$(
        impl ToForm for $type {
            #[inline]
            fn to_form(&self, form: &mut Writer) {
                form.text(&$text(self));
            }
        }
    )*};
}

texts! {
    f32 => |value: &f32| text::float(*value);
    f64 => |value: &f64| text::float(*value);
    Blob => base64_text::encode;
    BigInteger => |value: &BigInteger| value.as_str().to_owned();
    BigDecimal => |value: &BigDecimal| value.as_str().to_owned();
}
