//! The command-line tool: `src/main.rs`, `src/cli.rs`, and below it one file for each command and one for the shapes.
//!
//! All of it is tables. Their types are in `codegen/runtime/src/cli/table.rs`, and what runs on them beside that.

mod beyond;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::ident;
use super::{Module, rust};
use crate::ir::cli::{Aggregate, Cli, Command, Limits, Member, Pages, Shape};
use crate::ir::{Operation, Service};
use crate::naming::file_stem;

/// The files; none for a crate without the tool.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let Some(cli) = &service.cli else { return Vec::new() };
    let each = each(service, cli);
    let shapes = shapes_module(&each);
    let mut files = vec![
        rust("src/main.rs", &service.id, "cli", program(service)),
        rust("src/cli.rs", &service.id, "cli", tool(service, cli, &each, shapes)),
    ];
    if !cli.aggregates.is_empty() {
        files.push(rust(&format!("src/cli/{shapes}.rs"), &service.id, "cli", aggregates(cli)));
    }
    files.extend(each.into_iter().map(|(operation, command)| {
        let path = format!("src/cli/{}.rs", file_stem(&operation.module));
        rust(&path, &operation.id, "cli", self::command(cli, operation, command, shapes))
    }));
    files
}

/// The commands with their operations.
fn each<'a>(service: &'a Service, cli: &'a Cli) -> Vec<(&'a Operation, &'a Command)> {
    cli.commands
        .iter()
        .filter_map(|command| Some((service.operations.get(command.operation)?, command)))
        .collect()
}

