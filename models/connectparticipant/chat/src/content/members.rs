//! Members of JSON objects as fields of structs: each struct has the members that are known, and keeps the others.

use std::collections::BTreeMap;

use farrier_runtime::json::{FromJson, Reader, ToJson, Writer};
use farrier_runtime::{Document, Number};

/// The members of a JSON object by name.
pub type Members = BTreeMap<String, Document>;

/// A value of a member.
pub(crate) trait Member: Sized {
    /// Reads the value, or returns a document of another type unchanged.
    fn read(document: Document) -> Result<Self, Document>;

    fn write(&self) -> Document;
}

impl Member for String {
    fn read(document: Document) -> Result<Self, Document> {
        match document {
            Document::String(text) => Ok(text),
            other => Err(other),
        }
    }

    fn write(&self) -> Document {
        Document::from(self.as_str())
    }
}

impl Member for i64 {
    fn read(document: Document) -> Result<Self, Document> {
        document.as_number().and_then(Number::as_i64).ok_or(document)
    }

    fn write(&self) -> Document {
        Document::from(*self)
    }
}

impl Member for u32 {
    fn read(document: Document) -> Result<Self, Document> {
        let number = document.as_number().and_then(Number::as_u64);
        number.and_then(|number| Self::try_from(number).ok()).ok_or(document)
    }

    fn write(&self) -> Document {
        Document::from(u64::from(*self))
    }
}

impl Member for bool {
    fn read(document: Document) -> Result<Self, Document> {
        document.as_bool().ok_or(document)
    }

    fn write(&self) -> Document {
        Document::from(*self)
    }
}

impl Member for f64 {
    fn read(document: Document) -> Result<Self, Document> {
        let number = document.as_number().map(Number::as_f64);
        number.filter(|number| number.is_finite()).ok_or(document)
    }

    fn write(&self) -> Document {
        Number::try_from(*self).map_or(Document::Null, Document::Number)
    }
}

impl Member for Document {
    fn read(document: Document) -> Result<Self, Document> {
        Ok(document)
    }

    fn write(&self) -> Document {
        self.clone()
    }
}

impl Member for Members {
    fn read(document: Document) -> Result<Self, Document> {
        match document {
            Document::Object(members) => Ok(members),
            other => Err(other),
        }
    }

    fn write(&self) -> Document {
        Document::Object(self.clone())
    }
}

/// A list with an item of another type is not read at all, so that no item is lost.
impl<T: Member> Member for Vec<T> {
    fn read(document: Document) -> Result<Self, Document> {
        let items = document.as_array().map(|items| items.iter().cloned().map(T::read).collect());
        items.and_then(|items: Result<Self, Document>| items.ok()).ok_or(document)
    }

    fn write(&self) -> Document {
        Document::Array(self.iter().map(T::write).collect())
    }
}

/// Takes a member out of the others. One that is missing or of another type is none, and stays there.
pub(super) fn take<T: Member>(members: &mut Members, name: &str) -> Option<T> {
    match T::read(members.remove(name)?) {
        Ok(value) => Some(value),
        Err(document) => {
            members.insert(name.to_owned(), document);
            None
        }
    }
}

/// Puts a required member among the others. The default value gives way to a value that could not be read.
pub(super) fn put<T: Member + Default + PartialEq>(members: &mut Members, name: &str, value: &T) {
    if *value != T::default() || !members.contains_key(name) {
        members.insert(name.to_owned(), value.write());
    }
}

/// Puts an optional member among the others.
pub(super) fn put_some<T: Member>(members: &mut Members, name: &str, value: Option<&T>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), value.write());
    }
}

/// Reads a text as JSON; `None` if it is none.
pub(super) fn parse(text: &str) -> Option<Document> {
    let mut json = Reader::new(text.as_bytes()).ok()?;
    let document = Document::from_json(&mut json).ok()?;
    json.end().ok()?;
    Some(document)
}

/// Writes a document as JSON. Members are sorted by name.
pub(super) fn json(document: &Document) -> String {
    let mut json = Writer::with_capacity(256);
    document.to_json(&mut json);
    String::from_utf8(json.into_bytes()).expect("a writer of JSON writes UTF-8")
}

/// Defines a struct for a JSON object: its required members, its optional members, and the others. `new` takes the required ones,
/// and a setter sets each optional one.
macro_rules! object {
    (
        $(#[$docs:meta])*
        $name:ident {
            required {
                $($(#[$of_required:meta])* $required:ident: $required_type:ty = $required_name:literal,)*
            }
            optional {
                $($(#[$of_optional:meta])* $optional:ident: $optional_type:ty = $optional_name:literal,)*
            }
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$of_required])* pub $required: $required_type,)*
            $($(#[$of_optional])* pub $optional: Option<$optional_type>,)*
            /// Other members, by name. They are written again.
            pub other: $crate::content::Members,
        }

        impl $name {
            #[doc = concat!("Creates a new `", stringify!($name), "` from its required members.")]
            #[must_use]
            pub fn new($($required: impl Into<$required_type>),*) -> Self {
                Self { $($required: $required.into(),)* ..Self::default() }
            }

            $(
                #[doc = concat!("Sets [`", stringify!($optional), "`](field@Self::", stringify!($optional), ").")]
                #[must_use]
                pub fn $optional(mut self, $optional: impl Into<$optional_type>) -> Self {
                    self.$optional = Some($optional.into());
                    self
                }
            )*
        }

        impl $crate::content::members::Member for $name {
            fn read(document: farrier_runtime::Document) -> Result<Self, farrier_runtime::Document> {
                let mut members = $crate::content::Members::read(document)?;
                Ok(Self {
                    $($required: $crate::content::members::take(&mut members, $required_name).unwrap_or_default(),)*
                    $($optional: $crate::content::members::take(&mut members, $optional_name),)*
                    other: members,
                })
            }

            fn write(&self) -> farrier_runtime::Document {
                let mut members = self.other.clone();
                $($crate::content::members::put(&mut members, $required_name, &self.$required);)*
                $($crate::content::members::put_some(&mut members, $optional_name, self.$optional.as_ref());)*
                farrier_runtime::Document::Object(members)
            }
        }
    };
}

pub(super) use object;
