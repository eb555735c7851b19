//! For tests: a fake server on loopback, fake transports and a virtual clock.

pub(crate) mod check;
pub(crate) mod connection;
pub(crate) mod connections;
mod extension;
mod failure;
mod fake_time;
mod fake_transport;
mod fault;
#[cfg(feature = "query")]
pub(crate) mod form;
mod groups;
pub(crate) mod listing;
mod record;
mod response;
pub(crate) mod route;
pub(crate) mod sample;
mod senders;
mod server;
pub(crate) mod service;
mod simulated;
#[doc(hidden)]
pub mod table;
pub(crate) mod uploads;
mod visit;
pub(crate) mod world;
pub(crate) mod write;
#[cfg(feature = "xml")]
mod xml;

pub use self::extension::{Effects, Extension, ListName, ReceivedCall, Rejection};
pub use self::failure::Failure;
pub use self::fake_time::{FakeTime, SeededRandom};
pub use self::fake_transport::FakeTransport;
pub use self::fault::Fault;
pub use self::record::RecordedRequest;
pub use self::response::response;
pub use self::senders::InvalidItem;
pub use self::server::{Builder, Server, UnknownOperation};
pub use self::simulated::Simulated;
pub use self::visit::{sample_input, sample_output};
pub use super::schema::VisitOperation;
