//! `Serialize` and `Deserialize` for the types of this crate.

pub mod big_number;
pub mod blob;
mod call_error;
#[cfg(feature = "clients")]
mod collect_error;
pub mod document;
mod entries;
pub mod error_enum;
pub mod error_metadata;
pub mod float;
mod kinds;
#[cfg(feature = "event-stream")]
pub mod message;
pub mod non_empty;
mod own_errors;
#[cfg(feature = "event-stream")]
mod stream_error;
#[cfg(test)]
mod tests;
pub mod timestamp;
#[cfg(feature = "clients")]
mod transport_error;
pub mod unknown_member;
#[cfg(feature = "clients")]
mod upload_error;
#[cfg(feature = "clients")]
mod wait_error;

// For generated code, whose package depends on this crate only.
pub use ::serde;
