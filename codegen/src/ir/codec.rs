//! The encodings of documents.

/// The encoding of a document: a body, a value in it, or the payload of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Json,
    /// JSON with integers and decimals of any size as strings.
    JsonV2,
    Cbor,
}
