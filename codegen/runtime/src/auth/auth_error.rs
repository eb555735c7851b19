//! Why a request could not be authenticated.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::super::call::{chain, SetupError};
use super::super::{AuthOptions, AuthScheme};

/// There is nothing to say who is calling with, or it could not be had. Nothing was sent.
///
/// A call returns it as the [`cause`](SetupError::cause) of a [`SetupError`], whose text says all of it; [`find`](Self::find)
/// gets it out of the error of a call. Texts of your own providers must not contain secrets.
#[derive(Clone, Debug)]
pub struct AuthError {
    problem: String,
    missing: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl AuthError {
    /// A provider that failed.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), missing: false, source: None }
    }

    /// A provider that has nothing to give. An operation that can do without authentication goes without then.
    pub fn missing(problem: impl Into<String>) -> Self {
        Self { missing: true, ..Self::new(problem) }
    }

    /// The same with its cause, which must not print secrets.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Whether there is just nothing to say who is calling with.
    pub fn is_missing(&self) -> bool {
        self.missing
    }

    /// What a call returns: what to do, with this as the reason.
    pub(crate) fn in_call(self, options: AuthOptions) -> SetupError {
        let text = if self.missing {
            let ways: Vec<&str> = options.schemes.iter().filter_map(way).collect();
            if ways.is_empty() {
                "the operation is authenticated in a way that this client does not have".to_owned()
            } else {
                format!("there is nothing to say who is calling with; set {}", ways.join(", or "))
            }
        } else {
            format!("the request could not be authenticated: {}", chain(&self))
        };
        SetupError::new(text).because(self)
    }
}

/// What to set for a scheme.
fn way(scheme: &AuthScheme) -> Option<&'static str> {
    match scheme {
        AuthScheme::SigV4(_) => Some(
            "credentials by `credentials_provider(..)` or the environment variables AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY (with the feature `sigv4`)",
        ),
        AuthScheme::HttpBearer => Some("a token by `bearer_token(..)`"),
        AuthScheme::HttpApiKey { .. } => Some("a key by `api_key(..)`"),
        AuthScheme::HttpBasic => Some("a user by `login(..)`"),
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
