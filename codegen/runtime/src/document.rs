//! Values without a schema.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::decimal;

/// A value without a schema: the type of document members.
///
/// Decoded documents nest at most 128 levels deep. Comparing, printing and dropping recurse, so limit the depth
/// of your own documents in the same way.
///
/// ```
/// # use farrier_runtime::Document;
/// let document = Document::from(vec![Document::from(1), Document::from("two")]);
/// assert_eq!(document.as_array().map(|array| array.len()), Some(2));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Document {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, with all of its digits.
    Number(Number),
    /// A string.
    String(String),
    /// A list of documents.
    Array(Vec<Document>),
    /// Documents by name.
    Object(BTreeMap<String, Document>),
}

impl Document {
    /// Returns whether this is [`Null`](Self::Null).
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the value, if this is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Document]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// Returns the members, if this is an object.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Document>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the member of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_object()?.get(name)
    }
}

macro_rules! document_from {
    ($($source:ty: $value:ident => $document:expr;)*) => {$(
        impl From<$source> for Document {
            fn from($value: $source) -> Self {
                $document
            }
        }
    )*};
}

document_from! {
    bool: value => Self::Boolean(value);
    i32: value => Self::Number(value.into());
    i64: value => Self::Number(value.into());
    u64: value => Self::Number(value.into());
    Number: value => Self::Number(value);
    &str: value => Self::String(value.to_owned());
    String: value => Self::String(value);
    Vec<Document>: value => Self::Array(value);
    BTreeMap<String, Document>: value => Self::Object(value);
}

/// `None` becomes [`Document::Null`].
impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A number of a [`Document`], as it was spelled; two are equal if they are spelled alike.
///
/// ```
/// # use farrier_runtime::Number;
/// let number: Number = "18446744073709551616".parse().unwrap();
/// assert_eq!(number.as_u64(), None);
/// assert_eq!(number.as_str(), "18446744073709551616");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// Returns the number, as it was spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the value, if it is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        i64::try_from(self.integer()?).ok()
    }

    /// Returns the value, if it is an integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.integer()?).ok()
    }

    /// Returns the nearest floating-point number; an infinite one if the value is too large.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    fn integer(&self) -> Option<i128> {
        decimal::scaled(&self.0, 0).filter(|number| number.exact).map(|number| number.value)
    }
}

/// The error for text that is not a number, or a floating-point value that is not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberError;

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a finite decimal number such as `-12`, `0.5` or `1e-3`")
    }
}

impl std::error::Error for NumberError {}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        match decimal::length(text.as_bytes()) {
            length if length > 0 && length == text.len() => Ok(Self(text.to_owned())),
            _ => Err(NumberError),
        }
    }
}

/// Uses the shortest text that parses to the same value.
impl TryFrom<f64> for Number {
    type Error = NumberError;

    fn try_from(value: f64) -> Result<Self, NumberError> {
        if value.is_finite() {
            Ok(Self(format!("{value:?}")))
        } else {
            Err(NumberError)
        }
    }
}

macro_rules! number_from {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}

number_from!(i32 i64 u64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
