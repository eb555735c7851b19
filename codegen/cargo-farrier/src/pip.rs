//! A package fetched by pip: its wheel in a temporary folder, which is removed after reading.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::Diagnostic;

use crate::Result;
use crate::progress;
use crate::report::at;

/// The package with the models.
const PACKAGE: &str = "botocore";

/// A temporary folder, removed on drop.
#[derive(Debug)]
pub struct Fetched {
    dir: PathBuf,
    /// The wheel in the folder.
    pub wheel: PathBuf,
}

impl Drop for Fetched {
    fn drop(&mut self) {
        // Leftovers are in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Fetches a version of botocore, the newest by default, with the user's pip configuration. The option is the alternative
/// to pip, for the message.
///
/// # Errors
///
/// There is no Python or no pip, or it cannot fetch the package.
pub fn fetch(version: Option<&str>, option: &str) -> Result<Fetched> {
    let dir = std::env::temp_dir().join(format!("farrier-pip-{}", std::process::id()));
    fs::create_dir(&dir).map_err(at(&dir))?;
    let mut fetched = Fetched { wheel: PathBuf::new(), dir };
    let wanted = version.map_or_else(|| PACKAGE.to_owned(), |version| format!("{PACKAGE}=={version}"));
    let failed = |reason: String| {
        let message =
            format!("pip cannot fetch {wanted}: {reason}; {option} needs neither pip nor the network");
        Diagnostic::new(message)
    };
    progress::show(&format!("pip fetches {wanted}"));
    let downloaded = download(&wanted, &fetched.dir);
    progress::clear();
    downloaded.map_err(failed)?;
    fetched.wheel = wheel_in(&fetched.dir).ok_or_else(|| failed("it left no wheel".to_owned()))?;
    Ok(fetched)
}

fn download(wanted: &str, dir: &Path) -> std::result::Result<(), String> {
    let output = Command::new("python3")
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries", "1"])
        .args(["--no-deps", "--only-binary", ":all:", "--dest"])
        .arg(dir)
        .arg(wanted)
        .output()
        .map_err(|error| format!("cannot run python3: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    // The last error is the relevant one; `No module named pip` is an error of Python itself.
    let reason = lines().rfind(|line| line.starts_with("ERROR:")).or_else(|| lines().next_back());
    let reason = reason.map_or("no reason given", |line| line.trim_start_matches("ERROR: "));
    Err(reason.to_owned())
}

fn wheel_in(dir: &Path) -> Option<PathBuf> {
    let mut files = fs::read_dir(dir).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|path| path.extension().is_some_and(|end| end == "whl"))
}
