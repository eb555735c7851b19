//! `cargo farrier` as a library: generate, check, update, diff and convert.
//!
//! It does the file I/O: it reads models, passes them to the `farrier` library, and writes the
//! result. It knows files, archives and folders; of models it only knows the parts that name a service.

pub mod args;
pub mod batch;
mod blame;
pub mod c2j;
pub mod check;
pub mod choice;
pub mod cli;
pub mod config;
mod convert;
pub mod diff;
mod endpoint_tests;
mod files;
mod fitting;
pub mod generate;
mod glob;
mod help;
pub mod job;
mod new;
pub mod origin;
pub mod pip;
pub mod progress;
pub mod read;
mod renames;
pub mod report;
mod runtime;
pub mod scratch;
pub mod tool;
pub mod tree;
pub mod update;
pub mod versions;
pub mod wheel;
pub mod write;

use farrier::Diagnostics;

/// The result of a command: every problem found, or a value.
pub type Result<T> = std::result::Result<T, Diagnostics>;
