//! The bound on the memory of decoded values, which travels with what they are decoded from.

use std::hash::{Hash, Hasher};

/// How much memory the values of a body or of a message may take; without one, the default.
///
/// It is no part of what it travels with: two of them are always equal.
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
