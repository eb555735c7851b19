//! Uploads in one call: one operation starts the upload, the bytes go to a URL of its output, another operation completes it.

use super::{Step, Ty};

/// The upload method of clients.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name of the upload in the model.
    pub call: String,
    /// The method of clients.
    pub method: String,
    /// The command of the command-line tool: `upload`, unless that name is taken.
    pub command: String,
    /// Members that both operations take from the caller.
    pub given: Vec<Given>,
    /// The input that starts the upload, field by field.
    pub announce: Vec<Filled>,
    /// The member of the output with the id of the upload, by its name in the model.
    pub id_name: String,
    /// The paths from the output to the id, the URL and the headers.
    pub id: Vec<Step>,
    pub url: Vec<Step>,
    /// `None` if the service requires no headers.
    pub headers: Option<Vec<Step>>,
    pub completion: Completion,
    /// The minimum size in bytes.
    pub min_size: u64,
    /// MIME types by file extension, in lower case.
    pub content_types: Vec<(String, String)>,
}

/// The operation that completes the upload.
#[derive(Clone, Debug)]
pub struct Completion {
    /// The marker type.
    pub ident: String,
    /// Its module in `operation`.
    pub module: String,
    /// Its input.
    pub input: String,
    /// Whether the input is a shared shape.
    pub input_is_shared: bool,
    /// The input, field by field.
    pub fields: Vec<Filled>,
}

/// An argument of the method.
#[derive(Clone, Debug)]
pub struct Given {
    pub ident: String,
    /// The member's name in the model.
    pub name: String,
    pub ty: Ty,
}

/// A field of an input, and the source of its value.
#[derive(Clone, Debug)]
pub struct Filled {
    pub ident: String,
    pub value: Filling,
    pub optional: bool,
}

/// The source of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Nothing: the member is optional.
    Nothing,
    /// The argument with this index.
    Given(usize),
    Name,
    Size,
    /// The size as a 32-bit integer.
    SmallSize,
    ContentType,
    Id,
    /// A list of only the id.
    Ids,
    /// The same as a list that cannot be empty.
    NonEmptyIds,
    /// The idempotency token.
    Token,
}
