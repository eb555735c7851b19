//! Checksums of bodies, as `aws.protocols#httpChecksum` describes them.
//!
//! `encode` sends the checksum of a body in memory in a header. Clients send that of a streamed body after it, and validate those
//! of responses while the body is read. It knows no client and does no I/O.

mod algorithm;
#[cfg(feature = "clients")]
mod aws_chunked;
mod hasher;
#[cfg(feature = "clients")]
mod plan;
mod request;
#[cfg(feature = "clients")]
mod response;
#[cfg(test)]
mod tests;

pub use self::algorithm::Algorithm;
#[cfg(feature = "clients")]
pub(crate) use self::aws_chunked::AwsChunked;
#[cfg(feature = "clients")]
pub(crate) use self::plan::{settle, trail};
pub use self::request::{set, Checksums, RequestChecksum};
#[cfg(feature = "clients")]
pub(crate) use self::response::{Expected, Validation};
