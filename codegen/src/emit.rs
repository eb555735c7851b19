//! IR to tokens: prints decisions. One file per kind of output, one function per emitted item.
//!
//! Takes [`ir::Service`], returns the files of the crate as tokens or, where a file is not Rust, as text. Knows
//! neither the model nor the disk.

mod auth;
mod cli;
mod client;
mod decode;
mod discovery;
mod encode;
mod endpoint;
mod enumeration;
mod error;
mod event_stream;
mod event_tests;
mod example;
mod exception;
mod exports;
mod handles;
mod int_enum;
mod json;
mod library;
mod manifest;
mod metadata;
mod newtype;
mod operation;
mod outline;
mod pages;
mod service;
mod simulation;
mod stream;
mod structure;
mod syntax;
mod tests;
mod tokens;
mod typed_time;
mod union;
mod upload;
mod validate;
mod value;
mod wait;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

pub use outline::outline;

use crate::ir::{Service, Type};
use crate::naming::file_stem;

/// A file to be.
#[derive(Debug)]
pub struct Module {
    /// Where it goes, relative to the root of the crate.
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// What a file is made of.
#[derive(Debug)]
pub enum Content {
    /// Rust: the header names the source shape and the emitter.
    Rust { source: String, emitter: &'static str, tokens: TokenStream },
    /// Anything else, complete.
    Text(String),
}

/// Every file of the crate, in no particular order.
pub fn modules(service: &Service) -> Vec<Module> {
    let mut modules = vec![library::root(service), manifest::cargo(service), manifest::readme(service)];
    modules.push(manifest::rustfmt());
    modules.extend(manifest::examples(service));
    modules.extend(library::mod_lists(service));
    modules.extend(validate::patterns(service));
    modules.extend(service.operations.iter().map(|operation| {
        rust(
            &format!("src/operation/{}.rs", file_stem(&operation.module)),
            &operation.id,
            "operation",
            operation::file(service, operation),
        )
    }));
    modules.extend(service.types.iter().map(|ty| {
        let (id, emitter, tokens) = match ty {
            Type::Struct(shape) => (&shape.id, "structure", structure::file(shape)),
            Type::Enum(shape) => (&shape.id, "enumeration", enumeration::file(shape)),
            Type::Newtype(shape) => (&shape.id, "newtype", newtype::file(shape)),
            Type::Union(shape) => (&shape.id, "union", union::file(shape)),
            Type::Events(shape) => (&shape.id, "event_stream", event_stream::file(shape)),
            Type::IntEnum(shape) => (&shape.id, "int_enum", int_enum::file(shape)),
        };
        let table = cli::aggregate(service, "crate::types", ty.module());
        rust(&format!("src/types/{}.rs", file_stem(ty.module())), id, emitter, quote!(#tokens #table))
    }));
    modules.extend(service.errors.iter().map(|error| {
        let path = format!("src/error/{}.rs", file_stem(&error.shape.module));
        let (tokens, table) =
            (exception::file(error), cli::aggregate(service, "crate::error", &error.shape.module));
        rust(&path, &error.shape.id, "exception", quote!(#tokens #table))
    }));
    modules.push(endpoint::file(service));
    modules.push(service::file(service));
    modules.extend(handles::files(service));
    modules.extend(simulation::files(service));
    modules.extend(cli::files(service));
    modules.extend(tests::files(service));
    modules.extend(endpoint::test_files(service));
    modules
}

fn rust(path: &str, source: &str, emitter: &'static str, tokens: TokenStream) -> Module {
    Module { path: path.to_owned(), content: Content::Rust { source: source.to_owned(), emitter, tokens } }
}
