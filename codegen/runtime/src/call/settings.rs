//! The settings of a client.

use std::any::Any;
use std::sync::Arc;

use super::super::decoded_limit::DecodedLimit;
use super::super::service::Service;
use super::checksums::ChecksumPolicies;
use super::endpoint::{Address, Place};
use super::options::Hooks;
use super::retry::{Budget, RetryPolicy};
use super::skew::Skew;
use super::{
    ChecksumPolicy, Clock, Discovered, IdempotencyTokens, Random, RandomUuids, SetupError, Timeouts,
};

/// The default maximum size of a response: 32 MiB.
const MAX_RESPONSE: usize = 32 << 20;

/// The default length from which a streamed body waits for an interim response: 2 MiB.
const EXPECT_CONTINUE: u64 = 2 << 20;

/// The default memory for the decoded values of a response, for each byte of the maximum size. Lists of ordinary structures take
/// about as much memory as they have bytes, lists of small numbers up to eight times as much.
const DECODED_FOR_EACH_BYTE: usize = 8;

/// The minimum of that default, so that a client with a small maximum size can still decode responses.
const LEAST_DECODED: usize = 1 << 20;

/// The settings of a builder.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) address: Address,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeouts: Timeouts,
    /// The proxies of the default transport.
    #[cfg(any(feature = "blocking", feature = "client"))]
    pub(crate) proxy: Option<super::Proxy>,
    #[cfg(any(feature = "blocking", feature = "client"))]
    pub(crate) environment: Option<super::Environment>,
    pub(crate) validate: bool,
    pub(crate) request_checksums: Option<ChecksumPolicy>,
    pub(crate) response_checksums: Option<ChecksumPolicy>,
    pub(crate) expect_continue: Option<u64>,
    pub(crate) max_response: usize,
    pub(crate) max_decoded: Option<usize>,
    pub(crate) user_agent: Vec<String>,
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) random: Option<Arc<dyn Random>>,
    pub(crate) tokens: Option<Arc<dyn IdempotencyTokens>>,
    pub(crate) hooks: Hooks,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: Address::default(),
            retry: RetryPolicy::default(),
            timeouts: Timeouts::default(),
            #[cfg(any(feature = "blocking", feature = "client"))]
            proxy: None,
            #[cfg(any(feature = "blocking", feature = "client"))]
            environment: None,
            validate: false,
            request_checksums: None,
            response_checksums: None,
            expect_continue: Some(EXPECT_CONTINUE),
            max_response: MAX_RESPONSE,
            max_decoded: None,
            user_agent: Vec::new(),
            clock: None,
            random: None,
            tokens: None,
            hooks: Hooks::default(),
        }
    }
}

/// The state that a client shares with its clones and calls.
pub(crate) struct Shared {
    /// The name of the crate of the service.
    pub(crate) service: &'static str,
    /// The settings of the endpoint, and the parameters of the endpoint rules without these settings, for calls with their own
    /// endpoint or region.
    pub(crate) address: Address,
    pub(crate) params: Box<dyn Any + Send + Sync>,
    pub(crate) place: Result<Place, SetupError>,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeouts: Timeouts,
    pub(crate) validate: bool,
    pub(crate) checksums: ChecksumPolicies,
    /// The length from which a streamed body waits for an interim response.
    pub(crate) expect_continue: Option<u64>,
    pub(crate) max_response: usize,
    pub(crate) max_decoded: usize,
    pub(crate) user_agent: http::HeaderValue,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) tokens: Arc<dyn IdempotencyTokens>,
    pub(crate) hooks: Hooks,
    pub(crate) budget: Budget,
    pub(crate) discovered: Discovered,
    /// The error code of a discovered endpoint that is no longer valid.
    pub(crate) invalid_endpoint: Option<&'static str>,
    pub(crate) skew: Skew,
}

impl Shared {
    /// Returns the maximum memory for the values of a response or an event.
    pub(crate) fn decoded_limit(&self) -> DecodedLimit {
        DecodedLimit(Some(self.max_decoded))
    }

    /// Whether a streamed body of this length waits until the service asks for it.
    pub(crate) fn expects_continue(&self, length: Option<u64>) -> bool {
        matches!((length, self.expect_continue), (Some(length), Some(least)) if length >= least)
    }

    /// Returns a clock with the time of the service.
    #[cfg(feature = "event-stream")]
    pub(crate) fn signing_clock(&self) -> Arc<dyn Clock> {
        self.skew.clock(&self.clock)
    }
}

impl Settings {
    /// Checks a custom transport. It would ignore the proxy of the client silently.
    pub(crate) fn own_transport<T>(&self, transport: T) -> Result<T, SetupError> {
        #[cfg(any(feature = "blocking", feature = "client"))]
        if self.proxy.is_some() {
            return Err(SetupError::new(
                "the transport does not use the proxy of the client; set the proxy in the builder of the transport",
            ));
        }
        Ok(transport)
    }

    /// The settings of the endpoint, completed from the environment if the caller wants that.
    #[cfg(any(feature = "blocking", feature = "client"))]
    fn address<S: Service>(&self) -> Result<Address, SetupError> {
        let address = self.address.clone();
        match &self.environment {
            Some(environment) => environment.complete::<S>(address),
            None => Ok(address),
        }
    }

    /// The policies for checksums, from the environment if the caller wants that and has not set them.
    #[cfg(any(feature = "blocking", feature = "client"))]
    fn checksums<S: Service>(&self) -> Result<ChecksumPolicies, SetupError> {
        match &self.environment {
            Some(environment) => environment.checksums::<S>(self.request_checksums, self.response_checksums),
            None => Ok(self.own_checksums()),
        }
    }

    /// The policies that the caller has set.
    fn own_checksums(&self) -> ChecksumPolicies {
        ChecksumPolicies {
            requests: self.request_checksums.unwrap_or_default(),
            responses: self.response_checksums.unwrap_or_default(),
        }
    }

    /// Checks the settings. An invalid endpoint is kept as the error of each call, so that creating a client from a region needs
    /// no `Result`.
    pub(crate) fn share<S: Service>(
        self,
        params: S::Params,
        invalid_endpoint: Option<&'static str>,
    ) -> Result<Shared, SetupError> {
        #[cfg(any(feature = "blocking", feature = "client"))]
        let (checksums, address) = (self.checksums::<S>()?, self.address::<S>()?);
        #[cfg(not(any(feature = "blocking", feature = "client")))]
        let (checksums, address) = (self.own_checksums(), self.address);
        let clock = match self.clock {
            Some(clock) => clock,
            None => super::clock::default()?,
        };
        let random = match self.random {
            Some(random) => random,
            None => super::random::default()?,
        };
        let tokens = self.tokens.unwrap_or_else(|| Arc::new(RandomUuids::new(random.clone())));
        Ok(Shared {
            service: S::CRATE,
            place: address.clone().place(params.clone()),
            address,
            params: Box::new(params),
            budget: Budget::new(self.retry.budget),
            discovered: Default::default(),
            invalid_endpoint,
            retry: self.retry,
            timeouts: self.timeouts,
            validate: self.validate,
            checksums,
            expect_continue: self.expect_continue,
            max_response: self.max_response,
            max_decoded: self.max_decoded.unwrap_or_else(|| {
                self.max_response.saturating_mul(DECODED_FOR_EACH_BYTE).max(LEAST_DECODED)
            }),
            user_agent: super::user_agent::header(S::CRATE, S::VERSION, &self.user_agent)?,
            clock,
            random,
            tokens,
            hooks: self.hooks,
            skew: Default::default(),
        })
    }
}
