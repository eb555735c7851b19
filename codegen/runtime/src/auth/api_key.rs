//! API keys, in a header or a query parameter. <https://smithy.io/2.0/spec/authentication-traits.html#httpapikeyauth-trait>

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::HeaderName;
use http::uri::{PathAndQuery, Uri};

use super::super::service::Service;
use super::super::{percent, AuthScheme};
use super::{secret_header, AuthError, Identity, Signing};

/// An API key for a header or a query parameter. It is a secret: `Debug` never shows it.
///
/// As a provider, it provides itself.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Creates a key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// Adds it to the query string.
    fn in_query(&self, request: &mut http::Request<Bytes>, name: &str) -> Result<(), AuthError> {
        let problem = || AuthError::new("the key is invalid in a URI");
        let mut parts = request.uri().clone().into_parts();
        let mut target =
            parts.path_and_query.map_or_else(|| "/".to_owned(), |target| target.as_str().to_owned());
        target.push(if target.contains('?') { '&' } else { '?' });
        percent::encode(name, &mut target);
        target.push('=');
        percent::encode(&self.0, &mut target);
        parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(|_| problem())?);
        *request.uri_mut() = Uri::from_parts(parts).map_err(|_| problem())?;
        Ok(())
    }
}

/// Does not show the key.
impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ApiKey").field(&format_args!("[redacted]")).finish()
    }
}

impl Identity for ApiKey {
    fn expires(&self) -> Option<SystemTime> {
        None
    }

    fn takes(scheme: &AuthScheme) -> bool {
        matches!(scheme, AuthScheme::HttpApiKey { .. })
    }

    fn apply(&self, request: &mut http::Request<Bytes>, signing: &Signing<'_>) -> Result<(), AuthError> {
        match signing.scheme {
            AuthScheme::HttpApiKey { location: "query", name, .. } => self.in_query(request, name),
            AuthScheme::HttpApiKey { name, scheme, .. } => {
                let header = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| AuthError::new("the model has an invalid header name for the key"))?;
                let text = scheme.map_or_else(|| self.0.clone(), |scheme| format!("{scheme} {}", self.0));
                secret_header(request, header, &text)
            }
            _ => Err(AuthError::new("the scheme has no location for an API key")),
        }
    }
}

/// A service that supports API keys.
pub trait TakesApiKey: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesApiKey> super::super::client::Builder<S> {
    /// Sets the API key, or a provider of it.
    #[must_use]
    pub fn api_key(mut self, provider: impl super::super::client::Provide<ApiKey> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

#[cfg(feature = "blocking")]
impl<S: TakesApiKey> super::super::blocking::Builder<S> {
    /// Sets the API key, or a provider of it.
    #[must_use]
    pub fn api_key(mut self, provider: impl super::super::blocking::Provide<ApiKey> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}
