//! Reads and writes XML 1.0 without an intermediate tree, as the protocols restXml, awsQuery and ec2Query do.
//! <https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>
//!
//! It knows no protocol: generated code has the names. Names are compared without their prefixes.

mod bodies;
mod content;
mod document;
mod errors;
mod from_xml;
mod leniency;
mod lists;
mod plain;
mod prolog;
mod reader;
mod reference;
mod scalars;
mod tags;
mod timestamp;
mod to_xml;
mod unit;
mod variant;
mod writer;

#[doc(hidden)]
pub use super::parts::{Entries, Items};
#[doc(hidden)]
pub use super::reading::{Error, Text};

#[doc(hidden)]
pub use self::bodies::{read_document, read_payload, read_result, write_members, write_value};
pub(crate) use self::errors::in_error;
#[doc(hidden)]
pub use self::errors::{is_error, read_error};
#[doc(hidden)]
pub use self::from_xml::{FromText, FromXml, Plain};
#[doc(hidden)]
pub use self::lists::{ListSlot, MapSlot};
#[doc(hidden)]
pub use self::reader::Reader;
#[doc(hidden)]
pub use self::timestamp::{DateTime, EpochSeconds, HttpDate};
#[doc(hidden)]
pub use self::to_xml::ToXml;
#[doc(hidden)]
pub use self::unit::Unit;
#[doc(hidden)]
pub use self::writer::Writer;
