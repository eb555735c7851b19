//! The two forms of a value: that of the model, for people, and that of serde, for the types of the crate.
//! They differ in names and in the form of timestamps; blobs are base64 in both.

mod convert;
mod times;

pub(crate) use self::convert::{to_crate, to_model};
pub(crate) use self::times::is_time;

#[cfg(test)]
mod tests;
