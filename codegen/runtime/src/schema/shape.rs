//! Types of values.

use std::fmt;

use super::super::violation::Bounds;
use super::limits::Limits;
use super::member::Member;

/// The type of a value, with its limits. Structures, unions and enums are statics, so that they may contain themselves.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// True or false.
    Boolean,
    /// A whole number of 8 bits.
    Byte(Limits),
    /// A whole number of 16 bits.
    Short(Limits),
    /// A whole number of 32 bits.
    Integer(Limits),
    /// A whole number of 64 bits.
    Long(Limits),
    /// A number of 32 bits.
    Float(Limits),
    /// A number of 64 bits.
    Double(Limits),
    /// A whole number of any size.
    BigInteger(Limits),
    /// A number of any size.
    BigDecimal(Limits),
    /// A text.
    String(Limits),
    /// A text with known values.
    Enum(&'static Enum),
    /// A number with known values.
    IntEnum(&'static IntEnum),
    /// Bytes.
    Blob(Limits),
    /// A point in time, in the format of its location.
    Timestamp(TimestampFormat),
    /// Any JSON.
    Document,
    /// A list.
    List {
        /// The type of the items.
        item: &'static Shape,
        /// Whether items may be null.
        sparse: bool,
        /// The limits of the number of items.
        limits: Limits,
    },
    /// A map.
    Map {
        /// The type of the keys.
        key: &'static Shape,
        /// The type of the values.
        value: &'static Shape,
        /// Whether values may be null.
        sparse: bool,
        /// The limits of the number of entries.
        limits: Limits,
    },
    /// A structure, or an error as data.
    Structure(&'static Structure),
    /// A structure of which exactly one member is set.
    Union(&'static Structure),
}

impl Shape {
    /// Returns a list without limits.
    pub const fn list(item: &'static Shape) -> Self {
        Self::List { item, sparse: false, limits: Limits::NONE }
    }

    /// Returns a map without limits.
    pub const fn map(key: &'static Shape, value: &'static Shape) -> Self {
        Self::Map { key, value, sparse: false, limits: Limits::NONE }
    }

    /// Returns the limits; [`Limits::NONE`] for a type without limits.
    #[must_use]
    pub const fn limits(&self) -> Limits {
        match self {
            Self::Byte(limits)
            | Self::Short(limits)
            | Self::Integer(limits)
            | Self::Long(limits)
            | Self::Float(limits)
            | Self::Double(limits)
            | Self::BigInteger(limits)
            | Self::BigDecimal(limits)
            | Self::String(limits)
            | Self::Blob(limits)
            | Self::List { limits, .. }
            | Self::Map { limits, .. } => *limits,
            _ => Limits::NONE,
        }
    }

    /// Returns the minimum and the maximum in words, such as `1 to 1000 characters`; `None` without them.
    #[must_use]
    pub fn limits_in_words(&self) -> Option<String> {
        let unit = match self {
            Self::String(_) => "characters",
            Self::Blob(_) => "bytes",
            Self::List { .. } => "items",
            Self::Map { .. } => "entries",
            _ => "",
        };
        let (min, max) = self.limits().bounds();
        let bounds = Bounds { min: min.as_ref(), max: max.as_ref(), unit };
        (min.is_some() || max.is_some()).then(|| bounds.to_string())
    }
}

/// Two shapes with a name are equal if they are the same static.
impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        let same_kind = std::mem::discriminant(self) == std::mem::discriminant(other);
        let same = match (self, other) {
            (Self::Enum(one), Self::Enum(other)) => std::ptr::eq(*one, *other),
            (Self::IntEnum(one), Self::IntEnum(other)) => std::ptr::eq(*one, *other),
            (Self::Structure(one), Self::Structure(other)) | (Self::Union(one), Self::Union(other)) => {
                std::ptr::eq(*one, *other)
            }
            (Self::Timestamp(one), Self::Timestamp(other)) => one == other,
            (Self::List { item: one, sparse: a, .. }, Self::List { item: other, sparse: b, .. }) => {
                a == b && one == other
            }
            (Self::Map { key: k, value: v, sparse: a, .. }, Self::Map { key, value, sparse: b, .. }) => {
                a == b && k == key && v == value
            }
            _ => true,
        };
        same_kind && same && self.limits() == other.limits()
    }
}

impl Eq for Shape {}

/// A shape with a name shows only the name, since it may contain itself.
impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limited = |f: &mut fmt::Formatter<'_>, name: &str, limits: &Limits| {
            f.debug_tuple(name).field(limits).finish()
        };
        match self {
            Self::Boolean => f.write_str("Boolean"),
            Self::Byte(limits) => limited(f, "Byte", limits),
            Self::Short(limits) => limited(f, "Short", limits),
            Self::Integer(limits) => limited(f, "Integer", limits),
            Self::Long(limits) => limited(f, "Long", limits),
            Self::Float(limits) => limited(f, "Float", limits),
            Self::Double(limits) => limited(f, "Double", limits),
            Self::BigInteger(limits) => limited(f, "BigInteger", limits),
            Self::BigDecimal(limits) => limited(f, "BigDecimal", limits),
            Self::String(limits) => limited(f, "String", limits),
            Self::Blob(limits) => limited(f, "Blob", limits),
            Self::Enum(of) => write!(f, "Enum({})", of.name),
            Self::IntEnum(of) => write!(f, "IntEnum({})", of.name),
            Self::Timestamp(format) => f.debug_tuple("Timestamp").field(format).finish(),
            Self::Document => f.write_str("Document"),
            Self::List { item, sparse, limits } => f
                .debug_struct("List")
                .field("item", item)
                .field("sparse", sparse)
                .field("limits", limits)
                .finish(),
            Self::Map { key, value, sparse, limits } => f
                .debug_struct("Map")
                .field("key", key)
                .field("value", value)
                .field("sparse", sparse)
                .field("limits", limits)
                .finish(),
            Self::Structure(of) => write!(f, "Structure({})", of.name),
            Self::Union(of) => write!(f, "Union({})", of.name),
        }
    }
}

