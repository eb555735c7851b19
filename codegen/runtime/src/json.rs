//! Reads and writes JSON without an intermediate tree.

pub(crate) mod big_number;
pub(crate) mod blob;
pub(crate) mod document;
mod escape;
pub(crate) mod float;
mod from_json;
pub(crate) mod integer;
pub(crate) mod leniency;
mod members;
mod memory;
pub(crate) mod non_empty;
mod payload;
pub(crate) mod plain;
mod reader;
mod timestamp;
mod to_json;
mod unit;
pub(crate) mod variant;
mod write_members;
mod write_payload;
mod writer;

#[doc(hidden)]
pub use super::reading::{Error, Text};

#[doc(hidden)]
pub use self::big_number::Quoted;
#[doc(hidden)]
pub use self::from_json::FromJson;
#[doc(hidden)]
pub use self::from_json::Plain;
#[doc(hidden)]
pub use self::members::read_document;
#[doc(hidden)]
pub use self::members::read_members;
#[doc(hidden)]
pub use self::payload::read_payload;
#[doc(hidden)]
pub use self::reader::Reader;
#[doc(hidden)]
pub use self::timestamp::{DateTime, EpochSeconds, HttpDate};
#[doc(hidden)]
pub use self::to_json::ToJson;
#[doc(hidden)]
pub use self::unit::Unit;
#[doc(hidden)]
pub use self::write_members::write_members;
#[doc(hidden)]
pub use self::write_payload::write_value;
#[doc(hidden)]
pub use self::writer::Object;
#[doc(hidden)]
pub use self::writer::Writer;
