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
        let mut commands = Vec::new();
        for (at, operation) in operations.iter().enumerate() {
            // A stream of events is a conversation, not a command.
            if !operation.has_events() {
                commands.push(self.command(at, operation, shapes));
            }
        }
        if commands.is_empty() {
            return None;
        }
        // Names first, so that which clashing one has a number does not hang on the order of files.
        commands.sort_by(|a, b| a.name.cmp(&b.name));
        let mut scope = Scope::default();
        for command in &mut commands {
            command.name = scope.take(std::mem::take(&mut command.name)).replace('_', "-");
        }
        Some(Cli { commands })
    }

    fn command(&self, at: usize, operation: &ir::Operation, shapes: &ir::Shapes) -> Command {
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
        let errors = errors.collect();
        let shape = self.shape(&operation.id);
        let examples = shape.and_then(|shape| shape.traits.get("smithy.api#examples"));
        let options: Vec<_> = fields.iter().zip(&flags).collect();
        let example = examples.and_then(|examples| example::options(examples, &options));
        Command { name: naming::command_name(&operation.name), operation: at, flags, example, errors }
    }
}
