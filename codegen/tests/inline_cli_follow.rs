//! Tests of the command-line tool's watching of a list, `codegen/runtime/src/cli/follow`: what is new, and how it is shown.
//!
//! The files are included at the places that they have in a generated crate, with a table of their own.

// A generated crate uses all that is here; this test its part.
#![allow(dead_code)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "inline_cli_follow/cli.rs"]
mod cli;
#[path = "inline_cli_follow/harmless.rs"]
mod harmless;
#[path = "inline_cli_follow/line.rs"]
mod line;
#[path = "inline_cli_follow/table.rs"]
mod table;
#[path = "inline_cli_follow/watch.rs"]
mod watch;
