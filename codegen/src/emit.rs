//! IR to tokens: prints decisions. One file per kind of output, one function per emitted item.
//!
//! Takes [`ir::Service`] and returns the files of the crate, as tokens or, for files other than Rust, as text. Knows
//! neither the model nor the disk.

mod auth;
mod checksums;
mod cli;
mod client;
mod codec;
mod crate_error;
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
mod gate;
mod handles;
mod int_enum;
mod library;
mod manifest;
mod metadata;
mod nested;
mod newtype;
mod operation;
mod outline;
mod pages;
mod schema;
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

pub use manifest::{cargo as manifest, features_of_runtime};
pub use nested::module;
pub use outline::{outline, settings};

use crate::ir::{ErrorShape, Service, Type};
use crate::model::ShapeId;
use crate::module::{Content, Module, Part, header};
use crate::naming::file_stem;

fn part<'s, M: IntoIterator<Item = Module>>(print: impl FnOnce() -> M + Send + 's) -> Part<'s> {
    Box::new(move || print().into_iter().collect())
}

/// Returns every part of the crate, in no particular order.
pub fn parts(service: &Service) -> Vec<Part<'_>> {
    // The slowest parts come first, so that no thread finishes late.
    let mut parts = vec![part(move || tests::files(service)), part(move || endpoint::test_files(service))];
    parts.extend(sources(service));
    parts.push(part(move || [library::root(service)]));
    parts.push(part(move || [manifest::cargo(service), manifest::readme(service), manifest::rustfmt()]));
    parts.push(part(move || manifest::examples(service)));
    parts
}

/// The parts of the crate that are also those of a module.
fn sources(service: &Service) -> Vec<Part<'_>> {
    let mut parts = vec![part(move || simulation::files(service)), part(move || [endpoint::file(service)])];
    parts.extend(service.operations.iter().map(|operation| {
        part(move || {
            let path = format!("src/operation/{}.rs", file_stem(&operation.module));
            [rust(&path, &operation.id, operation::file(service, operation))]
        })
    }));
    parts.extend(service.shapes.types.iter().map(|ty| part(move || [shared_type(service, ty)])));
    parts.extend(service.shapes.errors.iter().map(|error| part(move || [modelled_error(service, error)])));
    parts.push(part(move || [service::file(service)]));
    parts.push(part(move || library::mod_lists(service)));
    parts.push(part(move || handles::files(service)));
    parts.push(part(move || cli::files(service)));
    parts.push(part(move || schema::files(service)));
    parts.push(part(move || validate::patterns(service)));
    parts
}

fn shared_type(service: &Service, ty: &Type) -> Module {
    let (id, tokens) = match ty {
        Type::Struct(shape) => (&shape.id, structure::file(shape)),
        Type::Enum(shape) => (&shape.id, enumeration::file(shape)),
        Type::Newtype(shape) => (&shape.id, newtype::file(shape)),
        Type::Union(shape) => (&shape.id, union::file(shape)),
        Type::Events(shape) => (&shape.id, event_stream::file(service, shape)),
        Type::IntEnum(shape) => (&shape.id, int_enum::file(shape)),
    };
    let table = schema::of_type(service, ty);
    rust(&format!("src/types/{}.rs", file_stem(ty.module())), id, quote!(#tokens #table))
}

fn modelled_error(service: &Service, error: &ErrorShape) -> Module {
    let path = format!("src/error/{}.rs", file_stem(&error.shape.module));
    let (tokens, table) = (exception::file(error), schema::of_error(service, error));
    rust(&path, &error.shape.id, quote!(#tokens #table))
}

fn rust(path: &str, source: &ShapeId, tokens: TokenStream) -> Module {
    Module { path: path.to_owned(), content: Content::Rust { source: source.to_string(), tokens } }
}
