//! Generates clients in build scripts: it reads a model, and writes a module that the package includes.
//!
//! The manifest of the package:
//!
//! ```toml
//! [dependencies]
//! farrier-runtime = { version = "0.1.0", features = ["client", "serde"] }
//!
//! [build-dependencies]
//! farrier-build = "0.1.0"
//! ```
//!
//! `build.rs`, next to it:
//!
//! ```no_run
//! fn main() -> Result<(), farrier_build::Error> {
//!     farrier_build::Builder::new().model("orchard.smithy").serde(true).compile("orchard")
//! }
//! ```
//!
//! The module can be anywhere in the package:
//!
//! ```ignore
//! /// The client of the orchard.
//! pub mod orchard {
//!     include!(concat!(env!("OUT_DIR"), "/orchard.rs"));
//! }
//!
//! use orchard::operation::{GetTreeInput, GetTreeError};
//!
//! async fn tree(client: &orchard::Client, id: &str) -> Result<(), orchard::CallError<GetTreeError>> {
//!     let output = client.get_tree(GetTreeInput::new(id)).await?;
//!     println!("{output:?}");
//!     Ok(())
//! }
//! ```
//!
//! # The module
//!
//! It has the items of a generated crate: `Client`, `operation`, `types`, `error` and so on. A package can contain several modules,
//! at any depth, public or private. They cause no warnings, also if the package denies `missing_docs`,
//! `unused_qualifications`, `rust_2018_idioms` or the lints of clippy. The examples in its documentation are not compiled, since
//! they do not know the path of the module.
//!
//! # Parts
//!
//! Generated crates have features. A module has parts instead, and the build script decides which. For each part, the
//! package turns on features of `farrier-runtime`, its only dependency:
//!
//! | part | features of `farrier-runtime` |
//! |---|---|
//! | [`client`](Builder::client), on by default | `client` |
//! | [`client_core`](Builder::client_core) | `client-core` |
//! | [`blocking`](Builder::blocking) | `blocking` |
//! | [`serde`](Builder::serde) | `serde` |
//! | [`time`](Builder::time) | `time` |
//! | [`schema`](Builder::schema) | |
//! | [`dynamic`](Builder::dynamic) | `dynamic` |
//! | [`test_util`](Builder::test_util) | `test-util` |
//! | [`cli`](Builder::cli) | `cli` |
//!
//! Some models need further features: `sigv4` for clients that sign requests, `event-stream`, `checksums`,
//! `flexible-checksums`, `request-compression`. The first lines of the module list all features that it needs. `gzip` and `tracing` of
//! `farrier-runtime` need no part.
//!
//! Types of the crate `http`, such as requests of a custom transport, are in `farrier_runtime::http`.
//!
//! # Errors
//!
//! Cargo shows all problems, each with the file and, where it is known, the line, the column and the shape:
//!
//! ```text
//! Error: the module `orchard` cannot be generated:
//!   orchard.json:5:3: not JSON: expected `,` or `}`
//! ```
//!
//! The script runs again when a file that it has read changes, or a file is added to a folder of models.

mod builder;
mod error;
mod files;

pub use builder::Builder;
pub use error::Error;

/// Checks the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
