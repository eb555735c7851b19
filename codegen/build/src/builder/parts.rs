//! The optional parts of the module.

use super::Builder;

impl Builder {
    /// The async client, over hyper and rustls. It is on by default.
    pub fn client(mut self, yes: bool) -> Self {
        self.parts.client = yes;
        self
    }

    /// The async client without an HTTP stack, for a custom transport. `client` includes it.
    pub fn client_core(mut self, yes: bool) -> Self {
        self.parts.client_core = yes;
        self
    }

    /// The blocking client, over ureq and rustls.
    pub fn blocking(mut self, yes: bool) -> Self {
        self.parts.blocking = yes;
        self
    }

    /// `Serialize` and `Deserialize` on every shape, with its wire names.
    pub fn serde(mut self, yes: bool) -> Self {
        self.parts.serde = yes;
        self
    }

    /// Dates and times also as `time::OffsetDateTime`.
    pub fn time(mut self, yes: bool) -> Self {
        self.parts.time = yes;
        self
    }

    /// `schema::SERVICE`: operations, members and events as data.
    pub fn schema(mut self, yes: bool) -> Self {
        self.parts.schema = yes;
        self
    }

    /// `call_by_name` of the clients, with JSON in and out. Includes `schema` and `serde`.
    pub fn dynamic(mut self, yes: bool) -> Self {
        self.parts.dynamic = yes;
        self
    }

    /// `test_util`: a fake server, fake transports and virtual time, for tests. Includes `client_core`, `schema` and `serde`.
    pub fn test_util(mut self, yes: bool) -> Self {
        self.parts.test_util = yes;
        self
    }

    /// `cli::main`, a command-line tool. Includes `blocking`, `schema` and `serde`.
    pub fn cli(mut self, yes: bool) -> Self {
        self.parts.cli = yes;
        self
    }
}
