//! What the clients of a generated crate share, as far as authentication needs it.

#[path = "../../inline/call/chain.rs"]
mod chain;
pub(crate) use chain::chain;

#[path = "../../inline/call/setup_error.rs"]
pub mod setup_error;
pub use setup_error::SetupError;

#[path = "../../inline/call/event_seed.rs"]
mod event_seed;
pub(crate) use event_seed::{EventsFollow, Seed};

/// What `SetupError` links to.
pub struct Builder;
