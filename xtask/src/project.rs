//! The crate of this repository, as its `farrier.toml` describes it.

use std::path::Path;

use cargo_farrier::Result;
use cargo_farrier::config::{Crate, NAME, Project};
use cargo_farrier::tool::Tool;

/// This program. Crates of other models depend on the runtime of this workspace.
pub const TOOL: Tool = Tool {
    name: "cargo xtask",
    generate: "cargo xtask codegen",
    runtime: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/runtime")),
};

/// The folder of the model, relative to the workspace.
pub const MODELS: &str = "models/connectparticipant";

/// Reads `farrier.toml`.
///
/// # Errors
///
/// It does not exist, or has a mistake.
pub fn read(root: &Path) -> Result<Project> {
    Project::read(&root.join(MODELS).join(NAME), root)
}

/// Returns the crate.
///
/// # Errors
///
/// Those of [`read`].
pub fn the_crate(root: &Path) -> Result<Crate> {
    read(root)?.named(None).cloned()
}
