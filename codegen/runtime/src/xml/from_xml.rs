//! Decodes types from XML: the traits, and their impls for options and boxes.

use std::borrow::Cow;
use std::mem::size_of;

use super::{Error, Reader};

/// The default format of a value. The others are marker types too, such as `HttpDate`.
pub enum Plain {}

/// A value that can be decoded from an element, in the format `F`.
pub trait FromXml<F = Plain>: Sized {
    /// Decodes the rest of an element, after its name.
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error>;
}

/// A value of a simple type: it can be decoded from the text of an element or of an attribute, in the format `F`.
pub trait FromText<F = Plain>: Sized {
    /// Decodes a text, or returns the message of the error.
    fn from_text(text: Cow<'_, str>) -> Result<Self, &'static str>;
}

impl<F, T: FromText<F>> FromText<F> for Option<T> {
    #[inline]
    fn from_text(text: Cow<'_, str>) -> Result<Self, &'static str> {
        T::from_text(text).map(Some)
    }
}

/// An element with `xsi:nil="true"` is no value.
impl<F, T: FromXml<F>> FromXml<F> for Option<T> {
    #[inline]
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        if xml.at_nil() {
            return xml.skip().map(|()| None);
        }
        T::from_xml(xml).map(Some)
    }
}

impl<F, T: FromXml<F>> FromXml<F> for Box<T> {
    #[inline]
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        xml.spend(1, size_of::<T>())?;
        T::from_xml(xml).map(Self::new)
    }
}
