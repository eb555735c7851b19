//! A list with at least one item.

use std::convert::TryFrom;
use std::ops::Deref;

/// A list with at least one item, for members that require one.
///
/// Create it from a single item, from an array (an empty one does not compile), or from a `Vec`, which is checked.
///
/// ```
/// use farrier_runtime::NonEmpty;
///
/// let ids: NonEmpty<&str> = ["first", "second"].into();
/// assert_eq!(ids.len(), 2);
/// assert_eq!(NonEmpty::<u8>::from_vec(Vec::new()), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NonEmpty<T>(Vec<T>);

impl<T> NonEmpty<T> {
    /// Creates a list of one item.
    pub fn new(first: T) -> Self {
        Self(vec![first])
    }

    /// Creates a list of the items of a `Vec`; `None` if it is empty.
    #[must_use]
    pub fn from_vec(items: Vec<T>) -> Option<Self> {
        Self::try_from(items).ok()
    }

    /// Adds an item.
    pub fn push(&mut self, item: T) {
        self.0.push(item);
    }

    /// Returns the items.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Deref for NonEmpty<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<T> for NonEmpty<T> {
    fn from(first: T) -> Self {
        Self::new(first)
    }
}

impl<T, const N: usize> From<[T; N]> for NonEmpty<T> {
    fn from(items: [T; N]) -> Self {
        // Evaluated when the call is compiled.
        #[allow(clippy::let_unit_value)]
        let () = NotZero::<N>::HOLDS;
        Self(items.into())
    }
}

/// Compiles only for non-zero numbers.
struct NotZero<const N: usize>;

impl<const N: usize> NotZero<N> {
    const HOLDS: () = assert!(N > 0, "a non-empty list cannot be created from an empty array");
}

/// Fails for an empty `Vec`, and returns it.
impl<T> TryFrom<Vec<T>> for NonEmpty<T> {
    type Error = Vec<T>;

    fn try_from(items: Vec<T>) -> Result<Self, Vec<T>> {
        if items.is_empty() {
            Err(items)
        } else {
            Ok(Self(items))
        }
    }
}

impl<T> IntoIterator for NonEmpty<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a NonEmpty<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
