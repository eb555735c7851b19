//! Cargo, asked to build programs of the workspace from a process that cargo itself has started.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// What cargo says of a package to its programs and tests.
const TOLD: &[&str] =
    &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PRIMARY_PACKAGE", "CARGO_BIN_EXE_", "CARGO_TARGET_TMPDIR"];

/// `cargo build --locked`, which tells of what it built on standard output.
pub fn build() -> Command {
    let mut cargo = plain();
    cargo.args(["build", "--locked", "--message-format", "json-render-diagnostics"]);
    cargo
}

/// Cargo without arguments.
///
/// It is told nothing of the package that this process is of: that is news to the build scripts of others, and ring's would
/// compile it all anew, and once more in the next build.
pub fn plain() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if TOLD.iter().any(|told| name.to_string_lossy().starts_with(told)) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// The programs of one kind, `bin` or `example`, that a build tells of: name and place.
pub fn programs(told: &str, kind: &str) -> Vec<(String, PathBuf)> {
    let messages = told.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let programs = messages.filter(|message| message["target"]["kind"][0] == kind);
    programs
        .filter_map(|message| {
            let name = message["target"]["name"].as_str()?.to_owned();
            Some((name, message["executable"].as_str()?.into()))
        })
        .collect()
}
