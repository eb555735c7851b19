//! The module that a generated crate has as `json`: its list of modules is generated, their text is not.

#[path = "../../runtime/src/json/big_number.rs"]
mod big_number;
#[path = "../../runtime/src/json/blob.rs"]
mod blob;
#[path = "../../runtime/src/json/document.rs"]
mod document;
#[path = "../../runtime/src/json/error.rs"]
mod error;
#[path = "../../runtime/src/json/float.rs"]
mod float;
#[path = "../../runtime/src/json/from_json.rs"]
mod from_json;
#[path = "../../runtime/src/json/integer.rs"]
mod integer;
#[path = "../../runtime/src/json/leniency.rs"]
mod leniency;
#[path = "../../runtime/src/json/members.rs"]
mod members;
#[path = "../../runtime/src/json/memory.rs"]
mod memory;
#[path = "../../runtime/src/json/plain.rs"]
mod plain;
#[path = "../../runtime/src/json/raw.rs"]
mod raw;
#[path = "../../runtime/src/json/reader.rs"]
mod reader;
#[path = "../../runtime/src/json/timestamp.rs"]
mod timestamp;
#[path = "../../runtime/src/json/to_json.rs"]
mod to_json;
#[path = "../../runtime/src/json/writer.rs"]
mod writer;

pub(crate) use error::Error;
pub(crate) use from_json::{FromJson, Plain};
pub(crate) use members::read_document;
pub(crate) use memory::Text;
pub(crate) use reader::Reader;
pub(crate) use timestamp::{DateTime, EpochSeconds, HttpDate};
pub(crate) use to_json::ToJson;
pub(crate) use writer::Writer;
