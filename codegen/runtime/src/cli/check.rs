//! What the service would refuse anyway, found before the call: missing members, wrong types, what is too short or too small.
//! The lines are those of the AWS CLI, since scripts look for them.

mod validator;

pub(crate) use self::validator::{check, check_given, missing, required};

#[cfg(test)]
mod tests;
