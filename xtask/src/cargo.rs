//! Runs cargo to build programs of the workspace, from a process that cargo itself has started.

use std::path::PathBuf;
use std::process::Command;

use cargo_farrier::scratch;
use serde_json::Value;

/// `cargo build --locked`, with a list of its artifacts on standard output.
pub fn build() -> Command {
    let mut cargo = scratch::plain();
    cargo.args(["build", "--locked", "--message-format", "json-render-diagnostics"]);
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
