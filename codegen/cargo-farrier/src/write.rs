//! Writes one file atomically, and never through a symbolic link.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::Result;
use crate::report::{at, problem};

/// Replaces a file. A symbolic link in its place is replaced, not followed.
///
/// # Errors
///
/// The folder cannot be written to, or a folder has the name of the file.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().ok_or_else(|| problem(path, "is not a valid file name"))?;
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    create(&temporary, bytes).map_err(at(&temporary))?;
    fs::rename(&temporary, path).map_err(|error| {
        // The error is that of the file.
        let _ = fs::remove_file(&temporary);
        at(path)(error)
    })
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // `create_new` follows no link.
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_link_is_replaced_without_touching_its_target() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let (victim, path) = (dir.path().join("victim"), dir.path().join("file"));
        fs::write(&victim, "kept").expect("a file");
        std::os::unix::fs::symlink(&victim, &path).expect("a link");
        replace(&path, b"new").expect("the link is no hindrance");
        assert_eq!(fs::read(&victim).expect("it is there"), b"kept");
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert!(!fs::symlink_metadata(&path).expect("it is there").is_symlink());
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 2, "nothing is left behind");
    }
}
