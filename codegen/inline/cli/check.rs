//! What the service would refuse anyway, found before the call: missing members, wrong types, what is too short or too small.
//! The lines are those of the AWS CLI, since scripts look for them.

#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::validator::{check, missing};
