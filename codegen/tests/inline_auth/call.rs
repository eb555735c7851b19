//! What the clients of a generated crate share, as far as authentication needs it.

#[path = "../../runtime/src/call/chain.rs"]
mod chain;
pub(crate) use chain::chain;

#[path = "../../runtime/src/call/setup_error.rs"]
pub mod setup_error;
pub use setup_error::SetupError;

#[path = "../../runtime/src/call/event_seed.rs"]
mod event_seed;
pub(crate) use event_seed::{EventsFollow, Seed};

/// What `SetupError` links to.
pub struct Builder;
