//! The blocking client.

pub(crate) mod auth;
mod body;
mod call;
mod checksums;
mod discovery;
pub(crate) mod download;
pub(crate) mod drive;
#[cfg(feature = "event-stream")]
mod event_receiver;
#[cfg(feature = "event-stream")]
mod event_sender;
mod handle;
pub(crate) mod lent;
mod pages;
#[cfg(feature = "sigv4")]
mod presign;
mod provide;
mod streamed;
mod transport;
mod upload;
mod ureq;
pub(crate) mod wait;
mod with_body;

pub use self::body::Body;
pub use self::call::Call;
#[doc(hidden)]
pub use self::discovery::Discovery;
#[cfg(feature = "event-stream")]
pub use self::event_receiver::EventReceiver;
#[cfg(feature = "event-stream")]
pub use self::event_sender::EventCall;
pub use self::handle::{BlockingService, Builder, Client, Stack};
pub use self::pages::{Items, Pages};
pub use self::provide::Provide;
pub use self::streamed::Streamed;
pub use self::transport::{Limits, Sleep, ThreadSleep, Transport};
#[doc(hidden)]
pub use self::upload::upload;
#[doc(hidden)]
pub use self::ureq::{Connection, Connector};
pub use self::ureq::{UreqTransport, UreqTransportBuilder};
pub use self::with_body::CallWithBody;
pub use super::call::returns;
