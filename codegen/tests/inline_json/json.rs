//! The module that a generated crate has as `json`: its list of modules is generated, their text is not.

#[path = "../../inline/json/big_number.rs"]
mod big_number;
#[path = "../../inline/json/blob.rs"]
mod blob;
#[path = "../../inline/json/document.rs"]
mod document;
#[path = "../../inline/json/error.rs"]
mod error;
#[path = "../../inline/json/float.rs"]
mod float;
#[path = "../../inline/json/from_json.rs"]
mod from_json;
#[path = "../../inline/json/integer.rs"]
mod integer;
#[path = "../../inline/json/leniency.rs"]
mod leniency;
#[path = "../../inline/json/members.rs"]
mod members;
#[path = "../../inline/json/memory.rs"]
mod memory;
#[path = "../../inline/json/plain.rs"]
mod plain;
#[path = "../../inline/json/raw.rs"]
mod raw;
#[path = "../../inline/json/reader.rs"]
mod reader;
#[path = "../../inline/json/timestamp.rs"]
mod timestamp;
#[path = "../../inline/json/to_json.rs"]
mod to_json;
#[path = "../../inline/json/writer.rs"]
mod writer;

pub(crate) use error::Error;
pub(crate) use from_json::{FromJson, Plain};
pub(crate) use members::read_document;
pub(crate) use memory::Text;
pub(crate) use reader::Reader;
pub(crate) use timestamp::{DateTime, EpochSeconds, HttpDate};
pub(crate) use to_json::ToJson;
pub(crate) use writer::Writer;
