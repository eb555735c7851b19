//! The dependencies of a crate, and its features.

use crate::Runtime;
use crate::ir::{Service, Used};

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
        features.push(("time", vec!["dep:time", "farrier-runtime/time"]));
    }
    if service.client {
        features.push(("tracing", vec!["farrier-runtime/tracing"]));
    }
    features
}

/// The features of the runtime that this service always needs.
fn runtime_features(service: &Service) -> Vec<&'static str> {
    [
        (Used::Checksum, "checksums"),
        (Used::EventStream, "event-stream"),
        (Used::RequestCompression, "request-compression"),
    ]
    .into_iter()
    .filter_map(|(used, feature)| service.has(used).then_some(feature))
    .collect()
}

/// The newest release that builds with Rust 1.71. Cargo selects a later one if the toolchain is newer.
const TIME: &str =
    "time = { version = \"0.3.41\", default-features = false, features = [\"std\"], optional = true }";

/// The dependencies, line by line, sorted by name.
pub(super) fn dependencies(service: &Service) -> Vec<String> {
    let mut lines = vec![runtime(service), "http = \"1.5.0\"".to_owned()];
    if service.serde {
        lines.push("serde = { version = \"1.0.229\", features = [\"derive\"], optional = true }".to_owned());
    }
    if service.time {
        lines.push(TIME.to_owned());
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
        let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
        parts.push(format!("features = [{}]", features.join(", ")));
    }
    format!("farrier-runtime = {{ {} }}", parts.join(", "))
}
