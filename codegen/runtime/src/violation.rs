//! What is wrong with an input, found before anything is sent.

use std::fmt;

/// One thing that the model does not allow: where it is, and what it is. Never the value itself: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    of_key: bool,
    problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is too long or too short: the least and the most, and of what.
    #[non_exhaustive]
    Length {
        /// What is counted: `characters`, `bytes`, `items` or `entries`.
        unit: &'static str,
        /// The least, if there is one.
        min: Option<u64>,
        /// The most, if there is one.
        max: Option<u64>,
    },
    /// The number is too small or too large.
    #[non_exhaustive]
    Range {
        /// The least, if there is one.
        min: Option<String>,
        /// The most, if there is one.
        max: Option<String>,
    },
    /// The text does not match this pattern.
    Pattern(&'static str),
    /// The item is in the list before, at this place.
    Duplicate(usize),
    /// The value of an enum is none that the model knows.
    UnknownValue,
    /// The member of a union is none that the model knows.
    UnknownMember,
    /// Values stand within values, this deep at most; what is below was not looked at.
    TooDeep(usize),
}

impl Violation {
    pub(crate) fn new(path: String, of_key: bool, problem: Problem) -> Self {
        Self { path, of_key, problem }
    }

    /// Where the value is, by the names of the model: `StartPosition.Id`, `Type[2]` (from zero), `Tags["k"]`. A key
    /// that is a secret shows as its place: `Tags[entry 2]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is about the key of the entry at the path, and not about its value.
    pub fn is_of_key(&self) -> bool {
        self.of_key
    }

    /// What is wrong.
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
                let bounds = Bounds(min.as_ref(), max.as_ref());
                write!(
                    f,
                    "must have {bounds} {}",
                    if bounds.is_one() { unit.trim_end_matches('s') } else { unit }
                )
            }
            Self::Range { min, max } => write!(f, "must be {}", Bounds(min.as_ref(), max.as_ref())),
            Self::Pattern(pattern) => write!(f, "must match `{pattern}`"),
            Self::Duplicate(first) => write!(f, "must not be there twice; it is the same as item {first}"),
            Self::UnknownValue => f.write_str("is not a value that the model knows"),
            Self::UnknownMember => f.write_str("is not a member that the model knows"),
            Self::TooDeep(depth) => write!(f, "values stand within values, more than {depth} deep"),
        }
    }
}

/// `1 to 100`, `at least 1`, `at most 100`, `36`.
struct Bounds<'a, T>(Option<&'a T>, Option<&'a T>);

impl<T: fmt::Display> Bounds<'_, T> {
    fn is_one(&self) -> bool {
        self.1.or(self.0).map_or(false, |bound| bound.to_string() == "1")
    }
}

impl<T: fmt::Display + PartialEq> fmt::Display for Bounds<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(min), Some(max)) if min == max => write!(f, "exactly {min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("something else"),
        }
    }
}

/// All that is wrong with an input, in the order of its members: at least one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Nothing is wrong, or all of these things.
    pub(crate) fn check(found: Vec<Violation>) -> Result<(), Self> {
        if found.is_empty() {
            Ok(())
        } else {
            Err(Self(found))
        }
    }

    /// The violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The violations, as a slice: never an empty one.
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

/// All of them in one line, set off by semicolons.
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
