//! Invalid models, from bytes to crate, each with all messages. `load/rejects.rs` tests the messages of the loader;
//! these tests cover all stages.

mod bindings;
mod checksums;
mod common;
mod discovery;
mod endpoint_rules;
mod extremes;
mod files;
mod follows;
mod fuzz;
mod names;
mod own_traits;
mod shapes;
mod simulation;
mod uploads;