/// The module of the shapes, which stands aside for an operation of that name.
fn shapes_module(each: &[(&Operation, &Command)]) -> &'static str {
    if each.iter().any(|(operation, _)| operation.module == "shapes") { "shapes_" } else { "shapes" }
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
fn tool(service: &Service, cli: &Cli, each: &[(&Operation, &Command)], shapes: &'static str) -> TokenStream {
    let has_shapes = (!cli.aggregates.is_empty()).then_some(shapes);
    let mut modules: Vec<&str> =
        each.iter().map(|(operation, _)| operation.module.as_str()).chain(has_shapes).collect();
    modules.sort_unstable();
    let modules = modules.into_iter().map(|module| {
        // An operation may be called `Cli`.
        let allow = (module == "cli").then(|| quote!(#[allow(clippy::module_inception)]));
        let module = ident(module);
        quote!(#allow mod #module;)
    });
    let commands = each.iter().map(|(operation, _)| {
        let module = ident(&operation.module);
        quote!(&#module::COMMAND)
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
        #![doc = " Its tables are here; what runs on them knows no service."]
        #(#modules)*
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

/// A structure and a union for each shape that has members.
///
/// ```text
/// pub(super) static START_POSITION: Shape = Shape::Structure(&[Member::new("Id", &Shape::Text(..), &["Item to .."]), ..]);
/// ```
fn aggregates(cli: &Cli) -> TokenStream {
    let each = cli.aggregates.iter().map(|Aggregate { name, is_union, members }| {
        let name = ident(name);
        let kind = ident(if *is_union { "Union" } else { "Structure" });
        let members = members.iter().map(|member| self::member(cli, None, member));
        quote!(pub(super) static #name: Shape = Shape::#kind(&[#(#members),*]);)
    });
    quote! {
        #![doc = " Structures and unions that are members of others."]
        #![allow(unused_imports)] // A service need not have each kind of thing.
        use crate::runtime::cli::table::*;

        #(#each)*
    }
}

/// `pub(super) static COMMAND: Command = Command { name: "send-event", .. };`.
fn command(cli: &Cli, operation: &Operation, command: &Command, shapes: &str) -> TokenStream {
    let doc = format!(" The command `{}`.", command.name);
    let members = command.input.iter().chain(&command.output).map(|member| &member.shape);
    let mut all = members.chain(command.errors.iter().map(|error| &error.shape));
    let uses_shapes = all.any(names_aggregate).then(|| {
        let shapes = ident(shapes);
        quote!(use super::#shapes;)
    });
    let error_members = error_members(cli, operation, command, shapes);
    let (module, marker) = (ident(&operation.module), ident(&operation.ident));
    let (name, wire, docs) = (&command.name, &operation.name, docs(&operation.docs));
    let deprecated = operation.deprecated.is_some();
    let input = command.input.iter().map(|member| self::member(cli, Some(shapes), member));
    let output = command.output.iter().map(|member| self::member(cli, Some(shapes), member));
    let errors = operation.errors.iter().map(|error| {
        let (code, meaning) = (&error.code, error.docs.join(" "));
        quote!((#code, #meaning))
    });
    let pages = option(command.pages.as_ref().map(pages));
    let example = option(command.example.as_ref().map(|options| quote!(&[#(&[#(#options),*]),*])));
    quote! {
        #![doc = #doc]
        #uses_shapes
        use crate::runtime::cli::call::Of;
        use crate::runtime::cli::table::*;

        pub(super) static COMMAND: Command = Command {
            name: #name,
            operation: #wire,
            docs: #docs,
            deprecated: #deprecated,
            input: &[#(#input),*],
            output: &[#(#output),*],
            errors: &[#(#errors),*],
            pages: #pages,
            example: #example,
            run: &Of::<crate::operation::#module::#marker>::new(),
        };

        #error_members
    }
}

/// The members of errors that have some.
///
/// ```text
/// impl call::ErrorMembers for crate::operation::describe_view::DescribeViewError {
///     const SHAPES: &'static [&'static Shape] = &[&shapes::RESOURCE_NOT_FOUND_EXCEPTION];
///
///     fn members(&self) -> Option<(serde_json::Value, &'static Shape)> {
///         match self { Self::ResourceNotFoundException(error) => Some((call::value(error), &shapes::RESOURCE_NOT_FOUND_EXCEPTION)), .. }
///     }
/// }
/// ```
fn error_members(cli: &Cli, operation: &Operation, command: &Command, shapes: &str) -> TokenStream {
    let (module, error) = (ident(&operation.module), ident(&operation.error_ident));
    // Sorted: the two forms of a model list errors in different orders.
    let mut errors: Vec<_> = command.errors.iter().collect();
    errors.sort_by(|a, b| a.variant.cmp(&b.variant));
    let arms = errors.iter().map(|error| {
        let (variant, shape) = (ident(&error.variant), shape(cli, Some(shapes), &error.shape));
        quote!(Self::#variant(error) => Some((crate::runtime::cli::call::value(error), &#shape)),)
    });
    let all = errors.iter().map(|error| {
        let shape = shape(cli, Some(shapes), &error.shape);
        quote!(&#shape)
    });
    let body = match command.errors.is_empty() {
        true => quote!(None),
        false => quote!(match self { #(#arms)* _ => None }),
    };
    quote! {
        impl crate::runtime::cli::call::ErrorMembers for crate::operation::#module::#error {
            const SHAPES: &'static [&'static Shape] = &[#(#all),*];

            fn members(&self) -> Option<(crate::runtime::cli::Value, &'static Shape)> {
                #body
            }
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
fn member(cli: &Cli, shapes: Option<&str>, member: &Member) -> TokenStream {
    let Member { name, key, .. } = member;
    let (shape, docs) = (shape(cli, shapes, &member.shape), docs(&member.docs));
    let flag = member.flag.as_ref().map(|flag| quote!(.flag(#flag)));
    let key = (key != name).then(|| quote!(.key(#key)));
    let required = member.required.then(|| quote!(.required()));
    let sensitive = member.sensitive.then(|| quote!(.sensitive()));
    let token = member.idempotency_token.then(|| quote!(.idempotency_token()));
    let streaming = member.streaming.then(|| quote!(.streaming()));
    quote!(Member::new(#name, &#shape, #docs) #flag #key #required #sensitive #token #streaming)
}

/// A shape as a value; structures and unions by their statics, which are in the module `shapes` unless this is it.
fn shape(cli: &Cli, shapes: Option<&str>, of: &Shape) -> TokenStream {
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
            let (item, limits) = (shape(cli, shapes, item), self::limits(*limits));
            quote!(Shape::List { item: &#item, sparse: #sparse, limits: #limits })
        }
        Shape::Map { key, value, sparse, limits } => {
            let (key, value) = (shape(cli, shapes, key), shape(cli, shapes, value));
            let limits = self::limits(*limits);
            quote!(Shape::Map { key: &#key, value: &#value, sparse: #sparse, limits: #limits })
        }
        Shape::Empty => quote!(Shape::Structure(&[])),
        Shape::Aggregate(at) => {
            let name = cli.aggregates.get(*at).map(|aggregate| ident(&aggregate.name));
            let module = shapes.map(ident).map(|module| quote!(#module::));
            quote!(#module #name)
        }
    }
}

fn names_aggregate(shape: &Shape) -> bool {
    match shape {
        Shape::Aggregate(_) => true,
        Shape::List { item, .. } => names_aggregate(item),
        Shape::Map { key, value, .. } => names_aggregate(key) || names_aggregate(value),
        _ => false,
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
