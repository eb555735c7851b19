//! Conversions from and to the crate `time`.

pub mod format;
pub mod parse;
pub mod timestamp;

// For generated code, whose package depends on this crate only.
pub use ::time::error::Parse as ParseError;
pub use ::time::OffsetDateTime;
