//! The optional parts of a generated module.

/// The optional parts of a generated module. Each is a feature of generated crates, and needs the feature of `farrier-runtime`
/// with the same name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parts {
    /// The blocking client, over ureq and rustls.
    pub blocking: bool,
    /// The command-line tool, as a function `cli::main`. Includes the blocking client, `schema` and `serde`.
    pub cli: bool,
    /// The async client, over hyper and rustls.
    pub client: bool,
    /// The async client without an HTTP stack, for a custom transport. `client` includes it.
    pub client_core: bool,
    /// Calls by the name of an operation, with JSON in and out. Includes `schema` and `serde`.
    pub dynamic: bool,
    /// The service as data.
    pub schema: bool,
    /// `Serialize` and `Deserialize` on every shape.
    pub serde: bool,
    /// The fake server, fake transports and virtual time, for tests. Includes `client_core`, `schema` and `serde`.
    pub test_util: bool,
    /// Dates and times also as `time::OffsetDateTime`.
    pub time: bool,
}

impl Parts {
    /// Whether a part is included, by the name of its feature.
    pub(crate) fn has(self, feature: &str) -> bool {
        match feature {
            "blocking" => self.blocking || self.cli,
            "cli" => self.cli,
            "client" => self.client,
            "client-core" => self.client || self.client_core || self.test_util,
            "dynamic" => self.dynamic,
            "schema" => self.schema || self.cli || self.dynamic || self.test_util,
            "serde" => self.serde || self.cli || self.dynamic || self.test_util,
            // A client needs signatures if the service requires them; a custom HTTP stack may sign requests itself.
            "sigv4" => self.client || self.has("blocking"),
            "test-util" => self.test_util,
            "time" => self.time,
            _ => false,
        }
    }
}
