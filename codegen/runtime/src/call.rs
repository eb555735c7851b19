//! The common part of both clients: calls, settings, timeouts, retries, transport errors.

mod attempts;
mod builder;
#[cfg(any(feature = "blocking", feature = "client"))]
mod certificates;
mod chain;
mod checksums;
mod classifier;
mod clock;
mod collect_error;
mod discovery;
pub(crate) mod endpoint;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) mod environment;
#[cfg(feature = "event-stream")]
mod event_reader;
#[cfg(feature = "sigv4")]
mod event_seed;
#[cfg(feature = "event-stream")]
mod first_frame;
#[cfg(feature = "event-stream")]
mod frame_signer;
mod gzip;
mod idempotency;
mod interceptor;
mod options;
mod pages;
#[cfg(feature = "sigv4")]
mod presigned;
#[cfg(any(feature = "blocking", feature = "client"))]
mod proxy;
mod random;
mod retry;
pub mod returns;
#[cfg(feature = "event-stream")]
mod send_event_error;
mod settings;
mod setup_error;
mod skew;
mod streaming;
mod timeouts;
#[cfg(any(feature = "blocking", feature = "client"))]
mod tls;
#[cfg(any(feature = "blocking", feature = "client"))]
mod tls_records;
mod trace;
mod transport_error;
mod unsent;
mod user_agent;
mod wait;

pub(crate) use self::attempts::{Attempts, BodyFollows, Outcome, Received, Verdict};
pub use self::builder::Builder;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) use self::certificates::Certificates;
pub(crate) use self::chain::chain;
#[cfg(any(feature = "blocking", feature = "client", feature = "flexible-checksums"))]
pub(crate) use self::checksums::ChecksumPolicies;
pub use self::checksums::ChecksumPolicy;
pub(crate) use self::checksums::{AwsChunked, Expected, Validation};
pub use self::classifier::{FailedAttempt, RetryClassifier, RetryDecision};
pub use self::clock::{Clock, SystemClock};
pub use self::collect_error::CollectError;
#[doc(hidden)]
pub use self::discovery::Discover;
pub(crate) use self::discovery::{in_call, Asked, Discovered, Known};
#[doc(hidden)]
pub use self::endpoint::is_loopback;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) use self::endpoint::plain_connection;
#[cfg(any(feature = "blocking", feature = "client"))]
pub use self::environment::Environment;
#[cfg(feature = "event-stream")]
pub(crate) use self::event_reader::{read_initial, EventReader};
#[cfg(feature = "sigv4")]
pub(crate) use self::event_seed::{EventsFollow, Seed};
#[cfg(feature = "event-stream")]
pub(crate) use self::first_frame::FirstFrame;
#[cfg(feature = "event-stream")]
pub(crate) use self::frame_signer::FrameSigner;
pub(crate) use self::gzip::Inflate;
pub use self::idempotency::{IdempotencyTokens, RandomUuids};
pub use self::interceptor::{AttemptEnd, CallEnd, InterceptedRequest, Interceptor, Rejection};
pub(crate) use self::options::Options;
#[doc(hidden)]
pub use self::pages::{item_ids, FetchesPages};
pub use self::pages::{Items, Pages, Paginate, PaginateItems};
#[cfg(feature = "sigv4")]
pub use self::presigned::PresignedRequest;
#[cfg(feature = "sigv4")]
pub(crate) use self::presigned::Validity;
#[cfg(any(feature = "blocking", feature = "client"))]
pub use self::proxy::Proxy;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) use self::proxy::{connect_request, is_open, refused_forward, ProxyServer, MAX_HEAD};
pub use self::random::Random;
pub(crate) use self::retry::may_resend;
pub use self::retry::RetryPolicy;
#[cfg(feature = "event-stream")]
pub use self::send_event_error::SendEventError;
#[cfg(feature = "client-core")]
pub(crate) use self::settings::Settings;
pub(crate) use self::settings::Shared;
pub use self::setup_error::{SetupError, SetupErrorKind};
pub(crate) use self::skew::Offset;
pub(crate) use self::streaming::{succeeds, SentStream};
pub use self::streaming::{Streamed, StreamingInput, StreamingOutput};
pub use self::timeouts::Timeouts;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) use self::tls::tls_config;
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) use self::tls_records::TlsRecords;
pub(crate) use self::trace::Trace;
pub use self::transport_error::{TimeoutKind, TransportError, TransportErrorKind};
pub use self::unsent::Call;
#[doc(hidden)]
pub use self::wait::WaitState;
pub(crate) use self::wait::{Judge, Wait, Waited};
pub use self::wait::{Reached, WaitError};
