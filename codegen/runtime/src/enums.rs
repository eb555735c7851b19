//! Macros for the impls that all enums of generated crates share, since they do not depend on the values.
//!
//! A generated enum has its variants, `as_str` and `From<&str>` (`as_i32` and `From<i32>` for integers) in its own file; the
//! macros implement the rest with these.

/// Implements the conversions, JSON and validation of a string enum; and `Display` or, for a secret, `Redacted`: a `Debug` that
/// hides the value.
///
/// ```text
/// farrier_runtime::text_enum!(ScanDirection, Display);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    (@Display $name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    (@Redacted $name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(::std::stringify!($name)).field(&$crate::Redacted).finish()
            }
        }
    };
    ($name:ident, $printing:ident) => {
        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                match Self::from(value.as_str()) {
                    Self::Unknown(_) => Self::Unknown(value),
                    known => known,
                }
            }
        }

        // A variant may be called `Err`, which would make `Self::Err` ambiguous.
        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::Validate for $name {
            fn check<'v>(&'v self, at: &mut $crate::Checker<'v>) {
                if let Self::Unknown(_) = Self::from(self.as_str()) {
                    at.unknown_value();
                }
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self, json: &mut $crate::json::Writer) {
                json.string(self.as_str());
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                json.text().map(|text| Self::from(&*text))
            }
        }

        $crate::text_enum!(@$printing $name);
    };
}

/// CBOR of a string enum, for services with that protocol: `text_enum_cbor!(ScanDirection);`.
#[cfg(feature = "cbor")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_cbor {
    ($name:ident) => {
        impl $crate::cbor::ToCbor for $name {
            fn to_cbor(&self, cbor: &mut $crate::cbor::Writer) {
                cbor.string(self.as_str());
            }
        }

        impl $crate::cbor::FromCbor for $name {
            fn from_cbor(
                cbor: &mut $crate::cbor::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::cbor::Error> {
                cbor.text().map(|text| Self::from(&*text))
            }
        }
    };
}

/// The form of a string enum in requests of the Query protocols: its text. `text_enum_form!(ScanDirection);`.
#[cfg(feature = "query")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_form {
    ($name:ident) => {
        impl $crate::form::ToForm for $name {
            fn to_form(&self, form: &mut $crate::form::Writer) {
                form.text(self.as_str());
            }
        }
    };
}

/// XML of a string enum, for services with that format: `text_enum_xml!(ScanDirection);`.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_xml {
    ($name:ident) => {
        impl $crate::xml::ToXml for $name {
            fn to_xml(&self, xml: &mut $crate::xml::Writer) {
                xml.text(self.as_str());
            }
        }

        impl $crate::xml::FromXml for $name {
            fn from_xml(
                xml: &mut $crate::xml::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::xml::Error> {
                xml.text().map(|text| Self::from(&*text))
            }
        }

        impl $crate::xml::FromText for $name {
            fn from_text(
                text: ::std::borrow::Cow<'_, str>,
            ) -> ::std::result::Result<Self, &'static ::std::primitive::str> {
                ::std::result::Result::Ok(Self::from(&*text))
            }
        }
    };
}

/// `Serialize` and `Deserialize` of a string enum, as its text: `text_enum_serde!(ScanDirection);`.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_serde {
    ($name:ident) => {
        $crate::enum_serde!($name, ::std::string::String, as_str, serialize_str);
    };
}

/// `Serialize` and `Deserialize` of an enum, as its wire value. The type of the value is the one that is read.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_serde {
    ($name:ident, $value:ty, $get:ident, $serialize:ident) => {
        const _: () = {
            use $crate::serde::serde;

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::std::result::Result<S::Ok, S::Error> {
                    serializer.$serialize(self.$get())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<Self, D::Error> {
                    <$value as serde::Deserialize>::deserialize(deserializer).map(Self::from)
                }
            }
        };
    };
}

/// Implements the default (zero), `Display`, JSON and validation of an integer enum: `int_enum!(Step);`.
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum {
    ($name:ident) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::from(0)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i32(), f)
            }
        }

        impl $crate::Validate for $name {
            fn check<'v>(&'v self, at: &mut $crate::Checker<'v>) {
                if let Self::Unknown(_) = Self::from(self.as_i32()) {
                    at.unknown_value();
                }
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self, json: &mut $crate::json::Writer) {
                $crate::json::ToJson::to_json(&self.as_i32(), json);
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::json::Error> {
                <i32 as $crate::json::FromJson>::from_json(json).map(Self::from)
            }
        }
    };
}

/// CBOR of an integer enum, for services with that protocol: `int_enum_cbor!(Step);`.
#[cfg(feature = "cbor")]
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum_cbor {
    ($name:ident) => {
        impl $crate::cbor::ToCbor for $name {
            fn to_cbor(&self, cbor: &mut $crate::cbor::Writer) {
                cbor.integer(self.as_i32().into());
            }
        }

        impl $crate::cbor::FromCbor for $name {
            fn from_cbor(
                cbor: &mut $crate::cbor::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::cbor::Error> {
                <i32 as $crate::cbor::FromCbor>::from_cbor(cbor).map(Self::from)
            }
        }
    };
}

/// The form of an integer enum in requests of the Query protocols: its number. `int_enum_form!(Step);`.
#[cfg(feature = "query")]
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum_form {
    ($name:ident) => {
        impl $crate::form::ToForm for $name {
            fn to_form(&self, form: &mut $crate::form::Writer) {
                form.raw(self.as_i32());
            }
        }
    };
}

/// XML of an integer enum, for services with that format: `int_enum_xml!(Step);`.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum_xml {
    ($name:ident) => {
        impl $crate::xml::ToXml for $name {
            fn to_xml(&self, xml: &mut $crate::xml::Writer) {
                $crate::xml::ToXml::to_xml(&self.as_i32(), xml);
            }
        }

        impl $crate::xml::FromXml for $name {
            fn from_xml(
                xml: &mut $crate::xml::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::xml::Error> {
                xml.value().map(|value: i32| Self::from(value))
            }
        }

        impl $crate::xml::FromText for $name {
            fn from_text(
                text: ::std::borrow::Cow<'_, str>,
            ) -> ::std::result::Result<Self, &'static ::std::primitive::str> {
                <i32 as $crate::xml::FromText>::from_text(text).map(Self::from)
            }
        }
    };
}

/// `Serialize` and `Deserialize` of an integer enum, as its number: `int_enum_serde!(Step);`.
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum_serde {
    ($name:ident) => {
        $crate::enum_serde!($name, i32, as_i32, serialize_i32);
    };
}
