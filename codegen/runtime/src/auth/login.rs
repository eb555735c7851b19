//! User name and password. <https://datatracker.ietf.org/doc/html/rfc7617>

use std::fmt;
use std::time::SystemTime;

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use bytes::Bytes;
use http::header::AUTHORIZATION;

use super::super::service::Service;
use super::super::AuthScheme;
use super::{secret_header, AuthError, Identity, Signing};

/// A user name and a password. `Debug` never shows the password.
///
/// As a provider, it provides itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    user: String,
    password: String,
}

impl Login {
    /// Creates a login from a user name, which cannot contain a colon, and a password.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: user.into(), password: password.into() }
    }
}

/// Does not show the password.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("user", &self.user)
            .field("password", &format_args!("[redacted]"))
            .finish()
    }
}

impl Identity for Login {
    fn expires(&self) -> Option<SystemTime> {
        None
    }

    fn takes(scheme: &AuthScheme) -> bool {
        matches!(scheme, AuthScheme::HttpBasic)
    }

    fn apply(&self, request: &mut http::Request<Bytes>, _: &Signing<'_>) -> Result<(), AuthError> {
        if self.user.contains(':') {
            return Err(AuthError::new("the user name contains a colon"));
        }
        let text = STANDARD.encode(format!("{}:{}", self.user, self.password));
        secret_header(request, AUTHORIZATION, &format!("Basic {text}"))
    }
}

/// A service that supports user names and passwords.
pub trait TakesLogin: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesLogin> super::super::client::Builder<S> {
    /// Sets user name and password, or a provider of them.
    #[must_use]
    pub fn login(mut self, provider: impl super::super::client::Provide<Login> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

#[cfg(feature = "blocking")]
impl<S: TakesLogin> super::super::blocking::Builder<S> {
    /// Sets user name and password, or a provider of them.
    #[must_use]
    pub fn login(mut self, provider: impl super::super::blocking::Provide<Login> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}
