//! The command-line tool: `src/main.rs` and `src/cli.rs`; and a module `command` in the file of each operation, structure and
//! union, with its table.
//!
//! All of it is tables. Their types are in `codegen/runtime/src/cli/table.rs`, and what runs on them beside that.

mod beyond;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{ident, path};
use super::{Module, rust};
use crate::ir::cli::{Aggregate, Cli, Command, Limits, Member, Pages, Place, Shape};
use crate::ir::{Operation, Service};

/// The files; none for a crate without the tool.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let Some(cli) = &service.cli else { return Vec::new() };
    vec![
        rust("src/main.rs", &service.id, "cli", program(service)),
        rust("src/cli.rs", &service.id, "cli", tool(service, cli)),
    ]
}

/// The table of a command, for the file of its operation; none for an operation that is no command.
///
/// ```text
/// #[cfg(feature = "cli")]
/// pub(crate) mod command { pub(crate) static COMMAND: Command = Command { name: "send-event", .. }; }
/// ```
pub(super) fn command(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let cli = service.cli.as_ref()?;
    let is_of = |command: &&Command| {
        service.operations.get(command.operation).is_some_and(|other| other.name == operation.name)
    };
    let command = cli.commands.iter().find(is_of)?;
    let doc = format!(" The command `{}`.", command.name);
    Some(module(&doc, &operation.module, &table(operation, command)))
}

/// The table of a structure or a union, for the file of its type; none for one that no command has to do with.
///
/// ```text
/// #[cfg(feature = "cli")]
/// pub(crate) mod command {
///     pub(crate) static SHAPE: Shape = Shape::Structure(&[Member::new("Id", &Shape::Text(..), &["Item to .."]), ..]);
/// }
/// ```
pub(super) fn aggregate(service: &Service, home: &str, name: &str) -> Option<TokenStream> {
    let Aggregate { is_union, members, .. } = found(service, home, name)?;
    let kind = ident(if *is_union { "Union" } else { "Structure" });
    let members = members.iter().map(member);
    let table = quote!(pub(crate) static SHAPE: Shape = Shape::#kind(&[#(#members),*]););
    Some(module(" The type in the tables of commands.", name, &table))
}

/// Whether the file of a type has a table.
pub(super) fn has_table(service: &Service, home: &str, module: &str) -> bool {
    found(service, home, module).is_some()
}

fn found<'a>(service: &'a Service, home: &str, module: &str) -> Option<&'a Aggregate> {
    let is_it = |aggregate: &&Aggregate| aggregate.place.home == home && aggregate.place.module == module;
    service.cli.as_ref()?.aggregates.iter().find(is_it)
}

