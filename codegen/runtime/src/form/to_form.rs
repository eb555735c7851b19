//! Encodes types in a form: the trait, and its impls for references and options.

use super::Writer;

/// The default format of a value. The others are marker types too, such as `HttpDate`.
pub enum Plain {}

/// A value that can be encoded in a form, in the format `F`.
pub trait ToForm<F = Plain> {
    /// Encodes the value.
    fn to_form(&self, form: &mut Writer);

    /// Returns whether there is no value, so that a member is not written.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

impl<F, T: ToForm<F>> ToForm<F> for Option<T> {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        if let Some(value) = self {
            value.to_form(form);
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<F, T: ToForm<F> + ?Sized> ToForm<F> for &T {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        (**self).to_form(form);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<F, T: ToForm<F> + ?Sized> ToForm<F> for Box<T> {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        (**self).to_form(form);
    }
}

/// The value of a union member without one: an empty text.
pub struct Unit;

impl ToForm for Unit {
    #[inline]
    fn to_form(&self, form: &mut Writer) {
        form.text("");
    }
}
