//! The command-line tool of the feature `cli`: facts about its commands and options that are not in the schema.
//!
//! The Rust types of its tables are in `codegen/runtime/src/cli/table.rs`.

use farrier_runtime::cli_options::Identity;

/// The tool.
#[derive(Clone, Debug, Default)]
pub struct Cli {
    /// The identities that it reads from options and variables.
    pub identities: Vec<Identity>,
    /// Sorted by name.
    pub commands: Vec<Command>,
}

/// A command: the facts that its operation does not have.
#[derive(Clone, Debug)]
pub struct Command {
    pub name: String,
    /// Its operation, in [`Service::operations`](super::Service::operations).
    pub operation: usize,
    /// The options of the members of the input, in their order.
    pub flags: Vec<String>,
    /// The options of the example of the model, each with its values, if there is one.
    pub example: Option<Vec<Vec<String>>>,
}
