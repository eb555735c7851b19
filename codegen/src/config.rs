//! The configuration of the generated crate, as callers set it. `lower` checks it.

mod package;

pub use package::{Package, Publish, Runtime};

/// The configuration of the generated crate.
///
/// # Features
///
/// The features of a generated crate depend on the model and on four settings, which are all on by default:
///
/// | setting | features |
/// |---|---|
/// | [`client`](Self::client) | `client`, `client-core`, `blocking`, `gzip`, `tracing`, `schema`; `sigv4` and `aws-config` if the service uses signatures |
/// | [`serde`](Self::serde) | `serde`; with clients also `dynamic` and `test-util` |
/// | [`cli`](Self::cli) | `cli`, with clients and `serde` |
/// | [`time`](Self::time) | `time`, if the model has dates and times |
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The package: its name, version and other metadata, and the source of its runtime.
    pub package: Package,
    /// The command that generates the crate, such as `cargo farrier generate`: the headers of generated files name it. It is one
    /// line, the same on every machine.
    pub command: Option<String>,
    /// The operations to generate, by their names in the model, with everything they need; all operations if it is
    /// `None`. A name that the service does not have is an error.
    pub operations: Option<Vec<String>>,
    /// Operations to leave out, by their names in the model. A name that the service does not have is an error.
    pub without: Vec<String>,
    /// The service, by its shape id or its name, if a model has several.
    pub service: Option<String>,
    /// The protocol, by its shape id or its name, such as `awsJson1_0`, if the service has several. By default, it is the first one
    /// in the order of [`protocols`](crate::protocols).
    pub protocol: Option<String>,
    /// Whether the crate gets the feature `serde`.
    pub serde: bool,
    /// Whether the crate gets clients: the features `client`, `client-core`, `blocking` and those that depend on them. Without
    /// clients, it encodes requests and decodes responses, and the caller transports them.
    pub client: bool,
    /// Whether the crate gets the feature `cli`: a command-line tool with a command for each operation. It needs the clients
    /// and `serde`.
    pub cli: bool,
    /// Whether the crate gets the feature `time`, if the model has dates and times.
    pub time: bool,
    /// Traits that structures and unions derive in addition to `Clone`, `Debug`, `PartialEq`, `Eq`, `Hash` and `Default`,
    /// each a path such as `my_crate::Audit`. The package must have the necessary dependencies.
    pub derives: Vec<String>,
    /// Example programs.
    pub examples: Vec<Example>,
}

/// An example program for the generated crate: written by hand, and copied into the crate unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of the program: lower case letters, digits and `_`.
    pub name: String,
    /// Its text. A line `// required-features: client, test-util` names the features that it needs.
    pub text: String,
    /// The file with the original, such as `models/examples/send.rs`: the header of the copy names it.
    pub source: String,
}

impl Config {
    /// Every operation, with clients, the features `cli`, `serde` and `time`, and no additional derives. The
    /// metadata is that of [`Package::new`].
    pub fn new(package: impl Into<String>) -> Self {
        Self {
            package: Package::new(package),
            command: None,
            operations: None,
            without: Vec::new(),
            service: None,
            protocol: None,
            serde: true,
            time: true,
            client: true,
            cli: true,
            derives: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Takes the choices that determine the API from another configuration: the service, its protocol and operations, and the features.
    /// The package, its command, derives and examples stay.
    #[must_use]
    pub fn with_api_of(self, other: &Self) -> Self {
        let Self { operations, without, service, protocol, serde, client, cli, time, .. } = other.clone();
        Self { operations, without, service, protocol, serde, client, cli, time, ..self }
    }
}
