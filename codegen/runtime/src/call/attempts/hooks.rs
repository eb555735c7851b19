//! Interceptors and retry classifiers of a call. A call without them has no `Hooks`.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, StatusCode};

use super::super::super::{CallError, ConstructionError, ErrorMetadata, Operation};
use super::super::interceptor::Rejection;
use super::super::{
    AttemptEnd, CallEnd, FailedAttempt, InterceptedRequest, Interceptor, Options, RetryClassifier,
    RetryDecision, SetupError, Shared, TransportError,
};
use super::{Attempts, BodyFollows};

/// Headers that belong to the connection.
const OF_THE_CONNECTION: [HeaderName; 4] = [CONNECTION, HOST, TRANSFER_ENCODING, UPGRADE];

pub(super) struct Hooks {
    interceptors: Vec<Arc<dyn Interceptor>>,
    classifier: Option<Arc<dyn RetryClassifier>>,
    /// The request of the attempt.
    request: http::Request<Bytes>,
    /// The number of interceptors whose `before_call` ran: the first ones.
    of_call: usize,
    /// The number of interceptors whose `before_attempt` ran in this attempt, and whose `after_attempt` did not.
    of_attempt: usize,
}

impl Hooks {
    /// Returns the hooks of the client and of the call; `None` if there are none.
    pub(super) fn of(shared: &Shared, options: &Options) -> Option<Box<Self>> {
        let own = options.hooks();
        let own_interceptors = own.map_or(&[][..], |own| &own.interceptors);
        let classifier = own.and_then(|own| own.classifier.as_ref()).or(shared.hooks.classifier.as_ref());
        let interceptors = shared.hooks.interceptors.iter().chain(own_interceptors);
        if classifier.is_none() && interceptors.clone().next().is_none() {
            return None;
        }
        Some(Box::new(Self {
            interceptors: interceptors.cloned().collect(),
            classifier: classifier.cloned(),
            request: http::Request::default(),
            of_call: 0,
            of_attempt: 0,
        }))
    }
}

