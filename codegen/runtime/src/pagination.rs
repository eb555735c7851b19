//! How an operation pages.

/// The members by which an operation pages, by their names in the model. A path has dots between its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pagination {
    /// The member of the input that says where to go on.
    pub input_token: &'static str,
    /// The member of the output that says where the next page begins.
    pub output_token: &'static str,
    /// The member of the input that says how many items a page has.
    pub page_size: Option<&'static str>,
    /// The member of the output that has the items.
    pub items: Option<&'static str>,
}
