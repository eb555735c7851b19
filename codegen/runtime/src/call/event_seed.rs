//! What the signatures of events begin with: that of the request which they follow.

use std::sync::Arc;

/// What the signer of a request tells whoever signs the events behind it.
// Nothing is signed after the request where there are no events.
#[cfg_attr(not(feature = "event-stream"), allow(dead_code))]
pub(crate) struct Seed {
    pub(crate) secret_access_key: String,
    pub(crate) region: String,
    pub(crate) name: String,
    /// The signature of the request, in hexadecimal digits.
    pub(crate) signature: String,
}

/// What a request is marked with whose events are signed one by one.
#[derive(Clone)]
pub(crate) struct EventsFollow(pub(crate) Arc<dyn Fn(Seed) + Send + Sync>);
