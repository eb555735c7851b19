//! A folder for the files of one test.

use std::path::{Path, PathBuf};

/// Removed with all that is in it when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The name must be that of one test.
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("farrier-runtime-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
