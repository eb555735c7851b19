//! The command-line tool: `src/main.rs` and `src/cli.rs`; and a module `command` in the file of each operation, with the facts that are
//! not in the schema.
//!
//! Everything is a table. The types of the tables are in `codegen/runtime/src/cli/table.rs`, next to the interpreter.

mod beyond;

use proc_macro2::TokenStream;
use quote::quote;

use farrier_runtime::cli_options::Identity;

use super::example::client;
use super::tokens::{ident, option};
use super::{Module, rust};
use crate::ir::cli::{Cli, Command};
use crate::ir::{Operation, Service};

const CLI: &[&str] = &["cli"];

/// Returns the files; none without the tool. A module has no program: the one that contains it calls `cli::main`.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let Some(cli) = &service.cli else { return Vec::new() };
    let program = rust("src/main.rs", &service.id, program(service));
    let tool = rust("src/cli.rs", &service.id, tool(service, cli));
    if service.form.is_module() { vec![tool] } else { vec![program, tool] }
}

/// The table of a command, for the file of its operation; `None` for an operation without a command.
///
/// ```text
/// #[cfg(feature = "cli")]
/// pub(crate) mod command { pub(crate) static COMMAND: Command = Command::of::<super::SendEvent>("send-event", ..); }
/// ```
pub(super) fn command(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let cli = service.cli.as_ref()?;
    let is_of = |command: &&Command| {
        service.operations.get(command.operation).is_some_and(|other| other.name == operation.name)
    };
    let command = cli.commands.iter().find(is_of)?;
    let doc = format!(" The command `{}`.", command.name);
    let table = table(operation, command);
    // An operation may be called `Command`.
    let allow = (operation.module == "command").then(|| quote!(#[allow(clippy::module_inception)]));
    service.form.gate(CLI).item(|cfg| {
        quote! {
            #[doc = #doc]
            #cfg
            #allow
            pub(crate) mod command {
                use crate::runtime::cli::table::*;

                #table
            }
        }
    })
}

/// The commands with their operations.
fn each<'a>(service: &'a Service, cli: &'a Cli) -> Vec<(&'a Operation, &'a Command)> {
    cli.commands
        .iter()
        .filter_map(|command| Some((service.operations.get(command.operation)?, command)))
        .collect()
}

/// `fn main() -> std::process::ExitCode { connectparticipant::cli::main() }`.
fn program(service: &Service) -> TokenStream {
    let name = ident(&service.package.ident);
    let doc = format!(" The command-line tool of the crate: see `{}::cli`.", service.package.ident);
    quote! {
        #![doc = #doc]
        #![forbid(unsafe_code)]

        fn main() -> std::process::ExitCode {
            #name::cli::main()
        }
    }
}

/// `src/cli.rs`.
fn tool(service: &Service, cli: &Cli) -> TokenStream {
    let each = &each(service, cli)[..];
    let commands = each.iter().map(|(operation, _)| {
        let command = path_of(operation);
        quote!(&#command)
    });
    let (uploads, follows) = (beyond::uploads(each), beyond::follows(each));
    // Paths are absolute: an operation may be called `Run` or `Std`.
    let names = beyond::names(each);
    let needed = client::settings(service).map(|(method, value)| {
        let option = method.replace('_', "-");
        quote!((#option, #value))
    });
    let identities = cli.identities.iter().map(|identity| {
        let identity = ident(match identity {
            Identity::ApiKey => "ApiKey",
            Identity::BearerToken => "BearerToken",
            Identity::Login => "Login",
        });
        quote!(crate::runtime::cli::table::Identity::#identity)
    });
    quote! {
        #![doc = " The command-line tool: a command for each operation, with the options and the output of the AWS CLI."]
        #![doc = ""]
        #![doc = " The table of a command is in the file of its operation, the interpreter of all tables in the runtime."]
        #names

        #[doc = " Runs the tool with the arguments of this process, and returns its exit code."]
        pub fn main() -> ::std::process::ExitCode {
            crate::runtime::cli::run::main(&TOOL)
        }

        #[doc = " The tool, for a program with more commands: see `Tool::with`."]
        #[doc(hidden)]
        pub static TOOL: Tool = Tool {
            needed: &[#(#needed),*],
            identities: &[#(#identities),*],
            commands: &[#(#commands),*],
            uploads: #uploads,
            follows: #follows,
            ..Tool::of::<crate::service::Service>(&crate::schema::SERVICE)
        };
    }
}

/// `crate::operation::send_event::command::COMMAND`.
fn path_of(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    quote!(crate::operation::#module::command::COMMAND)
}

/// `pub(crate) static COMMAND: Command = Command::of::<super::SendEvent>("send-event", &super::schema::OPERATION, ..);`.
fn table(operation: &Operation, command: &Command) -> TokenStream {
    let (marker, Command { name, flags, .. }) = (ident(&operation.ident), command);
    let example = command.example.as_ref().map(|options| quote!(.example(&[#(&[#(#options),*]),*])));
    quote! {
        pub(crate) static COMMAND: Command = Command::of::<super::#marker>(
            #name,
            &super::schema::OPERATION,
            &options(super::schema::OPERATION.input, [#(#flags),*]),
        )#example;
    }
}
