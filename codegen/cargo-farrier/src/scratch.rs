//! Temporary workspaces of generated crates: their manifest, their lock file, and cargo in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::report::at;

/// Code that is compiled once needs no debug information or incremental data: gigabytes for many crates. The tests of the
/// library have the same profile, so that both use the same dependencies.
const PROFILE: &str = "[profile.dev]\ndebug = 0\nincremental = false\nstrip = \"debuginfo\"\n";

/// The target folder of all scratch workspaces, so that dependencies and the runtime are built once. The tests of the
/// library also use it.
pub fn target(root: &Path) -> PathBuf {
    root.join("target/tmp/nested")
}

/// Writes the manifest of a workspace with these members, and the dependency versions of this workspace.
///
/// # Errors
///
/// The folder cannot be written to.
pub fn write(root: &Path, scratch: &Path, members: &[String]) -> Result<()> {
    let members: Vec<String> = members.iter().map(|member| format!("\"{member}\"")).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n{PROFILE}", members.join(", "));
    fs::create_dir_all(scratch).map_err(at(scratch))?;
    fs::write(scratch.join("Cargo.toml"), manifest).map_err(at(scratch))?;
    // Cargo adds missing dependencies.
    let lock = root.join("Cargo.lock");
    if lock.exists() {
        fs::copy(&lock, scratch.join("Cargo.lock")).map_err(at(scratch))?;
    }
    Ok(())
}

/// Cargo in a scratch workspace.
pub fn cargo(root: &Path, scratch: &Path) -> Command {
    let mut cargo = Command::new(program());
    cargo
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", target(root))
        .env_remove("CARGO_BUILD_TARGET")
        // These would override the profile of the workspace.
        .env_remove("CARGO_INCREMENTAL")
        .env_remove("CARGO_PROFILE_DEV_DEBUG")
        .env("RUST_BACKTRACE", "0");
    cargo
}

/// The cargo that runs this, or the one on the path.
pub fn program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
