//! The facts of the command-line tool (feature `cli`) that are not in the schema: a command for each operation, and its options.
//!
//! Takes lowered operations, and returns [`Cli`]. Does not know the interpreter.

mod example;

use crate::ir::cli::{Cli, Command};
use crate::ir::{self, Ty};
use crate::naming::{self, Options, Scope};

use super::Cx;

impl Cx<'_> {
    /// Returns the tool; `None` if no operation has a command.
    pub(super) fn cli(&self, operations: &[ir::Operation]) -> Option<Cli> {
        // A stream of events is a conversation, not a command.
        let operations = operations.iter().enumerate().filter(|(_, operation)| !operation.has_events());
        let mut named: Vec<_> = operations
            .map(|(at, operation)| (naming::command_name(&operation.name), at, operation))
            .collect();
        if named.is_empty() {
            return None;
        }
        // Sorted by name first: the numbers of clashing names must not depend on the order of files.
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