fn module(doc: &str, parent: &str, content: &TokenStream) -> TokenStream {
    // An operation may be called `Command`.
    let allow = (parent == "command").then(|| quote!(#[allow(clippy::module_inception)]));
    quote! {
        #[doc = #doc]
        #[cfg(feature = "cli")]
        #allow
        pub(crate) mod command {
            use crate::runtime::cli::table::*;

            #content
        }
    }
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
    let name = ident(&service.crate_ident);
    let doc = format!(" The command-line tool of the crate: see `{}::cli`.", service.crate_ident);
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
    let is_left_out = |operation: &&Operation| each.iter().all(|(other, _)| other.name != operation.name);
    let left_out = service.operations.iter().filter(is_left_out).map(|operation| &operation.name);
    let (uploads, follows) = (beyond::uploads(each), beyond::follows(each));
    // Paths are whole, as an operation may be called `Run` or `Std`.
    let names = beyond::names(each);
    let (name, title, service_id) = (&service.crate_name, &service.title, &cli.service_id);
    let docs = docs(&service.docs);
    quote! {
        #![doc = " The command-line tool: a command for each operation, with the options and the output of AWS's own."]
        #![doc = ""]
        #![doc = " The table of a command is in the file of its operation; what runs on them knows no service."]
        #names

        #[doc = " Runs the tool with the arguments of this process; all of a program's `main`."]
        pub fn main() -> ::std::process::ExitCode {
            crate::runtime::cli::run::main(&TOOL)
        }

        static TOOL: Tool = Tool {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            connect: crate::runtime::cli::connect::connect::<crate::service::Service>,
            title: #title,
            service_id: #service_id,
            docs: #docs,
            commands: &[#(#commands),*],
            left_out: &[#(#left_out),*],
            uploads: #uploads,
            follows: #follows,
        };
    }
}

/// `crate::operation::send_event::command::COMMAND`.
fn path_of(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    quote!(crate::operation::#module::command::COMMAND)
}

/// `pub(crate) static COMMAND: Command = Command { name: "send-event", .. };`.
fn table(operation: &Operation, command: &Command) -> TokenStream {
    let error_members = error_members(operation, command);
    let (module, marker) = (ident(&operation.module), ident(&operation.ident));
    let (name, wire, docs) = (&command.name, &operation.name, docs(&operation.docs));
    let deprecated = operation.deprecated.is_some();
    let input = command.input.iter().map(member);
    let output = command.output.iter().map(member);
    let errors = operation.errors.iter().map(|error| {
        let (code, meaning) = (&error.code, error.docs.join(" "));
        quote!((#code, #meaning))
    });
    let pages = option(command.pages.as_ref().map(pages));
    let example = option(command.example.as_ref().map(|options| quote!(&[#(&[#(#options),*]),*])));
    quote! {
        pub(crate) static COMMAND: Command = Command {
            name: #name,
            operation: #wire,
            docs: #docs,
            deprecated: #deprecated,
            input: &[#(#input),*],
            output: &[#(#output),*],
            errors: &[#(#errors),*],
            pages: #pages,
            example: #example,
            run: &crate::runtime::cli::call::Of::<crate::operation::#module::#marker>::new(),
        };

        #error_members
    }
}

/// The members of errors that have some.
///
/// ```text
/// impl call::ErrorMembers for crate::operation::describe_view::DescribeViewError {
///     const SHAPES: &'static [&'static Shape] = &[&crate::error::resource_not_found_exception::command::SHAPE];
///
///     fn members(&self) -> Option<(serde_json::Value, &'static Shape)> {
///         match self { Self::ResourceNotFoundException(error) => Some((call::value(error), &crate::error::resource_not_found_exception::command::SHAPE)), .. }
///     }
/// }
/// ```
fn error_members(operation: &Operation, command: &Command) -> TokenStream {
    let (module, error) = (ident(&operation.module), ident(&operation.error_ident));
    // Sorted: the two forms of a model list errors in different orders.
    let mut errors: Vec<_> = command.errors.iter().collect();
    errors.sort_by(|a, b| a.variant.cmp(&b.variant));
    let arms = errors.iter().map(|error| {
        let (variant, shape) = (ident(&error.variant), shape(&error.shape));
        quote!(Self::#variant(error) => Some((crate::runtime::cli::call::value(error), &#shape)),)
    });
    let all = errors.iter().map(|error| {
        let shape = shape(&error.shape);
        quote!(&#shape)
    });
    let shown = (!errors.is_empty()).then(|| {
        quote! {
            const SHAPES: &'static [&'static Shape] = &[#(#all),*];

            fn members(&self) -> Option<(crate::runtime::cli::Value, &'static Shape)> {
                match self { #(#arms)* _ => None }
            }
        }
    });
    quote! {
        impl crate::runtime::cli::call::ErrorMembers for crate::operation::#module::#error {
            #shown
        }
    }
}

fn pages(pages: &Pages) -> TokenStream {
    let Pages { token, next, wire_token, size, items, repeated_token_ends } = pages;
    let size = option(size.as_ref().map(|size| quote!(#size)));
    quote! {
        Pages {
            token: #token,
            next: &[#(#next),*],
            wire_token: #wire_token,
            size: #size,
            items: &[#(#items),*],
            repeated_token_ends: #repeated_token_ends,
        }
    }
}

/// `Member::new("ContactId", &Shape::Text(..), &["Contact that .."]).flag("contact-id").required()`.
fn member(member: &Member) -> TokenStream {
    let Member { name, key, .. } = member;
    let (shape, docs) = (shape(&member.shape), docs(&member.docs));
    let flag = member.flag.as_ref().map(|flag| quote!(.flag(#flag)));
    let key = (key != name).then(|| quote!(.key(#key)));
    let required = member.required.then(|| quote!(.required()));
    let sensitive = member.sensitive.then(|| quote!(.sensitive()));
    let token = member.idempotency_token.then(|| quote!(.idempotency_token()));
    let streaming = member.streaming.then(|| quote!(.streaming()));
    quote!(Member::new(#name, &#shape, #docs) #flag #key #required #sensitive #token #streaming)
}

/// A shape as a value; structures and unions by their statics.
fn shape(of: &Shape) -> TokenStream {
    let limited = |kind: &str, limits: &Limits| {
        let (kind, limits) = (ident(kind), self::limits(*limits));
        quote!(Shape::#kind(#limits))
    };
    match of {
        Shape::Boolean => quote!(Shape::Boolean),
        Shape::Integer(limits) => limited("Integer", limits),
        Shape::Long(limits) => limited("Long", limits),
        Shape::Float(limits) => limited("Float", limits),
        Shape::Double(limits) => limited("Double", limits),
        Shape::BigNumber => quote!(Shape::BigNumber),
        Shape::Text(limits) => limited("Text", limits),
        Shape::Enum(values) => quote!(Shape::Enum(&[#(#values),*])),
        Shape::IntEnum(values) => {
            let values = values.iter().map(|value| signed((*value).into()));
            quote!(Shape::IntEnum(&[#(#values),*]))
        }
        Shape::Blob(limits) => limited("Blob", limits),
        Shape::Timestamp => quote!(Shape::Timestamp),
        Shape::Document => quote!(Shape::Document),
        Shape::List { item, sparse, limits } => {
            let (item, limits) = (shape(item), self::limits(*limits));
            quote!(Shape::List { item: &#item, sparse: #sparse, limits: #limits })
        }
        Shape::Map { key, value, sparse, limits } => {
            let (key, value) = (shape(key), shape(value));
            let limits = self::limits(*limits);
            quote!(Shape::Map { key: &#key, value: &#value, sparse: #sparse, limits: #limits })
        }
        Shape::Empty => quote!(Shape::Structure(&[])),
        Shape::Aggregate(Place { home, module }) => {
            let (home, module) = (path(home), ident(module));
            quote!(#home::#module::command::SHAPE)
        }
    }
}

/// `Limits::NONE`, `Limits::between(1, 256)`.
fn limits(Limits { min, max }: Limits) -> TokenStream {
    match (min.map(signed), max.map(signed)) {
        (None, None) => quote!(Limits::NONE),
        (Some(min), None) => quote!(Limits::at_least(#min)),
        (None, Some(max)) => quote!(Limits::at_most(#max)),
        (Some(min), Some(max)) => quote!(Limits::between(#min, #max)),
    }
}

/// One literal for each line, so that a changed line is one.
fn docs(lines: &[String]) -> TokenStream {
    quote!(&[#(#lines),*])
}

fn signed(number: i64) -> TokenStream {
    if number == i64::MIN {
        return quote!(i64::MIN);
    }
    let size = Literal::i64_unsuffixed(number.saturating_abs());
    if number < 0 { quote!(-#size) } else { quote!(#size) }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}
