//! Both clients over their own HTTP stacks against real servers on loopback: every operation, every error, every fault.
//!
//! Each case is written once and run with each client. After each case the client still works, and no task,
//! connection, thread or open file is left. `cargo test -p xtask --test faults -- --nocapture` prints the number of cases.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "faults/bodies.rs"]
mod bodies;
#[path = "faults/clients.rs"]
mod clients;
#[path = "faults/clocks.rs"]
mod clocks;
#[path = "faults/compressed.rs"]
mod compressed;
#[path = "wire/eight.rs"]
mod eight;
#[path = "faults/errors.rs"]
mod errors;
#[allow(dead_code, unused_imports, reason = "other tests read what this one does not")]
#[path = "documented_shapes/facts.rs"]
mod facts;
#[path = "faults/operations.rs"]
mod operations;
#[path = "faults/redirects.rs"]
mod redirects;
#[path = "faults/repeated.rs"]
mod repeated;
#[allow(dead_code, reason = "the wire tests look at requests, too")]
#[path = "wire/samples.rs"]
mod samples;
#[path = "faults/scene.rs"]
mod scene;
