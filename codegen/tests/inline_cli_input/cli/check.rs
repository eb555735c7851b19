//! The module that a generated crate has as `check`: the list of its parts is generated, theirs is not.

#[path = "../../../runtime/src/cli/check/validator.rs"]
mod validator;

pub(crate) use self::validator::{check, missing};
