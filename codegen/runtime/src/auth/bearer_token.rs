//! Bearer tokens. <https://datatracker.ietf.org/doc/html/rfc6750#section-2.1>

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::AUTHORIZATION;

use super::super::service::Service;
use super::super::AuthScheme;
use super::{secret_header, AuthError, Identity, Signing};

/// A bearer token for the header `Authorization`. It is a secret: `Debug` never shows it.
///
/// As a provider, it provides itself.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken {
    token: String,
    expires: Option<SystemTime>,
}

impl BearerToken {
    /// Creates a token without a known expiry time.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), expires: None }
    }

    /// Sets the expiry time. The provider is called for a new token five minutes before it.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }
}

/// Does not show the token.
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

/// A service that supports bearer tokens.
pub trait TakesBearerToken: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesBearerToken> super::super::client::Builder<S> {
    /// Sets the bearer token, or a provider of it.
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
    /// Sets the bearer token, or a provider of it.
    #[must_use]
    pub fn bearer_token(
        mut self,
        provider: impl super::super::blocking::Provide<BearerToken> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}
