//! Identity providers of the blocking client.

use super::super::auth::{AuthError, Identity};

/// Provides an identity: credentials, a token, a key, as defined in [`auth`](super::super::auth). Each identity provides
/// itself.
///
/// Expiring identities are cached until five minutes before; others are requested for each attempt of a call. The time counts
/// against the timeouts of the call, but is not interrupted.
pub trait Provide<I>: Send + Sync {
    /// Returns the current identity.
    fn provide(&self) -> Result<I, AuthError>;
}

impl<I: Identity> Provide<I> for I {
    fn provide(&self) -> Result<I, AuthError> {
        Ok(self.clone())
    }
}
