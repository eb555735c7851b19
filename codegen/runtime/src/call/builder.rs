//! The settings of a client, one by one.

use std::sync::Arc;

use super::super::service::Service;
use super::settings::Settings;
use super::{Clock, IdempotencyTokens, Random, RetryPolicy, Timeouts};
#[cfg(any(feature = "blocking", feature = "client"))]
use super::{Environment, Proxy, SetupError};

/// Collects the settings of a client of the service `S`. `K` is the HTTP stack with its identity providers: see
/// `client::Builder` and `blocking::Builder`.
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
    /// Creates a builder of a client with the region and the endpoint from the environment of the process and the shared config
    /// file: see [`Environment`].
    ///
    /// # Errors
    ///
    /// As for [`Environment::from_env`]. Invalid variables are errors of `build()`.
    pub fn from_env() -> Result<Self, SetupError> {
        Ok(Self::default().environment(&Environment::from_env()?))
    }
}

impl<S: Service, K> Builder<S, K> {
    /// Sets the region, such as `us-west-2`. Needed unless an endpoint is given.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.address.region = Some(region.into());
        self
    }

    /// Sets a custom endpoint, such as `https://example.com`, instead of the service's in the region.
    ///
    /// An address with `http://` is refused, unless it is the machine's own or [`allow_http`](Self::allow_http) is set.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.address.url = Some(url.into());
        self
    }

    /// Whether to call the endpoint with cryptography validated for FIPS 140. Not every region has one.
    #[must_use]
    pub fn use_fips(mut self, yes: bool) -> Self {
        self.settings.address.fips = Some(yes);
        self
    }

    /// Whether to call the endpoint that IPv6 reaches too. Not every region has one.
    #[must_use]
    pub fn use_dual_stack(mut self, yes: bool) -> Self {
        self.settings.address.dual_stack = Some(yes);
        self
    }

    /// Whether to send to an endpoint with `http://` that is another machine. Everybody on the way can then read the
    /// tokens: for tests only.
    #[must_use]
    pub fn allow_http(mut self, yes: bool) -> Self {
        self.settings.address.allow_http = yes;
        self
    }

    /// Whether operations that have a prefix for the host name, such as `data.`, put it there. The default is yes; turn it off
    /// for a server that has one name for all operations, as those for tests have.
    #[must_use]
    pub fn host_prefix(mut self, yes: bool) -> Self {
        self.settings.address.keep_host = !yes;
        self
    }

    /// Completes the parameters of the endpoint rules, where the service has its own ones.
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

    /// Sets the timeouts.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets the proxies that the default transport goes through. The default is none: the environment is read on request only,
    /// by [`Proxy::from_env`]. A transport of your own has its proxies from its own builder.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.settings.proxy = Some(proxy);
        self
    }

    /// Fills in the region and the endpoint from an environment, unless they are set in code, before or after this call.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub fn environment(mut self, environment: &Environment) -> Self {
        self.settings.environment = Some(environment.clone());
        self
    }

    /// Whether inputs are compared with the limits of the model before they are sent. Off by default: the service checks
    /// them too, and knows limits that are newer than the model.
    #[must_use]
    pub fn validate(mut self, yes: bool) -> Self {
        self.settings.validate = yes;
        self
    }

    /// Sets the largest body of a response that is accepted, in bytes. The default is 32 MiB. Bodies that are streamed have
    /// no limit.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response = bytes;
        self
    }

    /// Sets how much memory the values of a response may take, in bytes: an output, an error, or one event. The default is eight
    /// times [`max_response_bytes`](Self::max_response_bytes): 256 MiB, and at least 1 MiB.
    ///
    /// Few bytes of JSON can become a large value: each `{}` of a list is a whole structure. Counted is the room for the
    /// elements of lists and maps and for boxed members; texts and blobs are not longer than the body.
    #[must_use]
    pub fn max_decoded_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_decoded = Some(bytes);
        self
    }

    /// Adds a product to the header `User-Agent`, such as `chat-bot/1.2`: a name, and a version behind a slash
    /// (RFC 9110, 10.1.5).
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

    /// Sets the source of idempotency tokens. The default makes random UUIDs.
    #[must_use]
    pub fn idempotency_tokens(mut self, tokens: impl IdempotencyTokens + 'static) -> Self {
        self.settings.tokens = Some(Arc::new(tokens));
        self
    }
}

/// The region, retries and timeouts, and nothing that may be secret.
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
