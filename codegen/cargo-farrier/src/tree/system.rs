//! File system operations that are missing in the standard library, or differ between systems.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Exchanges two folders atomically, so that no reader sees an intermediate state. Only Linux can.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if !super::fault::is_set("by-file") {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        return Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
    }
    Err(io::Error::new(io::ErrorKind::Unsupported, format!("{} and {}", one.display(), other.display())))
}

/// Identifies a folder on its file system, whatever its name, where folders can be exchanged.
pub(super) fn inode(path: &Path) -> Option<u64> {
    #[cfg(target_os = "linux")]
    return Some(std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(path).ok()?));
    #[cfg(not(target_os = "linux"))]
    return None.filter(|_| path.exists());
}

/// Whether an open file still has this path.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (Ok(held), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
        (held.dev(), held.ino()) == (named.dev(), named.ino())
    }
    #[cfg(not(unix))]
    return file.metadata().is_ok() && path.exists();
}

/// Syncs the whole file system of a folder; false if that is not supported.
pub(super) fn sync_all(dir: &Path) -> io::Result<bool> {
    let dir = File::open(dir)?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(dir)?;
    Ok(cfg!(target_os = "linux"))
}

/// Syncs the names in a folder.
pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Whether a path exists, even as a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
