//! The two forms of a value: that of the model, which people write and read, and that of the crate's types in serde.
//! Names differ, and how a time is written; blobs are base64 in both.

#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::convert::{to_crate, to_model};
#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::times::is_time;
