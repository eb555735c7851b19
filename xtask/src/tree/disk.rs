//! File system operations that are missing in the standard library: exchanging two folders, linking or copying a file,
//! syncing a folder, removing empty folders.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::fault;

/// Whether two folders can be exchanged atomically on this system. A file system may still refuse.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");

/// Exchanges two folders atomically: no reader sees an intermediate state.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if fault::no_exchange() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Not supported on this system.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    let _ = fault::no_exchange();
    Err(io::ErrorKind::Unsupported.into())
}

/// Identifies a folder on its file system, whatever its name.
#[cfg(unix)]
pub(super) fn inode(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::symlink_metadata(path)?.ino())
}

/// Only used if [`CAN_EXCHANGE`].
#[cfg(not(unix))]
pub(super) fn inode(_: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Links a file, or copies it with its modification time if links are not supported.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(modified)
}

/// Syncs the names in a folder.
pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Syncs the file system of a folder; false if that is not supported.
#[cfg(target_os = "linux")]
pub(super) fn sync_file_system(dir: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(dir)?)?;
    Ok(true)
}

/// Not supported on this system.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Whether a path exists, even as a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Treats "no such file" as success, also if its folder is now a file.
pub(super) fn or_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            Ok(())
        }
        other => other,
    }
}

/// Whether something other than a folder exists.
pub(super) fn is_no_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir())
}

/// Creates the folders of a tree above a file, unless there is a symbolic link on the path.
pub(super) fn make_parents(dir: &Path, path: &Path) -> io::Result<()> {
    check_parents(dir, path)?;
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Rejects a path in a tree with a symbolic link on it.
pub(super) fn check_parents(dir: &Path, path: &Path) -> io::Result<()> {
    let below = path.strip_prefix(dir).map_err(io::Error::other)?;
    let folders = below.ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    for folder in folders {
        check_no_link(&dir.join(folder))?;
    }
    Ok(())
}

/// Rejects a symbolic link.
pub(super) fn check_no_link(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        let name = path.display();
        return Err(io::Error::other(format!("{name} is a symbolic link, which is not followed; remove it")));
    }
    Ok(())
}

/// Removes the empty folders above a removed file, up to a folder.
pub(super) fn prune_above(dir: &Path, path: &str) {
    let folders = Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    for folder in folders {
        // Fails if it is not empty, as intended.
        if fs::remove_dir(dir.join(folder)).is_err() {
            return;
        }
    }
}

/// Removes the empty folders below a folder, not the folder itself.
pub(super) fn prune(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            prune(&entry.path())?;
            // Fails if it is not empty, as intended.
            let _ = fs::remove_dir(entry.path());
        }
    }
    Ok(())
}
