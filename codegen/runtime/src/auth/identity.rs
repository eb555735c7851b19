//! Identities and their expiry.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::super::{AuthOptions, AuthScheme};
use super::AuthError;

/// The time before expiry at which a new identity is requested.
const AHEAD: Duration = Duration::from_secs(5 * 60);

/// An identity from a provider: it authenticates requests, and may expire. Only types of this module implement it.
pub trait Identity: Clone + Send + Sync + 'static {
    /// Returns the expiry time.
    fn expires(&self) -> Option<SystemTime>;

    #[doc(hidden)]
    fn takes(scheme: &AuthScheme) -> bool;

    #[doc(hidden)]
    fn apply(&self, request: &mut http::Request<Bytes>, signing: &Signing<'_>) -> Result<(), AuthError>;
}

/// The context of an authentication.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    /// The selected scheme.
    pub scheme: AuthScheme,
    /// The name to sign for, if the endpoint overrides that of the scheme.
    pub name: Option<&'a str>,
    /// The region to sign for: that of the endpoint, or of the client.
    pub region: Option<&'a str>,
    /// The current time.
    pub now: SystemTime,
    /// Whether the signature excludes the body.
    pub unsigned_payload: bool,
    /// Whether the body is streamed and not available yet.
    pub body_follows: bool,
    /// Whether the checksum of a streamed body follows it.
    pub trailer_follows: bool,
    /// Whether the hash of the body is sent in a header, and a presigned URL excludes the body.
    pub s3_signature: bool,
    /// The validity of a presigned URL; `None` for a signature in headers.
    #[cfg(feature = "sigv4")]
    pub validity: Option<Duration>,
    /// Whether the path is signed as it is sent, without a second encoding.
    pub encoded_once: bool,
    /// Whether the path is signed with its empty and dot segments.
    pub path_as_is: bool,
}

/// Returns the first scheme that one of the sources supports, with the source that was set last.
pub(crate) fn choose<S>(
    options: AuthOptions,
    sources: &[S],
    takes: impl Fn(&S, &AuthScheme) -> bool,
) -> Option<(AuthScheme, &S)> {
    let source =
        |scheme: &AuthScheme| Some((*scheme, sources.iter().rev().find(|source| takes(source, scheme))?));
    options.schemes.iter().find_map(source)
}

/// The last identity of a provider, if it expires; others are requested for each attempt.
pub(crate) struct Cache<I>(Mutex<Option<I>>);

impl<I: Identity> Cache<I> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Returns the identity, if it does not expire soon.
    pub(crate) fn fresh(&self, now: SystemTime) -> Option<I> {
        self.good_at(now.checked_add(AHEAD)?)
    }

    /// Returns the new identity or, if the provider failed before the old one expires, the old one.
    pub(crate) fn renewed(&self, asked: Result<I, AuthError>, now: SystemTime) -> Result<I, AuthError> {
        match asked {
            Ok(identity) => {
                *self.lock() = identity.expires().is_some().then(|| identity.clone());
                Ok(identity)
            }
            Err(error) => self.good_at(now).ok_or(error),
        }
    }

    fn good_at(&self, time: SystemTime) -> Option<I> {
        self.lock().clone().filter(|identity| matches!(identity.expires(), Some(end) if end > time))
    }

    /// A panic cannot leave a partial identity.
    fn lock(&self) -> MutexGuard<'_, Option<I>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
