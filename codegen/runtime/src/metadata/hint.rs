//! What to do about an error: what is known of the service, then what is so of all.

use super::ErrorMetadata;

impl ErrorMetadata {
    /// What to look at first, where that is known from the operation, the status and the code.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref().or_else(|| self.general_hint())
    }
}
