//! Sending a file in one call: one operation announces it, its bytes go to an address of the answer, another completes it.

use super::Ty;

/// What clients get besides the operation that announces the file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What the upload as a whole is called.
    pub call: String,
    /// The method of clients.
    pub method: String,
    /// The command of the command-line tool: `upload`, unless something else has that name.
    pub command: String,
    /// Members that both operations take from the caller.
    pub given: Vec<Given>,
    /// The input that announces the file, field by field.
    pub announce: Vec<Filled>,
    /// The member of the answer that is the id of the upload, by its name in the model.
    pub id_name: String,
    pub id: FieldPath,
    pub url: FieldPath,
    /// None where the service asks for no headers.
    pub headers: Option<FieldPath>,
    pub completion: Completion,
    /// The least size in bytes.
    pub min_size: u64,
    /// MIME types by the end of the file's name, in lower case.
    pub content_types: Vec<(String, String)>,
}

/// The operation that completes the upload.
#[derive(Clone, Debug)]
pub struct Completion {
    /// The marker type.
    pub ident: String,
    /// Its module, below `operation`.
    pub module: String,
    /// Its input.
    pub input: String,
    /// Whether that is a shared shape.
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

/// A field of an input, and what it is filled with.
#[derive(Clone, Debug)]
pub struct Filled {
    pub ident: String,
    pub value: Filling,
    pub optional: bool,
}

/// What a field is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Nothing: it is optional, and nobody asks for it.
    Nothing,
    /// The argument with this index.
    Given(usize),
    Name,
    Size,
    /// The size, where only 32 bits travel.
    SmallSize,
    ContentType,
    Id,
    /// A list of the id alone.
    Ids,
    /// The same as a list that cannot be empty.
    NonEmptyIds,
    /// The idempotency token.
    Token,
}

/// The way from an output to a member of it.
#[derive(Clone, Debug)]
pub struct FieldPath(pub Vec<PathStep>);

/// A field on the way.
#[derive(Clone, Debug)]
pub struct PathStep {
    pub ident: String,
    pub optional: bool,
}
