//! Problems that the service would reject, found before the call: missing members, wrong types, too short or too small values.
//! The lines are those of the AWS CLI, since scripts parse them.

mod validator;

pub(crate) use self::validator::{check, check_given, missing, required};

#[cfg(test)]
mod tests;
