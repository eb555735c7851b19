//! Conversions from and to the crate `time`.

pub mod format;
pub mod parse;
pub mod timestamp;
