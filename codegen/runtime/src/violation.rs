//! Violations of the model in an input, found before anything is sent.

use std::borrow::Cow;
use std::fmt;

/// A violation of the model: its path, and the problem. It never contains the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    of_key: bool,
    problem: Problem,
}

/// The problem of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The value is too long or too short.
    #[non_exhaustive]
    Length {
        /// The unit: `characters`, `bytes`, `items` or `entries`.
        unit: &'static str,
        /// The minimum, if there is one.
        min: Option<u64>,
        /// The maximum, if there is one.
        max: Option<u64>,
    },
    /// The number is too small or too large.
    #[non_exhaustive]
    Range {
        /// The minimum, if there is one.
        min: Option<String>,
        /// The maximum, if there is one.
        max: Option<String>,
    },
    /// The string does not match this pattern.
    Pattern(Cow<'static, str>),
    /// The item repeats the one at this index.
    Duplicate(usize),
    /// The enum value is unknown.
    UnknownValue,
    /// The union member is unknown.
    UnknownMember,
    /// Values are nested deeper than this; deeper ones were not checked.
    TooDeep(usize),
}

impl Violation {
    pub(crate) fn new(path: String, of_key: bool, problem: Problem) -> Self {
        Self { path, of_key, problem }
    }

    /// Returns the path in names of the model: `StartPosition.Id`, `Type[2]` (from zero), `Tags["k"]`. A
    /// secret key appears as its position: `Tags[entry 2]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether the violation is in the key of the entry at the path, instead of its value.
    pub fn is_of_key(&self) -> bool {
        self.of_key
    }

    /// Returns the problem.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.of_key { "the key " } else { "" };
        write!(f, "{}: {key}{}", self.path, self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { unit, min, max } => {
                write!(f, "must have {}", Bounds { min: min.as_ref(), max: max.as_ref(), unit })
            }
            Self::Range { min, max } => {
                write!(f, "must be {}", Bounds { min: min.as_ref(), max: max.as_ref(), unit: "" })
            }
            Self::Pattern(pattern) => write!(f, "must match `{pattern}`"),
            Self::Duplicate(first) => write!(f, "must be unique; it repeats item {first}"),
            Self::UnknownValue => f.write_str("is not a value of the model"),
            Self::UnknownMember => f.write_str("is not a member of the model"),
            Self::TooDeep(depth) => write!(f, "is nested more than {depth} levels deep"),
        }
    }
}

/// A range in words: `1 to 100 characters`, `at least 1 item`, `at most 100`, `exactly 36 characters`.
pub(crate) struct Bounds<'a, T> {
    pub(crate) min: Option<&'a T>,
    pub(crate) max: Option<&'a T>,
    /// The plural of what is counted; empty for a number.
    pub(crate) unit: &'static str,
}

impl<T: fmt::Display + PartialEq> fmt::Display for Bounds<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "exactly {min}")?,
            (Some(min), Some(max)) => write!(f, "{min} to {max}")?,
            (Some(min), None) => write!(f, "at least {min}")?,
            (None, Some(max)) => write!(f, "at most {max}")?,
            (None, None) => return f.write_str("a different value"),
        }
        let is_one = self.max.or(self.min).map_or(false, |bound| bound.to_string() == "1");
        match self.unit {
            "" => Ok(()),
            "entries" if is_one => f.write_str(" entry"),
            unit if is_one => write!(f, " {}", unit.trim_end_matches('s')),
            unit => write!(f, " {unit}"),
        }
    }
}

/// All violations of an input, in the order of its members: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Returns `Ok` if there are no violations, and all of them otherwise.
    pub(crate) fn check(found: Vec<Violation>) -> Result<(), Self> {
        if found.is_empty() {
            Ok(())
        } else {
            Err(Self(found))
        }
    }

    /// Returns the violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Returns the violations as a slice, which is never empty.
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Formats all of them in one line, separated by semicolons.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.0.iter().enumerate() {
            let separator = if at > 0 { "; " } else { "" };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
