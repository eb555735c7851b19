//! Pagination: the members with tokens and items.

use super::{Field, Presence, Ty};

/// Pagination members, by their names in the model.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub input_token: String,
    pub output_token: String,
    pub page_size: Option<String>,
    pub items: Option<String>,
    /// Whether a repeated token marks the end.
    pub repeated_token_ends: bool,
    /// The member that identifies an item, if a page with only items of the previous page marks the end.
    pub repeated_items_end: Option<String>,
    /// The fields, if a client can fetch the next page.
    pub pages: Option<Pages>,
}

/// The fields of tokens and items.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The field of the input that takes the token.
    pub input: Step,
    /// The path from the output to the token of the next page.
    pub output: Vec<Step>,
    /// The wire name of that token: a header in lower case, or a member of the document.
    pub wire_name: String,
    /// The type of the token.
    pub token: Ty,
    /// The path from the output to the items, and their type: a list or a map.
    pub items: Option<(Vec<Step>, Ty)>,
    /// The field that identifies an item, and its type, if a page with only items of the previous page marks the end.
    pub item_id: Option<(Step, Ty)>,
}

/// A field on the path to a value.
#[derive(Clone, Debug)]
pub struct Step {
    pub field: String,
    /// Whether it is an `Option`.
    pub optional: bool,
}

impl Step {
    /// Returns the step to the value of a field.
    pub fn of(field: &Field) -> Self {
        Self { field: field.ident.clone(), optional: field.presence == Presence::Optional }
    }
}
