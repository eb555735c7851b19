//! The dependencies of a crate, and its features.

use std::collections::BTreeSet;

use crate::ir::{Service, Used};
use crate::{Parts, Runtime};

/// The features with the features and dependencies that they turn on: `default`, then the others by name.
pub(in crate::emit) fn features(service: &Service) -> Vec<(&'static str, Vec<&'static str>)> {
    let signs = service.has(Used::SigV4);
    // A client needs signatures if the service requires them; a custom HTTP stack may sign requests itself.
    let sigv4 =
        |parts: &[&'static str]| parts.iter().copied().chain(signs.then_some("sigv4")).collect::<Vec<_>>();
    let mut features = vec![("default", if service.client { vec!["client"] } else { vec![] })];
    if service.client {
        if signs {
            features.push(("aws-config", vec!["client-core", "sigv4", "farrier-runtime/aws-config"]));
        }
        features.push(("blocking", sigv4(&["farrier-runtime/blocking"])));
    }
    if service.cli.is_some() {
        features.push(("cli", vec!["blocking", "schema", "serde", "tracing", "farrier-runtime/cli"]));
    }
    if service.client {
        features.push(("client", sigv4(&["client-core", "farrier-runtime/client"])));
        features.push(("client-core", vec!["farrier-runtime/client-core"]));
        features
            .extend((service.serde).then(|| ("dynamic", vec!["schema", "serde", "farrier-runtime/dynamic"])));
        features.push(("gzip", vec!["farrier-runtime/gzip"]));
    }
    if service.client {
        features.push(("schema", vec![]));
    }
    if service.serde {
        features.push(("serde", vec!["dep:serde", "farrier-runtime/serde"]));
    }
    if signs {
        features.push(("sigv4", vec!["farrier-runtime/sigv4"]));
    }
    if service.simulation.is_some() {
        features.push(("test-util", vec!["client-core", "schema", "serde", "farrier-runtime/test-util"]));
    }
    if service.time {
        features.push(("time", vec!["farrier-runtime/time"]));
    }
    if service.client {
        features.push(("tracing", vec!["farrier-runtime/tracing"]));
    }
    features
}

/// The features of the runtime that this service always needs.
fn runtime_features(service: &Service) -> Vec<&'static str> {
    [
        (Used::Cbor, "cbor"),
        (Used::Checksum, "checksums"),
        (Used::EventStream, "event-stream"),
        (Used::FlexibleChecksums, "flexible-checksums"),
        (Used::Query, "query"),
        (Used::RequestCompression, "request-compression"),
        (Used::Xml, "xml"),
    ]
    .into_iter()
    .filter_map(|(used, feature)| service.has(used).then_some(feature))
    .collect()
}

/// The features of the runtime that a module with these parts needs, sorted.
pub fn features_of_runtime(service: &Service, parts: Parts) -> Vec<&'static str> {
    let chosen = features(service).into_iter().filter(|(name, _)| parts.has(name));
    let turned_on = chosen.flat_map(|(_, turned_on)| turned_on);
    let of_runtime = turned_on.filter_map(|feature| feature.strip_prefix("farrier-runtime/"));
    let all: BTreeSet<&str> = of_runtime.chain(runtime_features(service)).collect();
    all.into_iter().collect()
}

/// The dependencies, line by line, sorted by name.
pub(super) fn dependencies(service: &Service) -> Vec<String> {
    let mut lines = vec![runtime(service)];
    if service.serde {
        lines.push("serde = { version = \"1.0.229\", features = [\"derive\"], optional = true }".to_owned());
    }
    lines
}

/// `farrier-runtime = { version = "0.1.0", path = "../codegen/runtime" }`.
fn runtime(service: &Service) -> String {
    let mut parts = vec![format!("version = \"{}\"", env!("CARGO_PKG_VERSION"))];
    match &service.package.runtime {
        Runtime::Registry => {}
        Runtime::Path(path) => parts.push(format!("path = {}", super::toml_text(path))),
        Runtime::Git { url, rev } => {
            parts.push(format!("git = {}, rev = {}", super::toml_text(url), super::toml_text(rev)));
        }
    }
    let features = runtime_features(service);
    if !features.is_empty() {
        parts.push(format!("features = {}", super::toml_list(&features)));
    }
    format!("farrier-runtime = {{ {} }}", parts.join(", "))
}
