//! Where what says who is calling comes from.

use super::super::auth::{AuthError, Identity};
use super::BoxFuture;

/// Provides what says who is calling: credentials, a token, a key, as [`auth`](super::super::auth) has them. Each of them
/// provides itself.
///
/// What expires is kept until five minutes before it does; what does not is asked for with each attempt of a call.
pub trait Provide<I>: Send + Sync {
    /// What is good now. The time that it takes counts as time of the call.
    fn provide(&self) -> BoxFuture<'_, Result<I, AuthError>>;
}

impl<I: Identity> Provide<I> for I {
    fn provide(&self) -> BoxFuture<'_, Result<I, AuthError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}
