//! The async client.

pub(crate) mod auth;
#[cfg(feature = "aws-config")]
mod aws_config;
mod body;
mod call;
mod checksums;
pub(crate) mod defaults;
mod discovery;
pub(crate) mod download;
pub(crate) mod drive;
#[cfg(feature = "event-stream")]
pub(crate) mod event_queue;
#[cfg(feature = "event-stream")]
mod event_receiver;
#[cfg(feature = "event-stream")]
mod event_sender;
mod handle;
#[cfg(feature = "client")]
mod hyper;
pub(crate) mod lent;
mod pages;
#[cfg(feature = "sigv4")]
mod presign;
mod provide;
pub(crate) mod stalling;
mod streamed;
mod transport;
mod upload;
pub(crate) mod wait;
mod waiting;
mod with_body;

#[cfg(feature = "aws-config")]
pub use self::aws_config::AwsConfigCredentials;
pub use self::body::Body;
pub use self::call::Call;
#[doc(hidden)]
pub use self::discovery::Discovery;
#[cfg(feature = "event-stream")]
pub use self::event_receiver::EventReceiver;
#[cfg(feature = "event-stream")]
pub use self::event_sender::{EventCall, EventSender};
pub use self::handle::{AsyncService, Builder, Client, Stack};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use self::hyper::Connection;
#[cfg(feature = "client")]
pub use self::hyper::{HyperTransport, HyperTransportBuilder, TokioSleep};
pub use self::pages::{Items, Pages};
pub use self::provide::Provide;
pub use self::streamed::Streamed;
pub use self::transport::{BoxFuture, Sleep, Transport};
#[doc(hidden)]
pub use self::upload::upload;
pub use self::with_body::CallWithBody;
pub use super::call::returns;
