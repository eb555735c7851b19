//! What is wrong with the value of an option, in a form that can keep quiet about the value.

use super::super::failure::Failure;
use super::super::secrets;
use super::super::table::Parameter;

/// What is wrong: in full, and without anything of the value where it may be a secret.
pub(crate) struct Problem {
    message: String,
    quiet: Option<String>,
}

impl Problem {
    /// Without anything of the value.
    pub(crate) fn safe(message: impl Into<String>) -> Self {
        Self { message: message.into(), quiet: None }
    }

    /// With the value, or part of it; `quiet` is without.
    pub(crate) fn showing(message: impl Into<String>, quiet: impl Into<String>) -> Self {
        Self { message: message.into(), quiet: Some(quiet.into()) }
    }

    /// What can be said whatever the value is.
    pub(crate) fn quiet(&self) -> &str {
        self.quiet.as_ref().unwrap_or(&self.message)
    }

    /// As the failure of an option.
    pub(crate) fn of(self, member: &Parameter) -> Failure {
        let message = if secrets::in_member(member) { self.quiet() } else { &self.message };
        Failure::parameter(format!("Error parsing parameter '--{}': {message}", member.flag))
    }
}
