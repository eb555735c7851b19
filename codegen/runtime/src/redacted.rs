//! The replacement of a secret in `Debug`.

use std::fmt;

/// Replaces a value that must be hidden.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
