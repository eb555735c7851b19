//! Identity providers of the async client.

use super::super::auth::{AuthError, Identity};
use super::BoxFuture;

/// Provides an identity: credentials, a token, a key, as defined in [`auth`](super::super::auth). Each identity provides
/// itself.
///
/// Expiring identities are cached until five minutes before; others are requested for each attempt of a call.
pub trait Provide<I>: Send + Sync {
    /// Returns the current identity. The time counts against the timeouts of the call.
    fn provide(&self) -> BoxFuture<'_, Result<I, AuthError>>;
}

impl<I: Identity> Provide<I> for I {
    fn provide(&self) -> BoxFuture<'_, Result<I, AuthError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}
