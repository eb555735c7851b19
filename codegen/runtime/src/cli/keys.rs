//! The two forms of a value: that of the model, which people write and read, and that of the crate's types in serde.
//! Names differ, and how a time is written; blobs are base64 in both.

mod convert;
mod times;

pub(crate) use self::convert::{to_crate, to_model};
pub(crate) use self::times::is_time;

#[cfg(test)]
mod tests;
