//! Modelled errors: a structure, and the facts of its response.

use super::{Response, Struct};

/// A modelled error.
#[derive(Clone, Debug)]
pub struct ErrorShape {
    pub shape: Struct,
    /// The code that names it in a response.
    pub code: String,
    /// The modelled status.
    pub status: u16,
    pub retry: Retry,
    /// The message member.
    pub message: Option<ErrorMessage>,
    /// Whether the message must be hidden.
    pub secret_message: bool,
    pub response: Response,
}

/// The message member of an error.
#[derive(Clone, Debug)]
pub struct ErrorMessage {
    /// The index of the field.
    pub field: usize,
    pub place: MessagePlace,
}

/// The location of an error's message. Services also use other spellings, which count if it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessagePlace {
    /// A member of the body.
    Member(String),
    /// A header, in lower case.
    Header(String),
    /// The whole body.
    Payload,
}

/// The modelled retry behaviour of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not modelled.
    Unsaid,
    /// A retry may succeed.
    Transient,
    /// A later retry may succeed: the caller was throttled.
    Throttling,
}
