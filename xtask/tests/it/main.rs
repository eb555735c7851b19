//! Runs the binary on temporary folders and checks its messages and files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod bad_input;
mod batch;
mod check;
#[cfg(unix)]
mod checklist;
mod choice;
mod codegen;
// Its cargo is a shell script.
#[cfg(unix)]
mod conformance;
mod constructors;
// Fault points are in debug builds only.
#[cfg(debug_assertions)]
mod crash;
mod diff;
mod diff_formats;
mod diff_models;
mod diff_reading;
mod documents;
mod edits;
#[cfg(unix)]
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../../../codegen/tests/support/features.rs"]
mod features;
mod history;
mod licenses;
#[cfg(unix)]
mod links;
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../support/new_models.rs"]
mod new_models;
mod public_models;
mod review_diffs;
#[path = "../support/running.rs"]
mod running;
mod support;
#[cfg(unix)]
mod sweep;
mod update;
mod update_fit;
