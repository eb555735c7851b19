//! AWS credentials, and what is signed with them.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;

use super::super::service::Service;
use super::super::AuthScheme;
use super::{AuthError, Identity, Signing};

/// AWS credentials: long-term ones, or temporary ones with a session token. Requests are signed with them; the secret
/// itself is never sent, nor shown.
///
/// As a provider, they give themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: Option<String>,
    pub(crate) expires: Option<SystemTime>,
}

impl Credentials {
    /// Credentials that do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
        }
    }

    /// Sets the session token, which temporary credentials have.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets when they expire. Five minutes earlier, their provider is asked for new ones.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }

    /// The environment variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if there is one, `AWS_SESSION_TOKEN`.
    fn from_environment() -> Result<Self, AuthError> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let required =
            |name: &str| variable(name).ok_or_else(|| AuthError::missing(format!("{name} is not set")));
        let credentials = Self::new(required("AWS_ACCESS_KEY_ID")?, required("AWS_SECRET_ACCESS_KEY")?);
        Ok(Self { session_token: variable("AWS_SESSION_TOKEN"), ..credentials })
    }
}

/// Nothing but the id, which is no secret.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("secret_access_key", &format_args!("[redacted]"))
            .field("session_token", &self.session_token.as_ref().map(|_| "[redacted]"))
            .field("expires", &self.expires)
            .finish()
    }
}

impl Identity for Credentials {
    fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    fn takes(scheme: &AuthScheme) -> bool {
        matches!(scheme, AuthScheme::SigV4(_))
    }

    fn apply(&self, request: &mut http::Request<Bytes>, signing: &Signing<'_>) -> Result<(), AuthError> {
        super::sigv4::sign(self, request, signing)
    }
}

/// A service that takes signatures made with AWS credentials.
pub trait TakesCredentials: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesCredentials> super::super::client::Builder<S> {
    /// Sets the credentials to sign with, or what provides them. The default is [`EnvironmentCredentials`].
    #[must_use]
    pub fn credentials_provider(
        mut self,
        provider: impl super::super::client::Provide<Credentials> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

#[cfg(feature = "blocking")]
impl<S: TakesCredentials> super::super::blocking::Builder<S> {
    /// Sets the credentials to sign with, or what provides them. The default is [`EnvironmentCredentials`].
    #[must_use]
    pub fn credentials_provider(
        mut self,
        provider: impl super::super::blocking::Provide<Credentials> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

/// Provides the credentials in the environment variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
/// `AWS_SESSION_TOKEN`, as they are at the time of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnvironmentCredentials;

#[cfg(feature = "client-core")]
impl super::super::client::Provide<Credentials> for EnvironmentCredentials {
    fn provide(&self) -> super::super::client::BoxFuture<'_, Result<Credentials, AuthError>> {
        Box::pin(std::future::ready(Credentials::from_environment()))
    }
}

#[cfg(feature = "blocking")]
impl super::super::blocking::Provide<Credentials> for EnvironmentCredentials {
    fn provide(&self) -> Result<Credentials, AuthError> {
        Credentials::from_environment()
    }
}
