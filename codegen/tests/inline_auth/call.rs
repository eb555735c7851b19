//! What the clients of a generated crate share, as far as authentication needs it.

#[path = "../../inline/call/setup_error.rs"]
pub mod setup_error;
pub use setup_error::SetupError;

/// What marks a request whose body is not there yet.
#[derive(Clone)]
pub(crate) struct BodyFollows;

/// What `SetupError` links to.
pub struct Builder;