impl Attempts<'_> {
    /// The request of the attempt, before it is signed.
    pub(super) fn current(&self) -> &http::Request<Bytes> {
        self.hooks.as_ref().map_or(&self.request, |hooks| &hooks.request)
    }

    /// Runs the interceptors before the call, unless they ran.
    #[inline]
    pub(crate) fn before_call<O: Operation>(&mut self) -> Result<(), CallError<O::Error>> {
        match self.hooks {
            Some(_) => self.intercept_call(O::NAME).map_err(CallError::Construction),
            None => Ok(()),
        }
    }

    fn intercept_call(&mut self, operation: &'static str) -> Result<(), ConstructionError> {
        let attempt = self.attempt;
        let Some(hooks) = &mut self.hooks else { return Ok(()) };
        let mut request = InterceptedRequest { operation, attempt, request: &mut self.request };
        for interceptor in &hooks.interceptors[hooks.of_call..] {
            hooks.of_call += 1;
            let result = interceptor.before_call(&mut request);
            result.map_err(|cause| rejected(operation, attempt, cause))?;
        }
        Ok(())
    }

    /// Runs the interceptors before an attempt, whose endpoint is final.
    #[inline]
    pub(crate) fn before_attempt<O: Operation>(&mut self) -> Result<(), CallError<O::Error>> {
        match self.hooks.take() {
            Some(hooks) => self.intercept_attempt(O::NAME, hooks).map_err(CallError::Construction),
            None => Ok(()),
        }
    }

    fn intercept_attempt(
        &mut self,
        operation: &'static str,
        mut hooks: Box<Hooks>,
    ) -> Result<(), ConstructionError> {
        let result = self.intercepted(operation, &mut hooks);
        self.hooks = Some(hooks);
        result
    }

    fn intercepted(&mut self, operation: &'static str, hooks: &mut Hooks) -> Result<(), ConstructionError> {
        let attempt = self.attempt;
        hooks.request = self.request.clone();
        let mut request = InterceptedRequest { operation, attempt, request: &mut hooks.request };
        for interceptor in &hooks.interceptors {
            hooks.of_attempt += 1;
            let result = interceptor.before_attempt(&mut request);
            result.map_err(|cause| rejected(operation, attempt, cause))?;
        }
        if hooks.request.uri().authority() != self.request.uri().authority() {
            // A response of another host says nothing about the discovered endpoint.
            self.discovered = None;
        }
        Ok(self.check(&hooks.request)?)
    }

    /// Checks the address, the headers and the length of the body after changes of interceptors.
    fn check(&self, request: &http::Request<Bytes>) -> Result<(), SetupError> {
        if let Some(name) = OF_THE_CONNECTION.iter().find(|name| request.headers().contains_key(*name)) {
            return Err(SetupError::new(format!(
                "an interceptor set the header {name}, which belongs to the connection"
            )));
        }
        let length = match request.extensions().get::<BodyFollows>() {
            Some(BodyFollows { length, .. }) => *length,
            None => Some(request.body().len() as u64),
        };
        let expected = length.map(HeaderValue::from);
        let mut lengths = request.headers().get_all(CONTENT_LENGTH).iter();
        if let Some(other) = lengths.find(|value| expected.as_ref() != Some(*value)) {
            let body = match length {
                Some(length) => format!("the body has {length} bytes"),
                None => "the length of the streamed body is not known".to_owned(),
            };
            return Err(SetupError::new(format!(
                "an interceptor set the header {CONTENT_LENGTH} to {other:?}, and {body}"
            )));
        }
        if request.uri().host().is_none() || request.uri().scheme().is_none() {
            return Err(SetupError::new("an interceptor left an address without scheme and host"));
        }
        self.place().map_or(Ok(()), |place| place.check_sent(request.uri()))
    }

    /// Runs the interceptors after an attempt: those whose `before_attempt` ran.
    #[inline]
    pub(super) fn attempted<O: Operation>(
        &mut self,
        attempt: u32,
        response: Option<(StatusCode, &HeaderMap)>,
        error: Option<&(dyn Error + 'static)>,
        retry: Option<Duration>,
    ) {
        if self.hooks.is_some() {
            self.intercept_end(AttemptEnd { operation: O::NAME, attempt, response, error, retry });
        }
    }

    fn intercept_end(&mut self, end: AttemptEnd<'_>) {
        let Some(hooks) = &mut self.hooks else { return };
        let begun = std::mem::take(&mut hooks.of_attempt);
        hooks.interceptors[..begun].iter().rev().for_each(|interceptor| interceptor.after_attempt(&end));
    }

    /// Runs the interceptors after the call: those whose `before_call` ran. An attempt that was not sent ends first.
    #[inline]
    pub(crate) fn end<O: Operation, T>(&mut self, outcome: &Result<T, CallError<O::Error>>) {
        if self.hooks.is_some() {
            self.end_intercepted(
                O::NAME,
                outcome.as_ref().err().map(|error| error as &(dyn Error + 'static)),
            );
        }
    }

    fn end_intercepted(&mut self, operation: &'static str, error: Option<&(dyn Error + 'static)>) {
        self.intercept_end(AttemptEnd {
            operation,
            attempt: self.attempt,
            response: None,
            error,
            retry: None,
        });
        let Some(hooks) = &self.hooks else { return };
        let end = CallEnd { operation, attempts: self.attempt, error };
        let begun = &hooks.interceptors[..hooks.of_call];
        begun.iter().rev().for_each(|interceptor| interceptor.after_call(&end));
    }

    /// Whether to retry, and the delay if the classifier determines it. `allowed` is whether a retry does no harm.
    pub(super) fn classified<O: Operation>(
        &self,
        metadata: Option<&ErrorMetadata>,
        transport: Option<&TransportError>,
        default: bool,
        allowed: bool,
    ) -> (bool, Option<Duration>) {
        let classifier = match self.hooks.as_ref().and_then(|hooks| hooks.classifier.as_ref()) {
            Some(classifier) => classifier,
            None => return (default, None),
        };
        let (operation, attempt) = (O::NAME, self.attempt);
        match classifier.classify(&FailedAttempt { operation, attempt, metadata, transport, default }) {
            RetryDecision::Default => (default, None),
            RetryDecision::Retry => (allowed, None),
            RetryDecision::RetryAfter(delay) => (allowed, Some(delay)),
            RetryDecision::DoNotRetry => (false, None),
        }
    }
}

/// The error of a call that an interceptor rejects.
fn rejected(operation: &str, attempt: u32, cause: Rejection) -> ConstructionError {
    let problem = format!("an interceptor rejected attempt {attempt} of {operation}");
    ConstructionError::Rejected(SetupError::new(problem).with_source(cause))
}
