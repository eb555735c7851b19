//! `lib.rs` and the lists of modules.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::ident;
use super::{Module, auth, crate_error, example, exports, manifest, rust, upload};
use crate::docs::{append, line};
use crate::ir::{Gate, Operation, Service, Type};

/// `src/lib.rs`.
pub(super) fn root(service: &Service) -> Module {
    let lines = crate_docs(service);
    let docs = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let deprecated = allow_deprecated(service);
    let large_variants = large_variants(service);
    let recursion_limit = recursion_limit(service);
    let in_examples = recursion_limit_of_examples(service);
    let modules = root_modules(service);
    let (exports, crate_error) = (exports::root(service), crate_error::alias(service));
    let tokens = quote! {
        #(#![doc = #docs])*
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #recursion_limit
        #in_examples
        #deprecated
        #large_variants

        #(#modules)*

        use farrier_runtime as runtime;
        #(#exports)*
        #crate_error
    };
    rust("src/lib.rs", &service.id, tokens)
}

/// A lint of clippy that the design contradicts: a box around a large member of a union would cost an allocation for each value.
fn large_variants(service: &Service) -> Option<TokenStream> {
    let mut types = service.shapes.types.iter();
    let has_unions = types.any(|ty| matches!(ty, Type::Union(_) | Type::Events(_)));
    has_unions.then(|| quote!(#![allow(clippy::large_enum_variant)]))
}

/// The modules of the root, sorted by name.
pub(super) fn root_modules(service: &Service) -> impl Iterator<Item = TokenStream> + '_ {
    let modules = [
        ("blocking", service.clients(&["blocking"])),
        ("cli", service.form.gate(&["cli"]).when(service.cli.is_some())),
        ("client", service.clients(&["client-core"])),
        ("endpoint", Gate::Open),
        ("error", Gate::Open),
        ("operation", Gate::Open),
        ("patterns", Gate::Open.when(!service.patterns.is_empty())),
        ("schema", service.clients(&["schema"])),
        ("service", Gate::Open),
        ("test_util", service.form.gate(&["test-util"]).when(service.simulation.is_some())),
        ("types", Gate::Open.when(!service.shapes.types.is_empty())),
    ];
    modules.into_iter().filter_map(|(name, gate)| {
        let visibility = (name != "patterns").then(|| quote!(pub));
        let name = ident(name);
        gate.guard(quote!(#visibility mod #name;))
    })
}

/// The crate itself uses its deprecated items: it exports and tests them.
pub(super) fn allow_deprecated(service: &Service) -> Option<TokenStream> {
    service.has_deprecations().then(|| quote!(#![allow(deprecated)]))
}

/// `#![recursion_limit = "256"]`, for a crate with values of deeply nested types.
pub(super) fn recursion_limit(service: &Service) -> Option<TokenStream> {
    let limit = service.recursion_limit?.to_string();
    Some(quote!(#![recursion_limit = #limit]))
}

/// The same for examples in the documentation, each of which is a crate.
fn recursion_limit_of_examples(service: &Service) -> Option<TokenStream> {
    let limit = service.recursion_limit?.to_string();
    Some(quote!(#![doc(test(attr(recursion_limit = #limit)))]))
}

fn crate_docs(service: &Service) -> Vec<String> {
    let (title, version) = (line(&service.title), line(&service.version));
    let mut lines =
        if service.docs.is_empty() { vec![format!("The service {title}.")] } else { service.docs.clone() };
    append(&mut lines, format!("This crate is generated from the model of {title}, version {version}."));
    if let Some(limit) = service.recursion_limit {
        append(
            &mut lines,
            format!(
                "Types of this service nest deeper than rustc checks by default. If it reports an overflow in a \
                 crate that uses them, put `#![recursion_limit = \"{limit}\"]` at the top of that crate."
            ),
        );
    }
    append(&mut lines, "# Operations");
    append(&mut lines, operations_are(service));
    lines.push(String::new());
    for operation in &service.operations {
        lines.push(format!("- [`{0}`](operation::{0})", operation.ident));
    }
    if let Some(code) = example::call(service, false).filter(|_| service.client) {
        append(&mut lines, "# Example");
        example::append_for_client(service, &mut lines, &["client"], code);
        lines.push(String::new());
        lines.extend(example::about_endpoint(service));
        lines.extend(manifest::CLIENTS.map(str::to_owned));
    }
    if let Some(code) = upload::show_piece(service) {
        append(&mut lines, "# Uploading a file");
        example::append_for_client(service, &mut lines, &["client-core"], code);
    }
    if let Some((about, code)) = auth::section(service) {
        append(&mut lines, "# Authentication");
        lines.push(String::new());
        lines.extend(about);
        example::append_for_client(service, &mut lines, &["client"], code);
    }
    if let Some(code) = example::show_piece(service).filter(|_| !service.client) {
        append(&mut lines, "# Example");
        example::append_block(service, &mut lines, "", code);
    }
    append_features(service, &mut lines);
    lines
}

fn operations_are(service: &Service) -> &'static str {
    if service.client {
        "A client has a method for each operation. Each operation is also a type that writes requests and reads responses \
         without I/O, for use with any HTTP client: the trait [`Operation`] has an example."
    } else {
        "Each operation is a type that writes requests and reads responses without I/O, for use with any HTTP client:"
    }
}

fn append_features(service: &Service, lines: &mut Vec<String>) {
    let features = manifest::described_features(service);
    if !features.is_empty() {
        append(lines, "# Features");
        lines.push(String::new());
        lines.extend(features);
    }
}

/// `operation.rs`, `types.rs`, `error.rs`: sorted lists of their modules.
pub(super) fn mod_lists(service: &Service) -> Vec<Module> {
    let types = service.shapes.types.iter().map(|ty| (ty.module(), type_names(ty)));
    let errors = service
        .shapes
        .errors
        .iter()
        .map(|error| (error.shape.module.as_str(), vec![error.shape.ident.as_str()]));
    // The schema refers to the files of shapes.
    let schema = service.clients(&["schema"]).is_printed();
    let mut lists = vec![operations(service)];
    if !service.shapes.types.is_empty() {
        let has_schema = |ty: &&Type| schema && !matches!(ty, Type::Newtype(_));
        let seen =
            |module: &str| service.shapes.types.iter().filter(has_schema).any(|ty| ty.module() == module);
        let doc = " The types of members: structures, unions, enums.";
        lists.push(list(service, "types", doc, types, &seen, TokenStream::new()));
    }
    let any = crate_error::any(service);
    lists.push(list(service, "error", " Errors that the service returns.", errors, &|_| schema, any));
    lists
}

/// `operation.rs`: the modules stay public, since they contain further items.
fn operations(service: &Service) -> Module {
    let modules =
        service.operations.iter().map(|operation| module("operation", &operation.module, Some(quote!(pub))));
    let exports = service.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        export(&module, &main_names(operation))
    });
    let doc = " The operations of the service, one module each. The type that stands for an operation, its input, its output and \
               its error are also here.";
    let tokens = quote! {
        #![doc = #doc]
        #(#modules)*
        #(#exports)*
    };
    rust("src/operation.rs", &service.id, tokens)
}

/// The items that users of an operation need most. They cannot clash: names of types are unique in a crate, and modules are in lower
/// case.
fn main_names(operation: &Operation) -> Vec<&str> {
    let input = (!operation.input_is_shared).then_some(operation.input.ident.as_str());
    let output = (!operation.output_is_shared).then_some(operation.output.ident.as_str());
    let mut names: Vec<&str> =
        [&*operation.ident, &*operation.error_ident].into_iter().chain(input).chain(output).collect();
    names.sort_unstable();
    names
}

/// The types that the file of a type defines.
fn type_names(ty: &Type) -> Vec<&str> {
    let failure = match ty {
        Type::Events(shape) => shape.failure.as_deref(),
        _ => None,
    };
    std::iter::once(ty.ident()).chain(failure).collect()
}

fn list<'a>(
    service: &Service,
    name: &str,
    doc: &str,
    modules: impl Iterator<Item = (&'a str, Vec<&'a str>)>,
    seen: &dyn Fn(&str) -> bool,
    rest: TokenStream,
) -> Module {
    let entries = modules.map(|(own, names)| {
        let seen = seen(own).then(|| quote!(pub(crate)));
        (module(name, own, seen), export(&ident(own), &names))
    });
    let (modules, exports): (Vec<TokenStream>, Vec<TokenStream>) = entries.unzip();
    let tokens = quote! {
        #![doc = #doc]
        #(#modules)*
        #(#exports)*
        #rest
    };
    rust(&format!("src/{name}.rs"), &service.id, tokens)
}

/// `pub mod send_message;`
fn module(of: &str, name: &str, visibility: Option<TokenStream>) -> TokenStream {
    // An operation called `Operation` has a module of that name inside the module `operation`.
    let allow = (name == of).then(|| quote!(#[allow(clippy::module_inception)]));
    let name = ident(name);
    quote!(#allow #visibility mod #name;)
}

/// `pub use self::send_message::{SendMessage, SendMessageError};`
fn export(module: &Ident, names: &[&str]) -> TokenStream {
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    match &names[..] {
        [name] => quote!(pub use self::#module::#name;),
        names => quote!(pub use self::#module::{#(#names),*};),
    }
}
