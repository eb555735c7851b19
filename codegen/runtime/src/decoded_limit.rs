//! The memory limit of decoded values, attached to their source.

use std::hash::{Hash, Hasher};

/// The memory limit for the values of a body or of a message; by default, the default limit.
///
/// It does not affect equality: two of them are always equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct DecodedLimit(pub Option<usize>);

impl PartialEq for DecodedLimit {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for DecodedLimit {}

impl Hash for DecodedLimit {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
