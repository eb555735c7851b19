//! A call that is not started yet.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::super::service::TakesRegion;
use super::super::Operation;
use super::{returns, Interceptor, Options, RetryClassifier};

/// A call of an operation, with its settings. It starts when it is awaited or, with the blocking client, at `send`.
///
/// The methods of a client return it. `R` is the kind of the value that the call returns: see [`returns`].
#[must_use = "a call does nothing until it is made"]
pub struct Call<'c, C, O: Operation, R = returns::Output> {
    pub(crate) client: &'c C,
    pub(crate) input: O::Input,
    pub(crate) options: Options,
    returns: PhantomData<fn() -> R>,
}

impl<'c, C, O: Operation, R> Call<'c, C, O, R> {
    pub(crate) fn new(client: &'c C, input: O::Input) -> Self {
        Self { client, input, options: Options::default(), returns: PhantomData }
    }

    /// Sets the timeout of an attempt, from connecting to the last byte of the response.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt_timeout = Some(limit);
        self
    }

    /// Sets the timeout of the call, with all its attempts and delays.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.options.operation_timeout = Some(limit);
        self
    }

    /// Sets the maximum number of attempts, including the first.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Sets the retry classifier of this call, in place of that of the client.
    pub fn retry_classifier(mut self, classifier: impl RetryClassifier + 'static) -> Self {
        self.options.other().hooks.classifier = Some(Arc::new(classifier));
        self
    }

    /// Adds an interceptor of this call. It runs after those of the client, and before them when an attempt or the call ends.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.options.other().hooks.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets a header of the request. It replaces a header of that name that the operation or an earlier call of this method has
    /// set. Headers of authentication are set later, and replace it. A signature covers it.
    ///
    /// If the name or the value is invalid, or the header belongs to the connection (`Connection`, `Content-Length`, `Host`,
    /// `Transfer-Encoding`, `Upgrade`), the call fails with a `SetupError`, and nothing is sent.
    pub fn header<K, V>(mut self, name: K, value: V) -> Self
    where
        HeaderName: TryFrom<K>,
        <HeaderName as TryFrom<K>>::Error: Into<http::Error>,
        HeaderValue: TryFrom<V>,
        <HeaderValue as TryFrom<V>>::Error: Into<http::Error>,
    {
        let name = HeaderName::try_from(name).map_err(Into::into);
        let value = HeaderValue::try_from(value).map_err(Into::into);
        self.options.set_header(name.and_then(|name| value.map(|value| (name, value))));
        self
    }

    /// Sets an endpoint for this call, such as `https://example.com`, instead of that of the client. The rules of
    /// [`Builder::endpoint_url`](super::Builder::endpoint_url) apply.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.options.other().endpoint_url = Some(url.into());
        self
    }

    /// Sets a region for this call, such as `us-west-2`, instead of that of the client. It does not change a custom endpoint of
    /// the client or the call, but a signature is for this region.
    pub fn region(mut self, region: impl Into<String>) -> Self
    where
        O::Service: TakesRegion,
    {
        self.options.other().region = Some(region.into());
        self
    }

    /// Sets whether the operation adds its host prefix, if it has one: see [`Builder::host_prefix`](super::Builder::host_prefix).
    pub fn host_prefix(mut self, yes: bool) -> Self {
        self.options.host_prefix = Some(yes);
        self
    }

    /// Sets whether the input is validated before it is sent.
    pub fn validate(mut self, yes: bool) -> Self {
        self.options.validate = Some(yes);
        self
    }

    /// Changes the value that the call returns.
    pub(crate) fn returning<T>(self) -> Call<'c, C, O, T> {
        let Self { client, input, options, .. } = self;
        Call { client, input, options, returns: PhantomData }
    }
}

impl<'c, C, O: Operation> Call<'c, C, O> {
    /// Returns the output together with its [`ResponseMetadata`](super::super::ResponseMetadata): status, request id, headers,
    /// number of attempts, and members that could not be read.
    pub fn with_metadata(self) -> Call<'c, C, O, returns::WithMetadata> {
        self.returning()
    }
}

/// Only the operation, not the input.
impl<C, O: Operation, R> fmt::Debug for Call<'_, C, O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", O::NAME)
    }
}
