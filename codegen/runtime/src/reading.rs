//! The parts of lenient decoding that do not depend on the format: errors, memory limits, the paths of skipped values, and media
//! types.

mod error;
mod memory;
mod notes;
mod room;

pub use self::error::Error;
pub(crate) use self::memory::Memory;
pub use self::memory::Text;
pub use self::notes::Mark;
pub(crate) use self::notes::{Found, Notes, Walk};
pub(crate) use self::room::room;

/// The media type of CBOR.
#[cfg(any(feature = "cli", feature = "test-util"))]
pub(crate) const CBOR: &str = "application/cbor";

/// The media type of forms.
#[cfg(any(feature = "cli", feature = "test-util"))]
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// Whether bodies of this media type, in lower case, are documents: JSON, CBOR, XML or forms.
#[cfg(any(feature = "cli", feature = "test-util"))]
pub(crate) fn is_document(media_type: &str) -> bool {
    media_type.contains("json") || media_type == CBOR || media_type == FORM || media_type.contains("xml")
}
