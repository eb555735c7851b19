//! The seed of event signatures: the signature of the request that they follow.

use std::sync::Arc;

/// Passed from the signer of a request to the signer of the following events.
// Without events, nothing is signed after the request.
#[cfg_attr(not(feature = "event-stream"), allow(dead_code))]
pub(crate) struct Seed {
    pub(crate) secret_access_key: String,
    pub(crate) region: String,
    pub(crate) name: String,
    /// The signature of the request, in hexadecimal digits.
    pub(crate) signature: String,
}

/// The mark of a request whose events are signed individually.
#[derive(Clone)]
pub(crate) struct EventsFollow(pub(crate) Arc<dyn Fn(Seed) + Send + Sync>);
