//! What the command-line tool of the feature `cli` knows besides the schema: its commands and their options.
//!
//! The same as tables of Rust: `codegen/runtime/src/cli/table.rs`.

/// Everything that the tool is made of.
#[derive(Clone, Debug, Default)]
pub struct Cli {
    /// Sorted by name.
    pub commands: Vec<Command>,
}

/// A command, besides what its operation says.
#[derive(Clone, Debug)]
pub struct Command {
    pub name: String,
    /// Its operation, in [`Service::operations`](super::Service::operations).
    pub operation: usize,
    /// The options of the members of the input, in their order.
    pub flags: Vec<String>,
    /// The options of a call that makes sense, each with its values, if the model has an example.
    pub example: Option<Vec<Vec<String>>>,
    /// The errors that have something to show besides a message.
    pub errors: Vec<ErrorMembers>,
}

/// An error whose members are shown.
#[derive(Clone, Debug)]
pub struct ErrorMembers {
    /// Its variant in the operation's error enum.
    pub variant: String,
    /// The module of the error.
    pub module: String,
}
