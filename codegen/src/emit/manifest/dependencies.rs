//! What a crate depends on, and which of its features need it.

use crate::ir::{Part, Service};

/// The features with what they turn on, sorted by name behind `default`.
pub(super) fn features(service: &Service) -> Vec<(&'static str, Vec<&'static str>)> {
    let signs = service.runtime.contains(&Part::AuthSigV4);
    // Whoever calls a service that wants signatures needs them; whoever brings a stack may sign there.
    let sigv4 =
        |parts: &[&'static str]| parts.iter().copied().chain(signs.then_some("sigv4")).collect::<Vec<_>>();
    let mut features = vec![("default", if service.client { vec!["client"] } else { vec![] })];
    if service.client {
        if signs {
            features.push(("aws-config", vec!["client-core", "sigv4"]));
        }
        features.push(("blocking", sigv4(BLOCKING)));
    }
    if service.cli.is_some() {
        let base64 = (!service.runtime.contains(&Part::Base64)).then_some("dep:base64");
        features.push(("cli", base64.into_iter().chain(CLI.iter().copied()).collect()));
    }
    if service.client {
        features.push(("client", sigv4(CLIENT)));
        features.push(("client-core", vec!["dep:bytes", "dep:http-body", "dep:httpdate", "dep:uuid"]));
        // Requests that are compressed need it in any case.
        let gzip = if service.runtime.contains(&Part::Gzip) { vec![] } else { vec!["dep:flate2"] };
        features.push(("gzip", gzip));
    }
    if service.serde {
        features.push(("serde", vec!["dep:serde"]));
    }
    if signs {
        let mut parts = vec!["dep:aws-credential-types", "dep:aws-sigv4"];
        let has = |part: Part| service.runtime.contains(&part);
        parts.extend((has(Part::SignedEvents) && !has(Part::TreeHash)).then_some("dep:sha2"));
        features.push(("sigv4", parts));
    }
    if service.simulation.is_some() {
        let mut parts = vec!["client-core", "serde", "dep:httparse", "dep:serde_json"];
        // Requests that are compressed need it in any case.
        if !service.runtime.contains(&Part::Gzip) {
            parts.insert(2, "dep:flate2");
        }
        features.push(("test-util", parts));
    }
    if service.time {
        features.push(("time", vec!["dep:time"]));
    }
    if service.client {
        features.push(("tracing", vec!["dep:tracing"]));
    }
    features
}

const BLOCKING: &[&str] =
    &["dep:bytes", "dep:getrandom", "dep:httpdate", "dep:rustls", "dep:ureq", "dep:uuid", "dep:webpki-roots"];

/// The tool; beside what it takes in any case, base64 unless the service has it.
const CLI: &[&str] = &[
    "blocking",
    "dep:clap",
    "dep:clap_complete",
    "dep:console",
    "dep:ctrlc",
    "dep:dialoguer",
    "dep:indicatif",
    "dep:jmespath",
    "dep:serde-saphyr",
    "dep:serde_json",
    "dep:tracing-subscriber",
    "serde",
    "serde_json/preserve_order",
    "tracing",
];

const CLAP: &str = "clap = { version = \"4.6.7\", default-features = false, features = [\"error-context\", \"help\", \"std\", \"string\", \"suggestions\", \"usage\"], optional = true }";

const DIALOGUER: &str = "dialoguer = { version = \"0.12.0\", default-features = false, features = [\"fuzzy-select\", \"password\"], optional = true }";

/// As many bars as there are uploads: one.
const INDICATIF: &str = "indicatif = { version = \"0.18.6\", default-features = false, features = [\"unicode-width\"], optional = true }";

const SAPHYR: &str = "serde-saphyr = { version = \"2.0.0\", default-features = false, features = [\"deserialize\"], optional = true }";

const SUBSCRIBER: &str = "tracing-subscriber = { version = \"0.3.20\", default-features = false, features = [\"fmt\"], optional = true }";

const CLIENT: &[&str] = &[
    "client-core",
    "dep:getrandom",
    "dep:hyper",
    "dep:rustls",
    "dep:tokio",
    "dep:tokio-rustls",
    "dep:webpki-roots",
];

const HYPER: &str = "hyper = { version = \"1.6.0\", features = [\"client\", \"http1\"], optional = true }";

const RUSTLS: &str = "rustls = { version = \"0.23.27\", default-features = false, features = [\"ring\", \"std\", \"tls12\"], optional = true }";

/// The newest release that builds with Rust 1.71; later ones are taken where Rust is newer.
const TIME: &str =
    "time = { version = \"0.3.41\", default-features = false, features = [\"std\"], optional = true }";

const TIME_PARSING: &str = "time = { version = \"0.3.41\", default-features = false, features = [\"std\", \"parsing\"], optional = true }";

/// Since 1.49, a runtime can be told from another.
const TOKIO: &str =
    "tokio = { version = \"1.49.0\", features = [\"net\", \"rt\", \"sync\", \"time\"], optional = true }";

const TOKIO_RUSTLS: &str = "tokio-rustls = { version = \"0.26.2\", default-features = false, features = [\"ring\", \"tls12\"], optional = true }";

/// Its traits for connections may change with each minor release, and in no other.
const UREQ: &str = "ureq = { version = \"~3.5.1\", default-features = false, optional = true }";

const TRACING: &str =
    "tracing = { version = \"0.1.41\", default-features = false, features = [\"std\"], optional = true }";

/// The dependencies, line by line, sorted by name. Of base64, md-5 and sha2, later releases need a newer Rust than
/// everything else here.
pub(super) fn dependencies(service: &Service) -> Vec<&'static str> {
    let has = |part: Part| service.runtime.contains(&part);
    let cli = service.cli.is_some();
    let lines = [
        (has(Part::AuthSigV4), "aws-credential-types = { version = \"1.3.1\", optional = true }"),
        // Requests as headers, of `http` 1 and of nothing older.
        (
            has(Part::AuthSigV4),
            "aws-sigv4 = { version = \"1.6.4\", default-features = false, features = [\"sign-http\", \"http1\"], optional = true }",
        ),
        (has(Part::Base64), "base64 = \"0.22.1\""),
        (cli && !has(Part::Base64), "base64 = { version = \"0.22.1\", optional = true }"),
        (service.client, "bytes = { version = \"1.10.0\", optional = true }"),
        (cli, CLAP),
        (cli, "clap_complete = { version = \"4.6.11\", optional = true }"),
        (
            cli,
            "console = { version = \"0.16.6\", default-features = false, features = [\"std\", \"unicode-width\"], optional = true }",
        ),
        (has(Part::EventStream), "crc32fast = \"1.5.0\""),
        (cli, "ctrlc = { version = \"3.5.2\", optional = true }"),
        (cli, DIALOGUER),
        (has(Part::Gzip), "flate2 = \"1.1.0\""),
        (service.client && !has(Part::Gzip), "flate2 = { version = \"1.1.0\", optional = true }"),
        // ring has this one too.
        (service.client, "getrandom = { version = \"0.2.15\", optional = true }"),
        (true, "http = \"1.5.0\""),
        (service.client, "http-body = { version = \"1.0.1\", optional = true }"),
        (service.simulation.is_some(), "httparse = { version = \"1.10.1\", optional = true }"),
        (service.client, "httpdate = { version = \"1.0.3\", optional = true }"),
        (service.client, HYPER),
        (cli, INDICATIF),
        (cli, "jmespath = { version = \"0.5.0\", optional = true }"),
        (has(Part::ContentMd5), "md-5 = \"0.10.6\""),
        (service.client, RUSTLS),
        (service.serde, "serde = { version = \"1.0.229\", features = [\"derive\"], optional = true }"),
        (cli, SAPHYR),
        (service.simulation.is_some() || cli, "serde_json = { version = \"1.0.154\", optional = true }"),
        (has(Part::TreeHash), "sha2 = \"0.10.9\""),
        // That of aws-sigv4.
        (has(Part::SignedEvents) && !has(Part::TreeHash), "sha2 = { version = \"0.11.0\", optional = true }"),
        (service.time && has(Part::ParseIso8601), TIME_PARSING),
        (service.time && !has(Part::ParseIso8601), TIME),
        (service.client, TOKIO),
        (service.client, TOKIO_RUSTLS),
        (service.client, TRACING),
        (cli, SUBSCRIBER),
        (service.client, UREQ),
        (service.client, "uuid = { version = \"1.18.0\", default-features = false, optional = true }"),
        (service.client, "webpki-roots = { version = \"1.0.0\", optional = true }"),
    ];
    lines.into_iter().filter(|(needed, _)| *needed).map(|(_, line)| line).collect()
}
