//! Hints about an error: those of the service, then those for all services.

use super::ErrorMetadata;

impl ErrorMetadata {
    /// Returns the advice for the operation, the status and the code, if there is any.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref().or_else(|| self.general_hint())
    }
}
