//! AWS credentials.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;

use super::super::service::Service;
use super::super::AuthScheme;
use super::{AuthError, Identity, Signing};

/// AWS credentials: long-term ones, or temporary ones with a session token. They sign requests; the secret
/// itself is never sent or shown.
///
/// As a provider, they provide themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: Option<String>,
    pub(crate) expires: Option<SystemTime>,
}

impl Credentials {
    /// Creates credentials that do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
        }
    }

    /// Sets the session token of temporary credentials.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets the expiry time. The provider is called for new credentials five minutes before it.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }

    /// Reads the environment variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if it is set, `AWS_SESSION_TOKEN`.
    fn from_environment() -> Result<Self, AuthError> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let required =
            |name: &str| variable(name).ok_or_else(|| AuthError::missing(format!("{name} is not set")));
        let credentials = Self::new(required("AWS_ACCESS_KEY_ID")?, required("AWS_SECRET_ACCESS_KEY")?);
        Ok(Self { session_token: variable("AWS_SESSION_TOKEN"), ..credentials })
    }
}

/// Shows only the id, which is not a secret.
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

/// A service that supports signatures with AWS credentials.
pub trait TakesCredentials: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesCredentials> super::super::client::Builder<S> {
    /// Sets the credentials for signatures, or a provider of them. The default is [`EnvironmentCredentials`].
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
    /// Sets the credentials for signatures, or a provider of them. The default is [`EnvironmentCredentials`].
    #[must_use]
    pub fn credentials_provider(
        mut self,
        provider: impl super::super::blocking::Provide<Credentials> + 'static,
    ) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

/// A provider that reads the environment variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
/// `AWS_SESSION_TOKEN` at the time of each call.
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
