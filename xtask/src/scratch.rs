//! Workspaces of generated crates that are thrown away: their manifest, their lock file, and cargo in them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::report::at;

/// Writes the manifest of a workspace with these members, and the versions that this workspace has tested.
///
/// # Errors
///
/// The folder cannot be written to.
pub(crate) fn write(root: &Path, scratch: &Path, members: &[String]) -> Result<()> {
    let members: Vec<String> = members.iter().map(|member| format!("\"{member}\"")).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    fs::write(scratch.join("Cargo.toml"), manifest).map_err(at(scratch))?;
    // What is not in there, cargo adds.
    let lock = root.join("Cargo.lock");
    if lock.exists() {
        fs::copy(&lock, scratch.join("Cargo.lock")).map_err(at(scratch))?;
    }
    Ok(())
}

/// Cargo in a scratch workspace.
pub(crate) fn cargo(root: &Path, scratch: &Path) -> Command {
    let mut cargo = Command::new(program());
    cargo
        .current_dir(scratch)
        // One target folder, so that dependencies are built once.
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("CARGO_BUILD_TARGET")
        // What is compiled once needs no record of how: gigabytes for many crates.
        .env("CARGO_INCREMENTAL", "0")
        .env("RUST_BACKTRACE", "0");
    cargo
}

/// The cargo that runs this, or the one on the path.
pub(crate) fn program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
