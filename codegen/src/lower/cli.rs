//! What the command-line tool of the feature `cli` knows besides the schema: a command for each operation, and its options.
//!
//! Takes what is lowered of the model, returns [`Cli`]. Knows nothing of how the tool works.

mod example;

use crate::ir::cli::{Cli, Command};
use crate::ir::{self, Ty};
use crate::naming::{self, Options, Scope};

use super::Cx;

impl Cx<'_> {
    /// The tool for operations that are lowered already; none without a command, which would do nothing.
    pub(super) fn cli(&self, operations: &[ir::Operation]) -> Option<Cli> {
        // A stream of events is a conversation, not a command.
        let operations = operations.iter().enumerate().filter(|(_, operation)| !operation.has_events());
        let mut named: Vec<_> = operations
            .map(|(at, operation)| (naming::command_name(&operation.name), at, operation))
            .collect();
        if named.is_empty() {
            return None;
        }
        // Names first, so that which clashing one has a number does not hang on the order of files.
        named.sort_by(|a, b| a.0.cmp(&b.0));
        let mut scope = Scope::default();
        let command = |(name, at, operation)| {
            let name = scope.take(name).replace('_', "-");
            self.command(name, at, operation)
        };
        Some(Cli { commands: named.into_iter().map(command).collect() })
    }

    fn command(&self, name: String, at: usize, operation: &ir::Operation) -> Command {
        let fields = &operation.input.fields;
        let mut options = Options::default();
        let flags: Vec<String> =
            fields.iter().map(|field| options.take(&field.name, field.ty == Ty::Bool)).collect();
        let shape = self.source.shape(&operation.id);
        let examples = shape.and_then(|shape| shape.traits.get("smithy.api#examples"));
        let options: Vec<_> = fields.iter().zip(&flags).collect();
        let example = examples.and_then(|examples| example::options(examples, &options));
        Command { name, operation: at, flags, example }
    }
}
