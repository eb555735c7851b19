//! Problems with the value of an option, which may be a secret.

use super::super::failure::Failure;
use super::super::secrets;
use super::super::table::Parameter;

/// A problem: the full message, and one that shows nothing of a value that may be a secret.
pub(crate) struct Problem {
    message: String,
    quiet: Option<String>,
}

impl Problem {
    /// Creates a problem whose message shows nothing of the value.
    pub(crate) fn safe(message: impl Into<String>) -> Self {
        Self { message: message.into(), quiet: None }
    }

    /// Creates a problem whose message shows the value or a part of it; `quiet` does not.
    pub(crate) fn showing(message: impl Into<String>, quiet: impl Into<String>) -> Self {
        Self { message: message.into(), quiet: Some(quiet.into()) }
    }

    /// The message for any value.
    pub(crate) fn quiet(&self) -> &str {
        self.quiet.as_ref().unwrap_or(&self.message)
    }

    /// Converts it to the failure of an option.
    pub(crate) fn of(self, member: &Parameter) -> Failure {
        let message = if secrets::in_member(member) { self.quiet() } else { &self.message };
        Failure::parameter(format!("Error parsing parameter '--{}': {message}", member.flag))
    }
}
