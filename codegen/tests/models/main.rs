//! Models, from bytes to the files of a crate: what is accepted and what is rejected, with which messages, and what the
//! generated files contain. `crates` compiles them.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails by a panic")]

#[path = "../support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "../support/diff.rs"]
mod diff;
#[path = "../support/idl_text.rs"]
mod idl_text;
#[path = "../support/names.rs"]
mod names;

mod c2j;
mod config;
mod determinism;
mod endpoint_functions;
mod endpoint_rules;
mod event_streams;
mod facts;
mod idl;
mod load;
mod numbers;
mod package;
mod rejects;
mod settings;
mod size;
mod syntax;