/// A structure, a union or an error: a name and members.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Structure {
    /// The name of its type.
    pub name: &'static str,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// Its members, in the order of the model.
    pub members: &'static [Member],
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The traits of an error; `None` for a structure that is not an error.
    pub error: Option<ErrorTraits>,
}

impl Structure {
    /// A structure without members: the value of a union's member that has none.
    pub const UNIT: Self = Self::new("Unit", &[]);

    /// Returns a structure without documentation.
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        Self { name, docs: "", members, deprecated: false, error: None }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    /// States that it is deprecated.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { deprecated: true, ..self }
    }

    /// Makes it an error with this code and status.
    #[must_use]
    pub const fn error(self, code: &'static str, status: u16) -> Self {
        Self { error: Some(ErrorTraits { code, status, retryable: false, throttling: false }), ..self }
    }

    /// States that a repeated call may succeed after this error.
    #[must_use]
    pub const fn retryable(self) -> Self {
        match self.error {
            Some(error) => Self { error: Some(ErrorTraits { retryable: true, ..error }), ..self },
            None => self,
        }
    }

    /// States that this error means too many requests, and that a later call may succeed.
    #[must_use]
    pub const fn throttling(self) -> Self {
        match self.error {
            Some(error) => {
                Self { error: Some(ErrorTraits { retryable: true, throttling: true, ..error }), ..self }
            }
            None => self,
        }
    }

    /// Returns the code of an error; the name of a structure that is not an error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.error {
            Some(error) => error.code,
            None => self.name,
        }
    }

    /// Returns the member of this name in the model.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Returns the members on a path of names with dots between them, such as `UploadMetadata.Url`.
    #[must_use]
    pub fn path(&'static self, path: &str) -> Option<Vec<&'static Member>> {
        let mut at = Some(self);
        let mut members = Vec::new();
        for name in path.split('.') {
            let member = at?.member(name)?;
            at = match member.shape {
                Shape::Structure(of) => Some(of),
                _ => None,
            };
            members.push(member);
        }
        Some(members)
    }
}

/// The traits of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorTraits {
    /// The code that names it in a response.
    pub code: &'static str,
    /// Its HTTP status.
    pub status: u16,
    /// Whether a repeated call may succeed, by the model.
    pub retryable: bool,
    /// Whether it means too many requests, by the model.
    pub throttling: bool,
}

/// A text with known values.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Enum {
    /// The name of its type.
    pub name: &'static str,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// The values of the model. Services may send others.
    pub values: &'static [&'static str],
}

impl Enum {
    /// Returns an enum without documentation.
    pub const fn new(name: &'static str, values: &'static [&'static str]) -> Self {
        Self { name, docs: "", values }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }
}

/// A number with known values.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct IntEnum {
    /// The name of its type.
    pub name: &'static str,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// The values of the model. Services may send others.
    pub values: &'static [i32],
}

impl IntEnum {
    /// Returns an enum without documentation.
    pub const fn new(name: &'static str, values: &'static [i32]) -> Self {
        Self { name, docs: "", values }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }
}

/// The format of a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// A text by RFC 3339, such as `2031-05-06T07:08:09Z`.
    DateTime,
    /// Seconds since 1970 in UTC, as a number.
    EpochSeconds,
    /// A text as in the HTTP header `Date`.
    HttpDate,
}
