//! The settings of a client.

use std::any::Any;
use std::sync::Arc;

use super::super::decoded_limit::DecodedLimit;
use super::super::service::Service;
use super::endpoint::{Address, Place};
use super::retry::{Budget, RetryPolicy};
use super::skew::Skew;
use super::{Clock, Discovered, IdempotencyTokens, Random, RandomUuids, SetupError, Timeouts};

/// The largest response that a client accepts unless another limit is set: 32 MiB.
const MAX_RESPONSE: usize = 32 << 20;

/// How much memory a decoded response may take for each byte that is accepted, unless that is set. Lists of ordinary structures
/// take about as much memory as they have bytes, lists of small numbers up to eight times as much.
const DECODED_FOR_EACH_BYTE: usize = 8;

/// The least of it: a client that accepts short responses only must still be able to read them.
const LEAST_DECODED: usize = 1 << 20;

/// Settings as they are collected.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) address: Address,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeouts: Timeouts,
    /// Of the default transport.
    #[cfg(any(feature = "blocking", feature = "client"))]
    pub(crate) proxy: Option<super::Proxy>,
    #[cfg(any(feature = "blocking", feature = "client"))]
    pub(crate) environment: Option<super::Environment>,
    pub(crate) validate: bool,
    pub(crate) max_response: usize,
    pub(crate) max_decoded: Option<usize>,
    pub(crate) user_agent: Vec<String>,
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) random: Option<Arc<dyn Random>>,
    pub(crate) tokens: Option<Arc<dyn IdempotencyTokens>>,
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
            max_response: MAX_RESPONSE,
            max_decoded: None,
            user_agent: Vec::new(),
            clock: None,
            random: None,
            tokens: None,
        }
    }
}

/// The state that all calls of a client and of its clones share.
pub(crate) struct Shared {
    /// The name of the crate of the service.
    pub(crate) service: &'static str,
    /// The settings of the address, and the parameters of the endpoint rules before these are added: for calls with an endpoint
    /// or a region of their own.
    pub(crate) address: Address,
    pub(crate) params: Box<dyn Any + Send + Sync>,
    pub(crate) place: Result<Place, SetupError>,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeouts: Timeouts,
    pub(crate) validate: bool,
    pub(crate) max_response: usize,
    pub(crate) max_decoded: usize,
    pub(crate) user_agent: http::HeaderValue,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) tokens: Arc<dyn IdempotencyTokens>,
    pub(crate) budget: Budget,
    pub(crate) discovered: Discovered,
    /// The code by which the service says that a discovered endpoint is no longer valid.
    pub(crate) invalid_endpoint: Option<&'static str>,
    pub(crate) skew: Skew,
}

impl Shared {
    /// How much memory the values of a response or of an event may take.
    pub(crate) fn decoded_limit(&self) -> DecodedLimit {
        DecodedLimit(Some(self.max_decoded))
    }

    /// What tells the time of day as it is for the service.
    #[cfg(feature = "event-stream")]
    pub(crate) fn signing_clock(&self) -> Arc<dyn Clock> {
        self.skew.clock(&self.clock)
    }
}

impl Settings {
    /// A transport that the caller has made. It does not get to know of a proxy, which must not go unnoticed.
    pub(crate) fn own_transport<T>(&self, transport: T) -> Result<T, SetupError> {
        #[cfg(any(feature = "blocking", feature = "client"))]
        if self.proxy.is_some() {
            return Err(SetupError::new(
                "there is a transport, which does not use the proxy of the client; set the proxy when you make the transport",
            ));
        }
        Ok(transport)
    }

    /// The settings of the endpoint, completed from the environment if the caller wants that.
    fn address<S: Service>(&self) -> Result<Address, SetupError> {
        let address = self.address.clone();
        #[cfg(any(feature = "blocking", feature = "client"))]
        let address = match &self.environment {
            Some(environment) => environment.complete(address, S::SDK_ID)?,
            None => address,
        };
        Ok(address)
    }

    /// The settings, checked. An endpoint that cannot be used is kept as an error for each call to return, so that a
    /// client can be had from a region without a `Result`.
    pub(crate) fn share<S: Service>(
        self,
        params: S::Params,
        invalid_endpoint: Option<&'static str>,
    ) -> Result<Shared, SetupError> {
        let address = self.address::<S>()?;
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
            max_response: self.max_response,
            max_decoded: self.max_decoded.unwrap_or_else(|| {
                self.max_response.saturating_mul(DECODED_FOR_EACH_BYTE).max(LEAST_DECODED)
            }),
            user_agent: super::user_agent::header(S::CRATE, S::VERSION, &self.user_agent)?,
            clock,
            random,
            tokens,
            skew: Default::default(),
        })
    }
}
