//! The AWS CLI from pip, in a separate virtual environment.

use std::path::Path;
use std::process::Command;

use cargo_farrier::Result;
use cargo_farrier::report::problem;
use xtask::python::{self, Python, created, done, install};

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
    let wanted = if release == "newest" { "awscli".to_owned() } else { format!("awscli=={release}") };
    python::installed(venv, &[&wanted], "awscli")
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

fn prepared(venv: &Path, project: &Path) -> std::result::Result<std::path::PathBuf, String> {
    let python = created(venv)?;
    const DEPENDENCIES: &str = "import sys, tomllib; print(*tomllib.load(open(sys.argv[1], 'rb'))['project']['dependencies'], sep='\\n')";
    let listed = Command::new(&python).args(["-c", DEPENDENCIES]).arg(project).output();
    let listed = listed.map_err(|error| error.to_string())?;
    let wanted = String::from_utf8_lossy(&listed.stdout).into_owned();
    done("reading pyproject.toml", Ok(listed))?;
    install(&python, &wanted.lines().collect::<Vec<_>>())?;
    Ok(python)
}
