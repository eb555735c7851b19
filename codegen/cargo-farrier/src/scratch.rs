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

/// The start of variables that cargo sets for the programs and tests of a package.
const OF_PACKAGE: &[&str] =
    &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PRIMARY_PACKAGE", "CARGO_BIN_EXE_", "CARGO_TARGET_TMPDIR"];

/// Removes the variables about the package of this process from the environment of a program that runs cargo.
///
/// Cargo would pass them to build scripts that ask for them. That of ring runs again if one changes, and then ring and
/// all crates that use it are compiled again, by each test with another package and by the next command without one.
pub fn without_package(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if OF_PACKAGE.iter().any(|start| name.to_string_lossy().starts_with(start)) {
            command.env_remove(name);
        }
    }
    command
}

/// Cargo without arguments, and [without the package](without_package) of this process.
pub fn plain() -> Command {
    let mut cargo = Command::new(program());
    without_package(&mut cargo);
    cargo
}

/// Cargo in a scratch workspace.
pub fn cargo(root: &Path, scratch: &Path) -> Command {
    let mut cargo = plain();
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
