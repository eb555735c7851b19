//! What the command-line tool of the feature `cli` knows: a command for each operation, with the shapes of what it takes
//! and returns.
//!
//! Takes the model and what is lowered of it, returns [`Cli`]. Knows nothing of how the tool works.

mod example;
mod table;

use serde_json::Value;

use crate::ir::cli::{Cli, Command, ErrorMembers, Pages};
use crate::ir::{self, Ty};
use crate::model::{ShapeId, ShapeKind};
use crate::naming::{self, Options, Scope};

use super::Cx;
use table::Table;

impl Cx<'_> {
    /// The tool for operations, types and errors that are lowered already; none without a command, which would do nothing.
    pub(super) fn cli(
        &self,
        operations: &[ir::Operation],
        types: &[ir::Type],
        errors: &[ir::ErrorShape],
    ) -> Option<Cli> {
        let mut table = Table::new(self, types, errors);
        let mut commands = Vec::new();
        for (at, operation) in operations.iter().enumerate() {
            // A stream of events is a conversation, not a command.
            if operation.input_stream.is_none() && operation.output_stream.is_none() {
                commands.push(self.command(at, operation, errors, &mut table));
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
        let sdk_id = self.service_traits.get("aws.api#service").and_then(|value| value.get("sdkId"));
        let service_id = sdk_id.and_then(Value::as_str).unwrap_or(self.service_id.name()).to_owned();
        Some(Cli { service_id, commands, aggregates: table.finish() })
    }

    fn command(
        &self,
        at: usize,
        operation: &ir::Operation,
        errors: &[ir::ErrorShape],
        table: &mut Table<'_, '_>,
    ) -> Command {
        let mut input = table.members(&operation.input);
        let output = table.members(&operation.output);
        let mut options = Options::default();
        for (member, field) in input.iter_mut().zip(&operation.input.fields) {
            member.flag = Some(options.take(&member.name, field.ty == Ty::Bool));
        }
        let pages = operation.metadata.pagination.as_ref().and_then(|pages| {
            let one = |path: &str| self.way(&operation.input, path)?.into_iter().next();
            Some(Pages {
                token: one(&pages.input_token)?,
                next: self.way(&operation.output, &pages.output_token)?,
                wire_token: operation.page_token()?,
                size: pages.page_size.as_deref().and_then(one),
                items: pages
                    .items
                    .as_ref()
                    .and_then(|items| self.way(&operation.output, items))
                    .unwrap_or_default(),
                repeated_token_ends: pages.repeated_token_ends,
            })
        });
        let errors = operation.errors.iter().filter_map(|variant| {
            let error = errors.iter().find(|error| error.shape.ident == variant.ident)?;
            let is_shown = |(at, field): (usize, &ir::Field)| {
                error.message.as_ref().map(|message| message.field) != Some(at) || field.is_secret()
            };
            error.shape.fields.iter().enumerate().any(is_shown).then_some(())?;
            let shape = table.error(&error.shape.id)?;
            Some(ErrorMembers { variant: variant.variant.clone(), shape })
        });
        let errors = errors.collect();
        let shape = ShapeId::parse(&operation.id).and_then(|id| self.shape(&id));
        let examples = shape.and_then(|shape| shape.traits.get("smithy.api#examples"));
        let example = examples.and_then(|examples| example::options(examples, &input));
        Command {
            name: naming::command_name(&operation.name),
            operation: at,
            input,
            output,
            pages,
            example,
            errors,
        }
    }

    /// The names of a path such as `UploadMetadata.Url`; none if there is no such member.
    fn way(&self, root: &ir::Struct, path: &str) -> Option<Vec<String>> {
        let mut id = ShapeId::parse(&root.id)?;
        let mut names = Vec::new();
        for name in path.split('.') {
            let ShapeKind::Structure(members) = &self.shape(&id)?.kind else { return None };
            id = members.get(name)?.target.clone();
            names.push(name.to_owned());
        }
        Some(names)
    }
}
