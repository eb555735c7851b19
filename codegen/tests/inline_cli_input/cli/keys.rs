//! The module that a generated crate has as `keys`: the list of its parts is generated, theirs is not.

#[path = "../../../runtime/src/cli/keys/convert.rs"]
mod convert;
#[path = "../../../runtime/src/cli/keys/times.rs"]
pub(crate) mod times;

pub(crate) use self::convert::{to_crate, to_model};
pub(crate) use self::times::is_time;
