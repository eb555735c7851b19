//! Why not all items of an operation that pages could be collected.

use std::fmt;

use super::super::CallError;
use super::PaginateItems;

/// Why not all items could be collected. What came before is kept.
///
/// It turns into the [`Error`] of the call by `?` where that is all that is wanted.
#[non_exhaustive]
pub struct CollectError<O: PaginateItems> {
    /// The items of the pages before the one that could not be fetched.
    pub items: Vec<O::Item>,
    /// The token of that page: an input with it goes on where these items end. None if it is the first.
    pub token: Option<O::Token>,
    /// Why that page could not be fetched.
    pub error: CallError<O::Error>,
}

/// The error and the number of items, and nothing of them.
impl<O: PaginateItems> fmt::Debug for CollectError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CollectError")
            .field("items", &self.items.len())
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<O: PaginateItems> fmt::Display for CollectError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items were read before an error: {}", self.items.len(), self.error)
    }
}

/// It prints what the error inside prints, so it has that error's source too.
impl<O: PaginateItems> std::error::Error for CollectError<O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}

impl<O: PaginateItems> From<CollectError<O>> for CallError<O::Error> {
    fn from(error: CollectError<O>) -> Self {
        error.error
    }
}
