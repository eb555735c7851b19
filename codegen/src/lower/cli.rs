//! The facts of the command-line tool (feature `cli`) that are not in the schema: a command for each operation, and its options.
//!
//! Takes lowered operations, and returns [`Cli`]. Does not know the interpreter.

mod example;

use farrier_runtime::cli_options::Identity;

use crate::ir::cli::{Cli, Command};
use crate::ir::{self, ClientSettings, Ty, Used};
use crate::naming::{self, Options, Scope};

use super::Cx;

impl Cx<'_> {
    /// Returns the tool; `None` if no operation has a command.
    pub(super) fn cli(&self, operations: &[ir::Operation], settings: &ClientSettings) -> Option<Cli> {
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
        let identities = self.identities();
        let mut scope = Scope::default();
        let command = |(name, at, operation)| {
            let name = scope.take(name).replace('_', "-");
            self.command(name, at, operation, Options::of(settings.aws, &identities))
        };
        let commands = named.into_iter().map(command).collect();
        Some(Cli { commands, identities })
    }

    /// The identities of the operations other than credentials for signatures, which are settings of AWS's tools.
    fn identities(&self) -> Vec<Identity> {
        let all = [
            (Used::BearerToken, Identity::BearerToken),
            (Used::ApiKey, Identity::ApiKey),
            (Used::Login, Identity::Login),
        ];
        all.into_iter().filter(|(used, _)| self.notes.has(*used)).map(|(_, identity)| identity).collect()
    }

    fn command(
        &self,
        name: String,
        at: usize,
        operation: &ir::Operation,
        mut options: Options<'_>,
    ) -> Command {
        let fields = &operation.input.fields;
        let flags: Vec<String> =
            fields.iter().map(|field| options.take(&field.name, field.ty == Ty::Bool)).collect();
        let shape = self.source.shape(&operation.id);
        let examples = shape.and_then(|shape| shape.traits.get("smithy.api#examples"));
        let options: Vec<_> = fields.iter().zip(&flags).collect();
        let example = examples.and_then(|examples| example::options(examples, &options));
        Command { name, operation: at, flags, example }
    }
}
