//! API keys, in a header or a query parameter. <https://smithy.io/2.0/spec/authentication-traits.html#httpapikeyauth-trait>

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::HeaderName;
use http::uri::{PathAndQuery, Uri};

use super::super::service::Service;
use super::super::{percent, AuthScheme};
use super::{secret_header, AuthError, Identity, Signing};

/// A key in a header or a query parameter: who has it may call. It is never shown.
///
/// As a provider, it gives itself.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// A key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// Adds it to the query string.
    fn in_query(&self, request: &mut http::Request<Bytes>, name: &str) -> Result<(), AuthError> {
        let problem = || AuthError::new("the key cannot be put into the URI");
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

/// Nothing of the key.
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
                    .map_err(|_| AuthError::new("the model puts the key into a header that cannot be"))?;
                let text = scheme.map_or_else(|| self.0.clone(), |scheme| format!("{scheme} {}", self.0));
                secret_header(request, header, &text)
            }
            _ => Err(AuthError::new("a key is sent where the model has a place for it only")),
        }
    }
}

/// A service that takes an API key.
pub trait TakesApiKey: Service {}

#[cfg(feature = "client-core")]
impl<S: TakesApiKey> super::super::client::Builder<S> {
    /// Sets the API key, or what provides it.
    #[must_use]
    pub fn api_key(mut self, provider: impl super::super::client::Provide<ApiKey> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}

#[cfg(feature = "blocking")]
impl<S: TakesApiKey> super::super::blocking::Builder<S> {
    /// Sets the API key, or what provides it.
    #[must_use]
    pub fn api_key(mut self, provider: impl super::super::blocking::Provide<ApiKey> + 'static) -> Self {
        self.stack.auth.add(provider);
        self
    }
}
