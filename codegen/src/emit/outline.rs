//! What a crate offers besides its shapes: features, the oldest Rust that it builds with, exports of the runtime. For
//! whoever compares two crates; taken from what is emitted, so that it cannot differ from it.

use std::collections::BTreeMap;

use super::{exports, manifest};
use crate::ir::Service;

/// Names with what they are: `feature`, `export`; and `rust-version` with the version.
pub fn outline(service: &Service) -> BTreeMap<String, String> {
    let features = manifest::features(service).into_iter().map(|(name, _)| (name, "feature"));
    let exports = exports::all(service).into_iter().map(|name| (name, "export"));
    let rust = ("rust-version", manifest::rust_version(service));
    features
        .filter(|(name, _)| *name != "default")
        .chain(exports)
        .chain([rust])
        .map(|(name, what)| (name.to_owned(), what.to_owned()))
        .collect()
}
