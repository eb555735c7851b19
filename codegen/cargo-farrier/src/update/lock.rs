//! The lock file of the workspace that contains the crate: commands with `--locked` need it to agree with the manifest.
//!
//! Cargo knows which workspace that is, and how to resolve; it works without the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::config::Crate;
use crate::scratch;

/// The result for the lock file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Locked {
    /// There is none, or it agrees.
    Same,
    /// It was written.
    Written(PathBuf),
    /// Cargo cannot write it: the first line of its error.
    Failed(String),
}

/// Makes the lock file agree with the manifest of the crate.
pub(super) fn agree(of_crate: &Crate) -> Locked {
    let manifest = of_crate.out().join("Cargo.toml");
    let Some(file) = find(&manifest) else { return Locked::Same };
    let before = fs::read(&file).unwrap_or_default();
    let mut cargo = Command::new(scratch::program());
    cargo.args(["update", "--quiet", "--workspace", "--offline", "--manifest-path"]).arg(&manifest);
    match cargo.output() {
        Ok(output) if output.status.success() => {
            let is_same = fs::read(&file).unwrap_or_default() == before;
            if is_same { Locked::Same } else { Locked::Written(file) }
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let line = said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Locked::Failed(line)
        }
        Err(error) => Locked::Failed(format!("cargo cannot be run: {error}")),
    }
}

/// Returns the lock file of the workspace of a package, if it exists.
fn find(manifest: &Path) -> Option<PathBuf> {
    let mut cargo = Command::new(scratch::program());
    cargo
        .args(["locate-project", "--quiet", "--workspace", "--message-format", "plain", "--manifest-path"])
        .arg(manifest);
    let output = cargo.output().ok().filter(|output| output.status.success())?;
    let root = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim_end());
    Some(root.with_file_name("Cargo.lock")).filter(|file| file.is_file())
}
