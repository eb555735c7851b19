//! The error of collecting the items of all pages.

use std::fmt;

use super::super::CallError;
use super::PaginateItems;

/// An error while items were collected. Earlier items are kept.
///
/// `?` converts it to the [`CallError`](crate::CallError) of the call, without the items.
#[non_exhaustive]
pub struct CollectError<O: PaginateItems> {
    /// The items of the pages before the failed one.
    pub items: Vec<O::Item>,
    /// The token of the failed page: an input with it continues after these items. `None` for the first page.
    pub token: Option<O::Token>,
    /// The error of that page.
    pub error: Box<CallError<O::Error>>,
}

/// The error and the number of items, without the items.
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

/// It prints like the inner error, so it also has its source.
impl<O: PaginateItems> std::error::Error for CollectError<O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.error)
    }
}

impl<O: PaginateItems> From<CollectError<O>> for CallError<O::Error> {
    fn from(error: CollectError<O>) -> Self {
        *error.error
    }
}
