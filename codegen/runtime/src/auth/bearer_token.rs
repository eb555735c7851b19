//! Bearer tokens. <https://datatracker.ietf.org/doc/html/rfc6750#section-2.1>

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::AUTHORIZATION;

use super::super::service::Service;
use super::super::AuthScheme;
use super::{secret_header, AuthError, Identity, Signing};

/// A token in the header `Authorization`: who has it may call. It is never shown.
///
/// As a provider, it gives itself.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken {
    token: String,
    expires: Option<SystemTime>,
}

impl BearerToken {
    /// A token that does not expire, as far as is known.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), expires: None }
    }

    /// Sets when it expires. Five minutes earlier, its provider is asked for a new one.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }
}

/// Nothing of the token.
impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BearerToken")
            .field("token", &format_args!("[redacted]"))
            .field("expires", &self.expires)
            .finish()
    }
}

impl Identity for BearerToken {
    fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    fn takes(scheme: &AuthScheme) -> bool {
        matches!(scheme, AuthScheme::HttpBearer)
    }

    fn apply(&self, request: &mut http::Request<Bytes>, _: &Signing<'_>) -> Result<(), AuthError> {
        secret_header(request, AUTHORIZATION, &format!("Bearer {}", self.token))
    }
}

/// A service that takes a bearer token.
pub trait TakesBearerToken: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesBearerToken> super::super::client::Builder<S> {
    /// Sets the bearer token, or what provides it.
    #[must_use]
    pub fn bearer_token(
        mut self,
        provider: impl super::super::client::Provide<BearerToken> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

#[cfg(feature = "blocking")]
impl<S: TakesBearerToken> super::super::blocking::Builder<S> {
    /// Sets the bearer token, or what provides it.
    #[must_use]
    pub fn bearer_token(
        mut self,
        provider: impl super::super::blocking::Provide<BearerToken> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}
