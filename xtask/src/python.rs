//! Packages from pip, in virtual environments under target/.
//!
//! A missing tool is not a failure: no Python, no `venv`, no network. An installed tool that does not run is one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_farrier::report::note;

/// The Python of an environment with the wanted packages, or the reason why there is none.
pub enum Python {
    /// Its path.
    Ready(PathBuf),
    /// The reason.
    Missing(String),
}

/// Installs packages, as pip names them, one of which has the module; without a network, uses those of an earlier run.
pub fn installed(venv: &Path, wanted: &[&str], module: &str) -> Python {
    let python = match created(venv) {
        Ok(python) => python,
        Err(reason) => return Python::Missing(reason),
    };
    if let Err(reason) = install(&python, wanted) {
        let find = format!("import importlib.util as u, sys; sys.exit(not u.find_spec('{module}'))");
        if !Command::new(&python).args(["-c", &find]).status().is_ok_and(|status| status.success()) {
            return Python::Missing(reason);
        }
        note(&format!("{reason}; the {module} of an earlier run is used"));
    }
    Python::Ready(python)
}

/// Creates an environment unless it exists, and returns its Python.
///
/// # Errors
///
/// The reason: no Python, or no `venv`.
pub fn created(venv: &Path) -> Result<PathBuf, String> {
    let python = venv.join("bin/python");
    if !python.is_file() {
        done("python3 -m venv", Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv).output())?;
    }
    Ok(python)
}

/// Installs packages, or upgrades them to the wanted versions.
///
/// # Errors
///
/// The last message of pip.
pub fn install(python: &Path, wanted: &[&str]) -> Result<(), String> {
    let installed = Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"])
        .arg("--upgrade")
        .args(wanted)
        .output();
    done(&format!("pip install {}", wanted.join(" ")), installed)
}

/// Checks that a program has ended with success.
///
/// # Errors
///
/// Its last message.
pub fn done(what: &str, output: std::io::Result<Output>) -> Result<(), String> {
    let output = output.map_err(|error| format!("{what}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    Err(format!("{what}: {}", last.unwrap_or("no reason given")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_message_of_a_program_is_the_reason() {
        let said = |script: &str| done("sh", Command::new("sh").args(["-c", script]).output());
        let script = "printf 'note: none\\nERROR: no package \\n\\n' >&2; exit 1";
        assert_eq!(said(script), Err("sh: ERROR: no package".to_owned()));
        assert_eq!(said("exit 1"), Err("sh: no reason given".to_owned()));
        assert_eq!(said("echo fine"), Ok(()));
    }
}
