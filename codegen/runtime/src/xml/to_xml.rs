//! Encodes types as XML: the trait, and its impls for references, options and boxes.

use super::{Plain, Writer};

/// A value that can be encoded as an element, in the format `F`.
pub trait ToXml<F = Plain> {
    /// Encodes the content of the element; or, for a simple type, of an attribute.
    fn to_xml(&self, xml: &mut Writer);

    /// Encodes the attributes of the element.
    #[inline]
    fn attributes(&self, _xml: &mut Writer) {}

    /// Returns whether there is no value, so that a member is not written.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

impl<F, T: ToXml<F>> ToXml<F> for Option<T> {
    #[inline]
    fn to_xml(&self, xml: &mut Writer) {
        if let Some(value) = self {
            value.to_xml(xml);
        }
    }

    #[inline]
    fn attributes(&self, xml: &mut Writer) {
        if let Some(value) = self {
            value.attributes(xml);
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<F, T: ToXml<F> + ?Sized> ToXml<F> for $pointer {
            #[inline]
            fn to_xml(&self, xml: &mut Writer) {
                (**self).to_xml(xml);
            }

            #[inline]
            fn attributes(&self, xml: &mut Writer) {
                (**self).attributes(xml);
            }

            #[inline]
            fn is_absent(&self) -> bool {
                (**self).is_absent()
            }
        }
    )*};
}

pointers!(&T Box<T>);
