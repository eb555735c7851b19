//! Tests of the runtime support in `codegen/runtime/src/cli`: queries. What is expected is what Python's library, which the AWS CLI uses,
//! makes of the same.

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
    mod failure;
    mod query;
    mod spelling;

    #[path = "../../../tests/inline_cli_query/expressions.rs"]
    mod expressions;
}
