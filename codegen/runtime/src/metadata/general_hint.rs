//! What to do about an error, as far as it is so of all services.

use super::ErrorMetadata;

impl ErrorMetadata {
    /// What to look at first, where that is known from the status.
    pub fn hint(&self) -> Option<&'static str> {
        self.general_hint()
    }
}
