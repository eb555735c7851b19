//! CBOR as trees of `serde_json`, for the command line and the fake server: they do not depend on the protocol of a service.

#[cfg(feature = "test-util")]
mod write;

use serde_json::Value;

use super::super::document::Document;
use super::{FromCbor, Reader};
#[cfg(feature = "test-util")]
pub(crate) use write::write;

/// Returns a body as a tree: bytes as base64, points in time as seconds. `None` if it is not CBOR, or has keys that are not text.
pub(crate) fn read(body: &[u8]) -> Option<Value> {
    let mut cbor = Reader::new(body);
    let document = Document::from_cbor(&mut cbor).ok()?;
    cbor.end().ok()?;
    serde_json::to_value(document).ok()
}
