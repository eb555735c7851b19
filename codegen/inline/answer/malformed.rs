//! Headers that are not what the model says.

use super::super::error::Malformed;

/// Says so of a header.
pub(crate) fn malformed(name: &str) -> Malformed {
    Malformed(format!("the header {} is not what the model says", name))
}
