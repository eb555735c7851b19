//! The settings of a call that override those of its client.

use std::sync::Arc;
use std::time::Duration;

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderName, HeaderValue};

use super::settings::Shared;
use super::{Interceptor, RetryClassifier, SetupError, Timeouts};

/// Headers that belong to the connection.
const OF_THE_CONNECTION: [HeaderName; 5] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING, UPGRADE];

/// Settings of a call that override those of its client.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) operation_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) validate: Option<bool>,
    pub(crate) host_prefix: Option<bool>,
    /// Rare settings, boxed to keep other calls small.
    other: Option<Box<Other>>,
}

/// Rare settings of a call.
#[derive(Clone, Default)]
pub(crate) struct Other {
    pub(crate) endpoint_url: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) hooks: Hooks,
    /// The first invalid setting.
    problem: Option<SetupError>,
}

/// Code of the caller that runs in calls.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) classifier: Option<Arc<dyn RetryClassifier>>,
}

impl Options {
    /// The hooks of the call alone.
    pub(crate) fn hooks(&self) -> Option<&Hooks> {
        self.other.as_deref().map(|other| &other.hooks)
    }

    pub(crate) fn other(&mut self) -> &mut Other {
        self.other.get_or_insert_with(Default::default)
    }

    /// Sets a header, or records why it is invalid.
    pub(crate) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), http::Error>) {
        let other = self.other();
        let problem = match header {
            Ok((name, _)) if OF_THE_CONNECTION.contains(&name) => SetupError::new(format!(
                "the header {name} cannot be set for a call: it belongs to the connection"
            )),
            Ok(header) => return other.headers.push(header),
            Err(error) => {
                SetupError::new("a header that was set for the call is not valid").with_source(error)
            }
        };
        other.problem.get_or_insert(problem);
    }

    /// Whether the call has a header of this name.
    pub(crate) fn sets_header(&self, wanted: &HeaderName) -> bool {
        self.other.as_deref().map_or(false, |other| other.headers.iter().any(|(name, _)| name == wanted))
    }

    /// The rare settings, if any.
    ///
    /// # Errors
    ///
    /// One of them is invalid.
    pub(crate) fn special(&self) -> Result<Option<&Other>, SetupError> {
        match self.other.as_deref() {
            Some(Other { problem: Some(problem), .. }) => Err(problem.clone()),
            other => Ok(other),
        }
    }

    /// Whether the call has its own endpoint or region.
    pub(crate) fn moves(&self) -> bool {
        self.other.as_deref().map_or(false, Other::moves)
    }

    pub(crate) fn timeouts(&self, shared: &Shared) -> Timeouts {
        Timeouts {
            connect: shared.timeouts.connect,
            attempt: self.attempt_timeout.or(shared.timeouts.attempt),
            operation: self.operation_timeout.or(shared.timeouts.operation),
        }
    }

    pub(crate) fn max_attempts(&self, shared: &Shared) -> u32 {
        self.max_attempts.map_or(shared.retry, |attempts| shared.retry.max_attempts(attempts)).max_attempts
    }

    pub(crate) fn validate(&self, shared: &Shared) -> bool {
        self.validate.unwrap_or(shared.validate)
    }
}

impl Other {
    /// Whether the target differs from that of other calls.
    pub(crate) fn moves(&self) -> bool {
        self.endpoint_url.is_some() || self.region.is_some()
    }
}
