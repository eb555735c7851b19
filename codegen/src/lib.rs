//! farrier reads a service model and writes a Rust client crate.
//!
//! ```text
//! Model  ->  ir::Service  ->  Vec<emit::Module>  ->  Vec<GeneratedFile>
//! ```

mod docs;
mod emit;
pub mod error;
mod ir;
mod lower;
pub mod model;
mod naming;
mod protocol;
mod render;

pub use error::{Diagnostic, Diagnostics};
pub use lower::undocumented;
pub use model::Model;

/// What the caller decides about the crate that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The package name of the generated crate, such as `connectparticipant`.
    pub crate_name: String,
}

/// A file of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Where it goes, relative to the root of the crate, with `/` between the parts: `src/lib.rs`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// Writes the crate for the one service of a model: every file of it, sorted by path.
///
/// # Errors
///
/// Every problem found, each with the shape that it is about.
pub fn generate(model: &Model, config: &Config) -> Result<Vec<GeneratedFile>, Diagnostics> {
    let service = lower::lower(model, config)?;
    render::files(emit::modules(&service))
}
