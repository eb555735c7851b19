//! Pages of results: the members that carry tokens and items.

use super::{Operation, Ty};

/// Members that page, by their names in the model.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub input_token: String,
    pub output_token: String,
    pub page_size: Option<String>,
    pub items: Option<String>,
    /// Whether a token that repeats the one before marks the end.
    pub repeated_token_ends: bool,
    /// How a client gets from one page to the next, where that can be done.
    pub pages: Option<Pages>,
}

/// Where tokens and items are, as fields.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The field of the input that takes the token.
    pub input: Step,
    /// The way from the output to the token of the next page.
    pub output: Vec<Step>,
    /// The type of the token.
    pub token: Ty,
    /// The way from the output to the items, and the type that they are in: a list or a map.
    pub items: Option<(Vec<Step>, Ty)>,
}

/// A field on the way to a value.
#[derive(Clone, Debug)]
pub struct Step {
    pub field: String,
    /// Whether it is an `Option`.
    pub optional: bool,
}

impl Operation {
    /// The name that the token for the next page has in a response: that of its header, or in the document.
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
