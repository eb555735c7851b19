//! The members that page an operation.

/// The members that page an operation, by their names in the model. The parts of a path are separated by dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pagination {
    /// The member of the input with the token of the requested page.
    pub input_token: &'static str,
    /// The member of the output with the token of the next page.
    pub output_token: &'static str,
    /// The member of the input with the maximum number of items in a page.
    pub page_size: Option<&'static str>,
    /// The member of the output with the items.
    pub items: Option<&'static str>,
    /// Whether a repeated token marks the end.
    pub repeated_token_ends: bool,
    /// The member that identifies an item, if a page with only items of the previous page marks the end.
    pub repeated_items_end: Option<&'static str>,
}

impl Pagination {
    /// Returns the members for the tokens, without a page size and items.
    #[doc(hidden)]
    pub const fn new(input_token: &'static str, output_token: &'static str) -> Self {
        Self {
            input_token,
            output_token,
            page_size: None,
            items: None,
            repeated_token_ends: false,
            repeated_items_end: None,
        }
    }

    /// Sets [`page_size`](field@Self::page_size).
    #[doc(hidden)]
    #[must_use]
    pub const fn page_size(self, member: &'static str) -> Self {
        Self { page_size: Some(member), ..self }
    }

    /// Sets [`items`](field@Self::items).
    #[doc(hidden)]
    #[must_use]
    pub const fn items(self, member: &'static str) -> Self {
        Self { items: Some(member), ..self }
    }

    /// Sets [`repeated_token_ends`](field@Self::repeated_token_ends).
    #[doc(hidden)]
    #[must_use]
    pub const fn repeated_token_ends(self) -> Self {
        Self { repeated_token_ends: true, ..self }
    }

    /// Sets [`repeated_items_end`](field@Self::repeated_items_end).
    #[doc(hidden)]
    #[must_use]
    pub const fn repeated_items_end(self, id: &'static str) -> Self {
        Self { repeated_items_end: Some(id), ..self }
    }
}
