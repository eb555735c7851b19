//! Tests of the runtime support in `codegen/inline/cli`: pages. What is expected is what botocore, under the AWS CLI, makes of the
//! same pages.

// A generated crate uses all of it.
#![allow(dead_code)]
// What is simpler needs a newer Rust than generated crates do.
#![allow(clippy::unnecessary_map_or)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../inline/cli"]
mod cli {
    mod base64;
    mod failure;
    mod page;
    mod paging;
    mod paths;
    mod python;
    mod spelling;
    mod table;

    /// Nothing is uploaded.
    pub(crate) mod upload {
        pub(crate) trait Send {}
    }

    /// In place of the calls of a client.
    pub(crate) mod call {
        pub(crate) trait Run {}

        /// Makes no calls.
        pub(crate) struct Nothing;

        impl Run for Nothing {}
    }

    #[path = "../../tests/inline_cli_paging/pages.rs"]
    mod pages;
}
