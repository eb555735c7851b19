//! The API of a crate other than its shapes: features, the minimum Rust version, exports of the runtime. For
//! comparisons of two crates; it uses the lists that are emitted, so that it cannot differ from them.

use std::collections::BTreeMap;

use super::example::client;
use super::{exports, manifest};
use crate::ir::{Service, Used};

/// The methods of builders for checksums of bodies.
const CHECKSUMS: [&str; 2] = ["request_checksum_calculation", "response_checksum_validation"];

/// Names with their kinds: `feature`, `export`; and `rust-version` with the version.
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

/// The methods of clients and builders for settings, each with its arguments: those of `new` depend on the service.
pub fn settings(service: &Service) -> BTreeMap<String, String> {
    if !service.client {
        return BTreeMap::new();
    }
    let settings = &service.settings;
    let names: Vec<&str> = settings.needed.iter().map(|setting| client::method(*setting)).collect();
    let new = ("Client::new".to_owned(), format!("({})", names.join(", ")));
    let all = settings.needed.iter().chain(&settings.optional);
    let methods =
        all.map(|setting| (format!("client::Builder::{}", client::method(*setting)), String::new()));
    // All builders have this one.
    let methods = methods.filter(|(name, _)| !name.ends_with("::endpoint_url"));
    let checksums = CHECKSUMS.into_iter().filter(|_| service.has(Used::FlexibleChecksums));
    let checksums = checksums.map(|name| (format!("client::Builder::{name}"), String::new()));
    methods.chain(checksums).chain([new]).collect()
}
