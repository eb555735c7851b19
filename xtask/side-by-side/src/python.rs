//! The AWS CLI from pip, in a separate virtual environment.
//!
//! A missing tool is not a failure: no Python, no `venv`, no network. An installed tool that does not run is one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_farrier::Result;
use cargo_farrier::report::{note, problem};

/// The Python of an environment with `awscli`, or the reason why there is none.
pub(super) enum Python {
    Ready(PathBuf),
    Missing(String),
}

/// Returns an existing environment.
///
/// # Errors
///
/// It has no Python.
pub(super) fn given(venv: &Path) -> Result<Python> {
    let python = venv.join("bin/python");
    if python.is_file() { Ok(Python::Ready(python)) } else { Err(problem(&python, "no such file")) }
}

/// Installs a release from pip, `newest` or a version; without a network, uses that of an earlier run.
pub(super) fn installed(venv: &Path, release: &str) -> Python {
    let python = venv.join("bin/python");
    if !python.is_file() {
        let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv).output();
        if let Err(reason) = done("python3 -m venv", made) {
            return Python::Missing(reason);
        }
    }
    let wanted = if release == "newest" { "awscli".to_owned() } else { format!("awscli=={release}") };
    let installed = Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"])
        .args(["--upgrade", &wanted])
        .output();
    if let Err(reason) = done(&format!("pip install {wanted}"), installed) {
        let is_there = ["-c", "import importlib.util as u, sys; sys.exit(not u.find_spec('awscli'))"];
        if !Command::new(&python).args(is_there).status().is_ok_and(|status| status.success()) {
            return Python::Missing(reason);
        }
        note(&format!("{reason}; the awscli of an earlier run is used"));
    }
    Python::Ready(python)
}

/// Creates an environment with the dependencies of version 2.
///
/// # Errors
///
/// The folder has no such source.
pub(super) fn of_source(venv: &Path, source: &Path) -> Result<Python> {
    let (project, main) = (source.join("pyproject.toml"), source.join("awscli/__main__.py"));
    for file in [&project, &main] {
        if !file.is_file() {
            return Err(problem(
                file,
                "no such file, so the folder is not the source of version 2 of the AWS CLI",
            ));
        }
    }
    Ok(prepared(venv, &project).map_or_else(Python::Missing, Python::Ready))
}

fn prepared(venv: &Path, project: &Path) -> std::result::Result<PathBuf, String> {
    let python = venv.join("bin/python");
    if !python.is_file() {
        done("python3 -m venv", Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv).output())?;
    }
    const DEPENDENCIES: &str = "import sys, tomllib; print(*tomllib.load(open(sys.argv[1], 'rb'))['project']['dependencies'], sep='\\n')";
    let listed = Command::new(&python).args(["-c", DEPENDENCIES]).arg(project).output();
    let listed = listed.map_err(|error| error.to_string())?;
    let wanted = String::from_utf8_lossy(&listed.stdout).into_owned();
    done("reading pyproject.toml", Ok(listed))?;
    let installed = Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"])
        .args(wanted.lines())
        .output();
    done("pip install", installed)?;
    Ok(python)
}

fn done(what: &str, output: std::io::Result<Output>) -> std::result::Result<(), String> {
    let output = output.map_err(|error| format!("{what}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    Err(format!("{what}: {}", last.unwrap_or("no reason given")))
}
