//! Tests of the runtime support in `codegen/runtime/src/cli`: what the tool prints. What is expected was printed by the AWS CLI, version 1
//! for text and tables, version 2 for YAML, from the same values.

// A generated crate uses all of it.
#![allow(dead_code)]
// What is simpler needs a newer Rust than generated crates do.
#![allow(clippy::unnecessary_map_or)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "support/values.rs"]
mod values;

#[path = "../runtime/src/cli"]
mod cli {
    mod colour;
    mod failure;
    mod output;
    mod python;
    mod redact;
    mod spelling;
    mod table;

    /// Nothing is uploaded.
    pub(crate) mod upload {
        pub(crate) trait Send {}
    }

    /// In place of the calls of a client.
    pub(crate) mod call {
        pub(crate) trait Run {}
    }

    #[path = "../../../tests/inline_cli_output/formats.rs"]
    mod formats;
    #[path = "../../../tests/inline_cli_output/secrets.rs"]
    mod secrets;
}
