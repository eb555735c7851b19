//! The builder of a client.

use std::sync::Arc;

use super::super::service::{Service, TakesChecksums, TakesDualStack, TakesFips, TakesRegion};
use super::settings::Settings;
use super::{
    ChecksumPolicy, Clock, IdempotencyTokens, Interceptor, Random, RetryClassifier, RetryPolicy, Timeouts,
};
#[cfg(any(feature = "blocking", feature = "client"))]
use super::{Environment, Proxy, SetupError};

/// A builder of a client of the service `S`. `K` is the HTTP stack with its identity providers: see `client::Builder` and
/// `blocking::Builder`.
#[derive(Clone)]
pub struct Builder<S: Service, K> {
    pub(crate) settings: Settings,
    pub(crate) params: S::Params,
    pub(crate) stack: K,
}

impl<S: Service, K: Default> Default for Builder<S, K> {
    fn default() -> Self {
        Self { settings: Settings::default(), params: S::Params::default(), stack: K::default() }
    }
}

#[cfg(any(feature = "blocking", feature = "client"))]
impl<S: Service, K: Default> Builder<S, K> {
    /// Creates a builder of a client with the endpoint from the environment of the process; for services of AWS also with the
    /// region, and from the shared config file: see [`Environment`].
    ///
    /// # Errors
    ///
    /// As for [`Environment::from_env`]. Invalid variables are errors of `build()`.
    pub fn from_env() -> Result<Self, SetupError> {
        let environment = if S::AWS { Environment::from_env()? } else { Environment::without_profile() };
        Ok(Self::default().environment(&environment))
    }
}

impl<S: TakesRegion, K> Builder<S, K> {
    /// Sets the region, such as `us-west-2`. The endpoint rules need it unless an endpoint is set, and signatures are for it.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.address.region = Some(region.into());
        self
    }
}

impl<S: TakesFips, K> Builder<S, K> {
    /// Sets whether to use an endpoint that is validated for FIPS 140. Not every region has one.
    #[must_use]
    pub fn use_fips(mut self, yes: bool) -> Self {
        self.settings.address.fips = Some(yes);
        self
    }
}

impl<S: TakesDualStack, K> Builder<S, K> {
    /// Sets whether to use an endpoint that also has IPv6 addresses. Not every region has one.
    #[must_use]
    pub fn use_dual_stack(mut self, yes: bool) -> Self {
        self.settings.address.dual_stack = Some(yes);
        self
    }
}

impl<S: TakesChecksums, K> Builder<S, K> {
    /// Sets when a request has a checksum of its body. By default it has one whenever the operation supports it: in a header or, if
    /// the body is streamed, after the body. The algorithm is that of the input, or CRC-32. A checksum in the input or in a header of
    /// the call is sent as it is.
    #[must_use]
    pub fn request_checksum_calculation(mut self, policy: ChecksumPolicy) -> Self {
        self.settings.request_checksums = Some(policy);
        self
    }

    /// Sets when the client asks for a checksum of the body of a response, and validates it. By default it does so whenever the
    /// operation supports it. A mismatch is an error of the kind [`Checksum`](super::TransportErrorKind::Checksum): of the call, or,
    /// if the response is streamed, at the end of its body. Checksums of ranges, and of objects that were uploaded in parts, are not
    /// validated.
    #[must_use]
    pub fn response_checksum_validation(mut self, policy: ChecksumPolicy) -> Self {
        self.settings.response_checksums = Some(policy);
        self
    }
}

