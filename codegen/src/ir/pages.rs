//! Pagination: the members with tokens and items.

use super::{Operation, Ty};

/// Pagination members, by their names in the model.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub input_token: String,
    pub output_token: String,
    pub page_size: Option<String>,
    pub items: Option<String>,
    /// Whether a repeated token marks the end.
    pub repeated_token_ends: bool,
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
    /// The type of the token.
    pub token: Ty,
    /// The path from the output to the items, and their type: a list or a map.
    pub items: Option<(Vec<Step>, Ty)>,
}

/// A field on the path to a value.
#[derive(Clone, Debug)]
pub struct Step {
    pub field: String,
    /// Whether it is an `Option`.
    pub optional: bool,
}

impl Operation {
    /// The wire name of the next page's token in a response: its header, or its member of the document.
    pub fn page_token(&self) -> Option<String> {
        let path = &self.metadata.pagination.as_ref()?.output_token;
        let Some(at) = self.output.fields.iter().position(|field| field.name.as_str() == path) else {
            return path.rsplit('.').next().map(str::to_owned);
        };
        let bound = self.response.headers.iter().find(|bound| bound.field == at);
        Some(bound.map_or_else(
            || self.output.fields[at].wire_name.clone(),
            |bound| bound.name.to_ascii_lowercase(),
        ))
    }
}
