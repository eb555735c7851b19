//! `Serialize` and `Deserialize` for the types of this crate.

pub mod big_number;
pub mod blob;
pub mod document;
pub mod error_metadata;
pub mod float;
#[cfg(feature = "event-stream")]
pub mod message;
pub mod non_empty;
pub mod timestamp;
pub mod unknown_member;
