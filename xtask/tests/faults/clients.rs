//! A common interface for both clients, over their default stacks.

use std::sync::Arc;
use std::time::Duration;

use connectparticipant::blocking::{self, UreqTransport};
use connectparticipant::client::{self, HyperTransport};
use connectparticipant::config::{Clock, RetryPolicy, TransportError};
use connectparticipant::service::Service;
use connectparticipant::{CallError, Client, Operation, WithMetadata};
use tokio::runtime::Runtime;

/// Which client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Async,
    Blocking,
}

/// The settings of a case; by default, delays between attempts are short, and timeouts are those of the crate.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) most: Option<usize>,
    /// Makes a clock for each client.
    pub(crate) clock: Option<Arc<dyn Fn() -> Box<dyn Clock>>>,
    /// No compression is requested.
    pub(crate) unasked: bool,
}

impl Settings {
    /// One attempt.
    pub(crate) fn once() -> Self {
        Self { retry: Some(RetryPolicy::never()), ..Self::default() }
    }

    pub(crate) fn most(mut self, bytes: usize) -> Self {
        self.most = Some(bytes);
        self
    }
}

/// Timeouts of one call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    Attempt(Duration),
    Operation(Duration),
}

/// A client with its environment.
pub(crate) enum Caller {
    /// The client is dropped first, so that the runtime outlives it.
    Async(Client, Runtime),
    Blocking(blocking::Client),
}

/// The result of a call.
pub(crate) type Outcome<O> =
    Result<WithMetadata<<O as Operation>::Output>, CallError<<O as Operation>::Error>>;

macro_rules! built {
    ($settings:expr, $url:expr, $builder:expr, $transport:expr) => {{
        let settings = $settings;
        let quick = RetryPolicy::new().base_delay(Duration::from_millis(10));
        let builder = $builder.endpoint_url($url);
        let mut builder = builder.retry(settings.retry.unwrap_or(quick));
        if let Some(most) = settings.most {
            builder = builder.max_response_bytes(most);
        }
        if let Some(clock) = &settings.clock {
            builder = builder.clock(Given(clock()));
        }
        if settings.unasked {
            builder = builder.transport(Unasked($transport));
        }
        builder.build().unwrap()
    }};
}

impl Caller {
    pub(crate) fn new(kind: Kind, url: &str, settings: &Settings) -> Self {
        match kind {
            Kind::Async => {
                let runtime =
                    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
                let hyper = HyperTransport::builder().build().unwrap();
                Self::Async(built!(settings, url, Client::builder(), hyper), runtime.unwrap())
            }
            Kind::Blocking => {
                let ureq = UreqTransport::builder().build().unwrap();
                Self::Blocking(built!(settings, url, blocking::Client::builder(), ureq))
            }
        }
    }

    pub(crate) fn call<O: Operation<Service = Service>>(&self, input: O::Input) -> Outcome<O> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(client.call::<O>(input).with_metadata().send()),
            Self::Blocking(client) => client.call::<O>(input).with_metadata().send(),
        }
    }

    /// The same with a limit of its own.
    pub(crate) fn call_within<O: Operation<Service = Service>>(
        &self,
        input: O::Input,
        limit: Limit,
    ) -> Outcome<O> {
        macro_rules! limited {
            ($client:expr) => {
                match limit {
                    Limit::Attempt(limit) => $client.call::<O>(input).attempt_timeout(limit),
                    Limit::Operation(limit) => $client.call::<O>(input).operation_timeout(limit),
                }
            };
        }
        match self {
            Self::Async(client, runtime) => runtime.block_on(limited!(client).with_metadata().send()),
            Self::Blocking(client) => limited!(client).with_metadata().send(),
        }
    }

    /// Returns the number of remaining tasks of the client.
    pub(crate) fn tasks(&self) -> usize {
        match self {
            Self::Async(_, runtime) => runtime.metrics().num_alive_tasks(),
            Self::Blocking(_) => 0,
        }
    }
}

/// A clock that the test controls.
struct Given(Box<dyn Clock>);

impl Clock for Given {
    fn now(&self) -> std::time::SystemTime {
        self.0.now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// A transport that does not allow requests for compression.
struct Unasked<T>(T);

impl<T: client::Transport> client::Transport for Unasked<T> {
    fn send(
        &self,
        mut request: http::Request<client::Body>,
    ) -> client::BoxFuture<'_, Result<http::Response<client::Body>, TransportError>> {
        request.headers_mut().remove("accept-encoding");
        self.0.send(request)
    }
}

impl<T: blocking::Transport> blocking::Transport for Unasked<T> {
    fn send(
        &self,
        mut request: http::Request<blocking::Body>,
        limits: blocking::Limits,
    ) -> Result<http::Response<blocking::Body>, TransportError> {
        request.headers_mut().remove("accept-encoding");
        self.0.send(request, limits)
    }
}
