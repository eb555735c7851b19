//! What the command-line tool of the feature `cli` knows besides the schema: a command for each operation, and its options.
//!
//! Takes what is lowered of the model, returns [`Cli`]. Knows nothing of how the tool works.

mod example;

use crate::ir::cli::{Cli, Command, ErrorMembers};
use crate::ir::{self, Ty};
use crate::naming::{self, Options, Scope};

use super::Cx;

impl Cx<'_> {
    /// The tool for operations and errors that are lowered already; none without a command, which would do nothing.
    pub(super) fn cli(&self, operations: &[ir::Operation], shapes: &ir::Shapes) -> Option<Cli> {
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
            self.command(name, at, operation, shapes)
        };
        Some(Cli { commands: named.into_iter().map(command).collect() })
    }

    fn command(&self, name: String, at: usize, operation: &ir::Operation, shapes: &ir::Shapes) -> Command {
        let fields = &operation.input.fields;
        let mut options = Options::default();
        let flags: Vec<String> =
            fields.iter().map(|field| options.take(&field.name, field.ty == Ty::Bool)).collect();
        let errors = operation.errors.iter().filter_map(|variant| {
            let error = shapes.error(&variant.ident)?;
            let is_shown = |(at, field): (usize, &ir::Field)| {
                error.message.as_ref().map(|message| message.field) != Some(at) || field.is_secret()
            };
            error.shape.fields.iter().enumerate().any(is_shown).then_some(())?;
            Some(ErrorMembers { variant: variant.variant.clone(), module: variant.module.clone() })
        });
        let mut errors: Vec<ErrorMembers> = errors.collect();
        // The two forms of a model list errors in different orders.
        errors.sort_by(|a, b| a.variant.cmp(&b.variant));
        let shape = self.source.shape(&operation.id);
        let examples = shape.and_then(|shape| shape.traits.get("smithy.api#examples"));
        let options: Vec<_> = fields.iter().zip(&flags).collect();
        let example = examples.and_then(|examples| example::options(examples, &options));
        Command { name, operation: at, flags, example, errors }
    }
}
