//! Authentication errors.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::super::call::{chain, SetupError, SetupErrorKind};
use super::super::{AuthOptions, AuthScheme};

/// The request has no identity: none is set, or a provider failed. This attempt was not sent; earlier attempts
/// of the call may have been sent.
///
/// A call returns it as the [`cause`](SetupError::cause) of a [`SetupError`], whose text contains everything; [`find`](Self::find)
/// extracts it from the error of a call. Texts of custom providers must not contain secrets.
#[derive(Clone, Debug)]
pub struct AuthError {
    problem: String,
    missing: bool,
    /// The schemes of the operation, once it is the error of a call: for the tool, which names its options.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    schemes: &'static [AuthScheme],
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl AuthError {
    /// Creates the error of a failed provider.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), missing: false, schemes: &[], source: None }
    }

    /// Creates the error of a provider without an identity. If the operation allows it, the call is then made without authentication.
    pub fn missing(problem: impl Into<String>) -> Self {
        Self { missing: true, ..Self::new(problem) }
    }

    /// Adds a cause, which must not print secrets.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Whether there is no identity, as opposed to a failure.
    pub fn is_missing(&self) -> bool {
        self.missing
    }

    /// The schemes of the operation.
    #[cfg(feature = "cli")]
    pub(crate) fn schemes(&self) -> &'static [AuthScheme] {
        self.schemes
    }

    /// Returns the error of a call: the next step, with this as the cause.
    pub(crate) fn in_call(mut self, options: AuthOptions) -> SetupError {
        self.schemes = options.schemes;
        let ways: Vec<&str> = options.schemes.iter().filter_map(way).collect();
        let error = if !self.missing {
            SetupError::new(format!("the request could not be authenticated: {}", chain(&self)))
        } else if ways.is_empty() {
            SetupError::new("the operation has no authentication scheme that this client supports")
        } else {
            SetupError::new(format!("no identity for authentication; set {}", ways.join(", or ")))
                .of_kind(SetupErrorKind::NoIdentity)
        };
        error.because(self)
    }
}

/// Returns the setting for a scheme.
fn way(scheme: &AuthScheme) -> Option<&'static str> {
    match scheme {
        AuthScheme::SigV4(_) => Some(
            "credentials with `credentials_provider(..)` or the environment variables AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY (with the feature `sigv4`)",
        ),
        AuthScheme::HttpBearer => Some("a token with `bearer_token(..)`"),
        AuthScheme::HttpApiKey { .. } => Some("a key with `api_key(..)`"),
        AuthScheme::HttpBasic => Some("a user with `login(..)`"),
        AuthScheme::SigV4a(_) | AuthScheme::HttpDigest | AuthScheme::Other(_) => None,
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl Error for AuthError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
