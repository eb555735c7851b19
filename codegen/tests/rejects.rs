//! Invalid models, from bytes to crate, each with all messages. `load/rejects.rs` tests the messages of the loader;
//! these tests cover all stages.

#[path = "rejects/bindings.rs"]
mod bindings;
#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "rejects/common.rs"]
mod common;
#[path = "rejects/discovery.rs"]
mod discovery;
#[path = "rejects/endpoint_rules.rs"]
mod endpoint_rules;
#[path = "rejects/extremes.rs"]
mod extremes;
#[path = "rejects/files.rs"]
mod files;
#[path = "rejects/follows.rs"]
mod follows;
#[path = "rejects/fuzz.rs"]
mod fuzz;
#[path = "rejects/names.rs"]
mod names;
#[path = "rejects/own_traits.rs"]
mod own_traits;
#[path = "rejects/shapes.rs"]
mod shapes;
#[path = "rejects/simulation.rs"]
mod simulation;
#[path = "rejects/uploads.rs"]
mod uploads;