impl<S: Service, K> Builder<S, K> {
    /// Sets the endpoint, such as `https://example.com`. It takes precedence over the endpoint rules of the service; a service
    /// without rules needs it.
    ///
    /// An endpoint with `http://` is rejected unless its host is this machine or [`allow_http`](Self::allow_http) is set.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.address.url = Some(url.into());
        self
    }

    /// Sets whether an endpoint with `http://` may be another machine. Anyone on the network path can then read the tokens: for
    /// tests only.
    #[must_use]
    pub fn allow_http(mut self, yes: bool) -> Self {
        self.settings.address.allow_http = yes;
        self
    }

    /// Sets whether operations with a host prefix, such as `data.`, add it to the host. They do by default; turn it off for a
    /// server with a single name for all operations, such as a test server.
    #[must_use]
    pub fn host_prefix(mut self, yes: bool) -> Self {
        self.settings.address.keep_host = !yes;
        self
    }

    /// Sets parameters of the endpoint rules that only this service has.
    #[must_use]
    pub fn endpoint_params(mut self, complete: impl FnOnce(S::Params) -> S::Params) -> Self {
        self.params = complete(self.params);
        self
    }

    /// Sets the retry policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Sets the retry classifier. The default is the rules of [`RetryPolicy`].
    #[must_use]
    pub fn retry_classifier(mut self, classifier: impl RetryClassifier + 'static) -> Self {
        self.settings.hooks.classifier = Some(Arc::new(classifier));
        self
    }

    /// Adds an interceptor, which runs before and after each call and each attempt.
    #[must_use]
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.settings.hooks.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets the timeouts.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets the proxies of the default transport. The default is none: only [`Proxy::from_env`] reads the environment. A custom
    /// transport gets its proxies from its own builder.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.settings.proxy = Some(proxy);
        self
    }

    /// Takes the region and the endpoint from an environment, unless they are set in code, before or after this method.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub fn environment(mut self, environment: &Environment) -> Self {
        self.settings.environment = Some(environment.clone());
        self
    }

    /// Sets whether inputs are validated before they are sent. It is off by default: the service validates them too, and may have
    /// newer limits than the model.
    #[must_use]
    pub fn validate(mut self, yes: bool) -> Self {
        self.settings.validate = yes;
        self
    }

    /// Sets the length, in bytes, from which a streamed request body waits until the service asks for it: the request has the header
    /// `Expect: 100-continue`, and the body follows after the interim response `100 Continue`, or after a second without one. If the
    /// service rejects the request first, nothing of the body is lost, and the call can be retried. The default is 2 MiB; `None`
    /// turns it off. Bodies of unknown length do not wait. A custom transport gets the header, and may ignore it.
    #[must_use]
    pub fn expect_continue(mut self, least: impl Into<Option<u64>>) -> Self {
        self.settings.expect_continue = least.into();
        self
    }

    /// Sets the maximum size of the body of a response, in bytes. The default is 32 MiB. Streamed bodies have no limit.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response = bytes;
        self
    }

    /// Sets the maximum memory for the values of an output, an error or an event, in bytes. The default is eight times
    /// [`max_response_bytes`](Self::max_response_bytes), 256 MiB, and at least 1 MiB.
    ///
    /// A few bytes of JSON can become a large value: each `{}` of a list is a whole structure. The elements of lists and maps and
    /// boxed members count; strings and blobs are not longer than the body.
    #[must_use]
    pub fn max_decoded_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_decoded = Some(bytes);
        self
    }

    /// Adds a product to the header `User-Agent`, such as `chat-bot/1.2`: a name, a slash, and a version (RFC 9110, 10.1.5).
    #[must_use]
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.settings.user_agent.push(product.into());
        self
    }

    /// Sets the clock. The default is that of the operating system.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.settings.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the source of random numbers. The default is that of the operating system.
    #[must_use]
    pub fn random(mut self, random: impl Random + 'static) -> Self {
        self.settings.random = Some(Arc::new(random));
        self
    }

    /// Sets the source of idempotency tokens. The default is random UUIDs.
    #[must_use]
    pub fn idempotency_tokens(mut self, tokens: impl IdempotencyTokens + 'static) -> Self {
        self.settings.tokens = Some(Arc::new(tokens));
        self
    }
}

/// The region, retries and timeouts, and no secrets.
impl<S: Service, K> std::fmt::Debug for Builder<S, K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder")
            .field("region", &self.settings.address.region)
            .field("retry", &self.settings.retry)
            .field("timeouts", &self.settings.timeouts)
            .field("validate", &self.settings.validate)
            .finish_non_exhaustive()
    }
}
