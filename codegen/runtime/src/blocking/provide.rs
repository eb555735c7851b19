//! Where what says who is calling comes from.

use super::super::auth::{AuthError, Identity};

/// Provides what says who is calling: credentials, a token, a key, as [`auth`](super::super::auth) has them. Each of them
/// provides itself.
///
/// What expires is kept until five minutes before it does; what does not is asked for with each attempt of a call. The time
/// that it takes counts as time of the call, but nothing ends it early.
pub trait Provide<I>: Send + Sync {
    /// What is good now.
    fn provide(&self) -> Result<I, AuthError>;
}

impl<I: Identity> Provide<I> for I {
    fn provide(&self) -> Result<I, AuthError> {
        Ok(self.clone())
    }
}
