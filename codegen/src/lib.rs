//! farrier reads a service model and writes a Rust client crate.
//!
//! ```text
//! Model  ->  ir::Service  ->  emit::Module  ->  GeneratedFile
//! ```
//!
//! [`model::load`] creates a [`Model`] from the bytes of its files; [`generate`] creates the files of a crate from the model.
//! There is no I/O here: the package `farrier-build` reads and writes files for build scripts, with [`generate_module`].
//!
//! ```
//! use farrier::model::{Role, Source, load};
//! use farrier::{Config, generate};
//!
//! let model = br#"{ "smithy": "2.0", "shapes": {
//!     "com.example#Clock": {
//!         "type": "service", "version": "1",
//!         "operations": [{ "target": "com.example#GetTime" }],
//!         "traits": { "aws.protocols#restJson1": {} }
//!     },
//!     "com.example#GetTime": {
//!         "type": "operation",
//!         "output": { "target": "com.example#GetTimeOutput" },
//!         "traits": { "smithy.api#http": { "method": "GET", "uri": "/time" } }
//!     },
//!     "com.example#GetTimeOutput": {
//!         "type": "structure",
//!         "members": { "now": { "target": "smithy.api#Timestamp" } }
//!     }
//! } }"#;
//! let source = Source { name: "clock.json".to_owned(), bytes: model.to_vec(), role: Role::Model };
//! let loaded = load(&[source])?;
//! let files = generate(&loaded.model, &Config::new("clock"))?;
//! assert!(files.iter().any(|file| file.path == "src/operation/get_time.rs"));
//! # Ok::<(), farrier::Diagnostics>(())
//! ```
//!
//! # Smithy to Rust
//!
//! | Smithy | Rust |
//! |---|---|
//! | `boolean`, `byte`, `short`, `integer`, `long` | `bool`, `i8`, `i16`, `i32`, `i64` |
//! | `float`, `double` | `f32`, `f64` |
//! | `bigInteger`, `bigDecimal` | `BigInteger`, `BigDecimal`: the digits as received |
//! | `string` | `String`, or a newtype with `farrier#newtype` |
//! | `blob`, `timestamp`, `document` | `Blob`, `Timestamp`, `Document` |
//! | `enum`, `intEnum`, `union` | an open enum, with `Unknown` |
//! | `list` | `Vec<T>`; `Vec<Option<T>>` where sparse; `NonEmpty<T>` with a minimum length of one, in requests |
//! | `map` | `BTreeMap<K, V>`; `BTreeMap<K, Option<V>>` where sparse |
//! | `structure` | a struct with a constructor of its required members, and setters |
//! | structure with `@error` | the same in `error`, with the metadata of the response |
//! | `operation` | a type that encodes requests and decodes responses, and an enum of its errors |

mod config;
pub mod diff;
mod docs;
mod emit;
pub mod error;
mod ir;
mod lower;
pub mod model;
mod module;
mod naming;
mod parts;
mod percent;
mod protocol;
mod render;
mod time;

use std::time::{Duration, Instant};

pub use config::{Config, Example, Package, Publish, Runtime};
pub use error::{Diagnostic, DiagnosticKind, Diagnostics, Subject};
pub use lower::{operations_with, undocumented};
pub use model::{Constructors, Model};
pub use naming::is_crate_name;
pub use parts::Parts;

/// The traits of the supported protocols, in order of preference.
pub fn protocols() -> impl Iterator<Item = &'static str> {
    protocol::ALL.iter().map(|protocol| protocol.id())
}

/// A file of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path, relative to the root of the crate, with `/` between the parts: `src/lib.rs`.
    pub path: String,
    /// Its complete text.
    pub text: String,
}

/// Generates the crate for the service of a model: all its files, sorted by path.
///
/// # Errors
///
/// Every problem found, each with its shape.
pub fn generate(model: &Model, config: &Config) -> Result<Vec<GeneratedFile>, Diagnostics> {
    output(model, config).map(|output| output.files)
}

/// Returns one file of [`generate`], the `Cargo.toml` of the crate: no other file has the version of the package.
///
/// # Errors
///
/// As [`generate`].
pub fn manifest(model: &Model, config: &Config) -> Result<GeneratedFile, Diagnostics> {
    let service = lower::lower(model, config, ir::Form::Crate)?;
    Ok(render::file(emit::manifest(&service), service.command.as_deref()))
}

/// A module that a package includes anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GeneratedModule {
    /// The items of the module, without `mod name { .. }`: `mod orchard { include!(..); }`.
    pub text: String,
    /// The features of `farrier-runtime` that the package has to turn on, sorted. It needs no other dependency.
    pub runtime_features: Vec<&'static str>,
    /// The `recursion_limit` of the package, if types nest deeper than rustc checks by default.
    pub recursion_limit: Option<usize>,
}

/// Like [`generate`], but returns one module for another package, such as one whose build script generates it. The name of the crate
/// in the configuration is that of the module. Its optional parts are those in `parts`, instead of features.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_module(model: &Model, config: &Config, parts: Parts) -> Result<GeneratedModule, Diagnostics> {
    let config = Config {
        client: ["client-core", "blocking", "schema"].iter().any(|feature| parts.has(feature)),
        serde: parts.has("serde"),
        cli: parts.cli,
        time: parts.time,
        ..config.clone()
    };
    let service = lower::lower(model, &config, ir::Form::Module(parts))?;
    let (runtime_features, recursion_limit) =
        (emit::features_of_runtime(&service, parts), service.recursion_limit);
    let header = module::header_of_module(&service.id.to_string(), &runtime_features, recursion_limit);
    let text = format!("{header}\n{}", render::module(emit::module(&service)));
    Ok(GeneratedModule { text, runtime_features, recursion_limit })
}

/// The result of [`output`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// Every file of the crate, sorted by path.
    pub files: Vec<GeneratedFile>,
    /// The arguments of its constructors. Keep [the text](Constructors::to_text) and load it as [`model::Role::Constructors`]
    /// with the next version of the model: then arguments keep their places, whatever the order of the model.
    pub constructors: Constructors,
    /// The duration of each part.
    pub timings: Timings,
}

/// The duration of each part of [`output`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// Model to IR.
    pub lower: Duration,
    /// IR to tokens: the total time of all threads.
    pub emit: Duration,
    /// Tokens to text: the total time of all threads.
    pub render: Duration,
}

/// Like [`generate`], but also returns the data to keep for the next version of the model, and the duration of each part.
///
/// # Errors
///
/// As [`generate`].
pub fn output(model: &Model, config: &Config) -> Result<Output, Diagnostics> {
    let start = Instant::now();
    let service = lower::lower(model, config, ir::Form::Crate)?;
    let lower = start.elapsed();
    let render::Rendered { files, emit, render, .. } =
        render::files(emit::parts(&service), service.command.as_deref());
    let timings = Timings { lower, emit, render };
    Ok(Output { files, constructors: Constructors(service.constructors()), timings })
}

/// Compiles the examples of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
