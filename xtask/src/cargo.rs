//! Runs cargo to build programs of the workspace, from a process that cargo itself has started.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// Variables that cargo sets for the programs and tests of a package.
const TOLD: &[&str] =
    &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PRIMARY_PACKAGE", "CARGO_BIN_EXE_", "CARGO_TARGET_TMPDIR"];

/// `cargo build --locked`, with a list of its artifacts on standard output.
pub fn build() -> Command {
    let mut cargo = plain();
    cargo.args(["build", "--locked", "--message-format", "json-render-diagnostics"]);
    cargo
}

/// Cargo without arguments.
///
/// It does not inherit the variables about the package of this process: they would change for the build scripts of others, and
/// ring's would recompile everything, now and in the next build.
pub fn plain() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if TOLD.iter().any(|told| name.to_string_lossy().starts_with(told)) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Returns the programs of one kind, `bin` or `example`, in the output of a build: name and path.
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
