//! Reads and writes CBOR (RFC 8949) without an intermediate tree, as the protocol rpcv2Cbor does.
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html>

mod big_number;
mod bodies;
mod digits;
mod document;
mod from_cbor;
mod head;
mod leniency;
mod number;
mod reader;
mod strings;
mod timestamp;
mod to_cbor;
#[cfg(any(feature = "cli", feature = "test-util"))]
pub(crate) mod tree;
mod variant;
mod writer;

#[doc(hidden)]
pub use super::reading::{Error, Text};

#[doc(hidden)]
pub use self::bodies::{read_document, read_members, read_payload, write_members, write_value};
#[doc(hidden)]
pub use self::from_cbor::FromCbor;
#[doc(hidden)]
pub use self::reader::{Items, Reader};
#[doc(hidden)]
pub use self::to_cbor::ToCbor;
#[doc(hidden)]
pub use self::variant::Unit;
#[doc(hidden)]
pub use self::writer::{Object, Writer};
