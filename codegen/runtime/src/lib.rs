//! The shared code of the crates that farrier generates: requests, responses, errors, JSON, endpoints, clients, retries,
//! authentication, event streams, validation, command lines and fake servers.
//!
//! A generated crate exports the types that its users need. Use this crate directly for code that works with all generated
//! crates, such as a transport, or a function that is generic over [`Operation`]:
//!
//! ```
//! use farrier_runtime::{CallError, Operation};
//!
//! /// Describes the outcome of a call, for a log.
//! fn describe<O: Operation>(outcome: &Result<O::Output, CallError<O::Error>>) -> String {
//!     match outcome {
//!         Ok(_) => format!("{} succeeded", O::NAME),
//!         Err(error) if error.is_retryable() => format!("{} can be retried: {error}", O::NAME),
//!         Err(error) => format!("{} failed: {error}", O::NAME),
//!     }
//! }
//! ```
//!
//! Items that are hidden from this documentation are for generated code, and may change in a minor release.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// The feature `clients` alone has the code of both clients, but no client that uses it.
#![cfg_attr(not(any(feature = "client-core", feature = "blocking")), allow(dead_code, unused_imports))]
// A test fails by a panic.
#![cfg_attr(test, allow(clippy::panic, clippy::unwrap_used))]

#[cfg(feature = "clients")]
pub mod auth;
#[doc(hidden)]
pub mod auth_options;
#[doc(hidden)]
pub mod auth_scheme;
#[doc(hidden)]
pub mod base64_text;
#[doc(hidden)]
pub mod big_number;
#[doc(hidden)]
pub mod blob;
#[cfg(feature = "blocking")]
pub mod blocking;
#[doc(hidden)]
pub mod calendar;
#[cfg(feature = "clients")]
pub mod call;
#[cfg(feature = "cbor")]
#[doc(hidden)]
pub mod cbor;
#[doc(hidden)]
pub mod checker;
#[cfg(feature = "flexible-checksums")]
#[doc(hidden)]
pub mod checksum;
#[cfg(feature = "cli")]
#[doc(hidden)]
// Its dependencies need a newer Rust than the rest.
#[allow(clippy::incompatible_msrv)]
pub mod cli;
#[doc(hidden)]
pub mod cli_options;
#[cfg(feature = "client-core")]
pub mod client;
#[doc(hidden)]
pub mod construction;
#[cfg(feature = "checksums")]
#[doc(hidden)]
pub mod content_md5;
#[doc(hidden)]
pub mod decimal;
#[doc(hidden)]
pub mod decoded_limit;
#[doc(hidden)]
pub mod document;
#[cfg(feature = "dynamic")]
pub mod dynamic;
#[doc(hidden)]
pub mod endpoint;
#[doc(hidden)]
pub mod endpoint_rules;
mod enums;
#[doc(hidden)]
pub mod error;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub mod event_header;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub mod event_input;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub mod event_output;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub mod event_stream;
#[cfg(feature = "query")]
#[doc(hidden)]
pub mod form;
#[cfg(feature = "request-compression")]
#[doc(hidden)]
pub mod gzip;
#[doc(hidden)]
pub mod host;
#[doc(hidden)]
pub mod host_label;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub mod initial_request;
#[doc(hidden)]
pub mod json;
#[doc(hidden)]
pub mod list;
#[doc(hidden)]
pub mod metadata;
#[doc(hidden)]
pub mod method;
#[doc(hidden)]
pub mod non_empty;
#[doc(hidden)]
pub mod operation;
#[doc(hidden)]
pub mod other_host;
#[doc(hidden)]
pub mod pagination;
#[doc(hidden)]
pub mod parse;
#[doc(hidden)]
pub mod parse_timestamp;
#[cfg(any(feature = "query", feature = "xml"))]
mod parts;
#[cfg(any(feature = "cli", feature = "test-util"))]
mod paths;
#[doc(hidden)]
pub mod pattern;
#[doc(hidden)]
pub mod percent;
#[doc(hidden)]
pub mod reading;
#[doc(hidden)]
pub mod redacted;
#[doc(hidden)]
pub mod request;
#[doc(hidden)]
pub mod response;
mod response_metadata;
pub mod schema;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod serde;
#[doc(hidden)]
pub mod service;
#[cfg(feature = "sources")]
#[doc(hidden)]
pub mod sources;
#[cfg(feature = "test-util")]
pub mod test_util;
#[doc(hidden)]
pub mod text;
#[cfg(feature = "time")]
#[doc(hidden)]
pub mod time;
#[doc(hidden)]
pub mod timestamp;
#[cfg(feature = "checksums")]
#[doc(hidden)]
pub mod tree_hash;
#[doc(hidden)]
pub mod unknown_member;
#[doc(hidden)]
pub mod unreadable;
#[cfg(feature = "clients")]
pub mod upload;
#[doc(hidden)]
pub mod violation;
#[doc(hidden)]
pub mod wait_texts;
#[doc(hidden)]
pub mod waiter;
#[cfg(feature = "xml")]
#[doc(hidden)]
pub mod xml;

/// The crate with the types of requests and responses in this API.
pub use http;

pub use self::auth_options::AuthOptions;
pub use self::auth_scheme::AuthScheme;
pub use self::big_number::{BigDecimal, BigInteger, BigNumberError};
pub use self::blob::Blob;
#[doc(hidden)]
pub use self::checker::{validate, Checker, Validate};
pub use self::construction::ConstructionError;
pub use self::document::{Document, Number, NumberError};
pub use self::endpoint::{Endpoint, InvalidEndpoint};
#[doc(hidden)]
pub use self::error::Malformed;
pub use self::error::{CallError, DecodeError, EncodeError, Error, OperationError, OtherError};
#[cfg(feature = "event-stream")]
pub use self::event_input::InputStream;
#[cfg(feature = "event-stream")]
#[doc(hidden)]
pub use self::event_output::read_event;
#[cfg(feature = "event-stream")]
pub use self::event_output::{EventError, OutputStream, StreamError};
#[cfg(feature = "event-stream")]
pub use self::event_stream::{EventHeader, Message, MessageDecoder, MessageError};
#[doc(hidden)]
pub use self::metadata::{ErrorCodes, Retry};
pub use self::metadata::{ErrorMetadata, ServiceError};
pub use self::non_empty::NonEmpty;
pub use self::operation::Operation;
pub use self::pagination::Pagination;
#[doc(hidden)]
pub use self::pattern::{Pattern, Step};
#[doc(hidden)]
pub use self::redacted::Redacted;
#[doc(hidden)]
pub use self::request::RequestBuilder;
#[doc(hidden)]
pub use self::response::RawResponse;
pub use self::response_metadata::{ResponseMetadata, WithMetadata};
pub use self::service::{EndpointParams, Service, TakesChecksums, TakesDualStack, TakesFips, TakesRegion};
pub use self::timestamp::{Timestamp, TimestampError};
pub use self::unknown_member::UnknownMember;
pub use self::unreadable::{MemberPlace, UnreadableMember, UnreadableMembers};
pub use self::violation::{Problem, Violation, Violations};
pub use self::waiter::{Acceptor, Matcher, Waiter};
