//! What the clients of a generated crate share, as far as authentication needs it.

#[path = "../../inline/call/setup_error.rs"]
pub mod setup_error;
pub use setup_error::SetupError;

/// What `SetupError` links to.
pub struct Builder;
