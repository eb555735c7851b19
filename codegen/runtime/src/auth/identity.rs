//! What says who is calling, and how long it does.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::super::{AuthOptions, AuthScheme};
use super::AuthError;

/// How long before it expires something new is asked for.
const AHEAD: Duration = Duration::from_secs(5 * 60);

/// What a provider gives: it can be put on a request, and may expire. The types of this module are; others cannot be.
pub trait Identity: Clone + Send + Sync + 'static {
    /// When it stops to be good.
    fn expires(&self) -> Option<SystemTime>;

    #[doc(hidden)]
    fn takes(scheme: &AuthScheme) -> bool;

    #[doc(hidden)]
    fn apply(&self, request: &mut http::Request<Bytes>, signing: &Signing<'_>) -> Result<(), AuthError>;
}

/// What else is known when a request is authenticated.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    /// The scheme that was chosen.
    pub scheme: AuthScheme,
    /// The name to sign for, where the endpoint has another than the scheme.
    pub name: Option<&'a str>,
    /// The region to sign for: that of the endpoint, or of the client.
    pub region: Option<&'a str>,
    /// The time of day, now.
    pub now: SystemTime,
    /// Whether the body is no part of a signature.
    pub unsigned_payload: bool,
    /// Whether the body follows the request and is not there yet.
    pub body_follows: bool,
    /// Whether the path is signed as it is sent, and not encoded once more.
    pub encoded_once: bool,
    /// Whether the path is signed with its empty and dot segments.
    pub path_as_is: bool,
}

/// The first scheme that any of the sources takes, with the source that was set last.
pub(crate) fn choose<S>(
    options: AuthOptions,
    sources: &[S],
    takes: impl Fn(&S, &AuthScheme) -> bool,
) -> Option<(AuthScheme, &S)> {
    let source =
        |scheme: &AuthScheme| Some((*scheme, sources.iter().rev().find(|source| takes(source, scheme))?));
    options.schemes.iter().find_map(source)
}

/// The last identity that a provider gave, if it expires: what does not is asked for again and again.
pub(crate) struct Cache<I>(Mutex<Option<I>>);

impl<I: Identity> Cache<I> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// The identity, if it is good for a while.
    pub(crate) fn fresh(&self, now: SystemTime) -> Option<I> {
        self.good_at(now.checked_add(AHEAD)?)
    }

    /// What to do with: what the provider says, or, if it fails before the time is over, what it said last.
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

    /// Whoever panicked has not left half an identity behind.
    fn lock(&self) -> MutexGuard<'_, Option<I>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
