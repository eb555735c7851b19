//! `Serialize` and `Deserialize` for the types of this crate.

pub mod big_number;
pub mod blob;
mod call_error;
pub mod document;
mod entries;
pub mod error_enum;
pub mod error_metadata;
pub mod float;
#[cfg(feature = "event-stream")]
pub mod message;
pub mod non_empty;
mod own_errors;
pub mod timestamp;
#[cfg(feature = "clients")]
mod transport_error;
pub mod unknown_member;
