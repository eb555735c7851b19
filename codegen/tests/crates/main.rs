//! Generated crates compile without a warning, and do what their models say: cargo compiles and tests them in temporary
//! workspaces.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "../support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "../support/deep.rs"]
mod deep;
#[path = "../support/features.rs"]
mod features;
#[path = "../support/names.rs"]
mod names;
#[path = "../support/scratch.rs"]
mod scratch;

mod auth_client;
mod behaviour;
mod cli_calls;
mod compiles;
mod destinations;
mod modules;
mod named_errors;
mod other_services;
mod streaming_client;
mod users;
mod waiter_paths;
