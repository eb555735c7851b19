//! The few things that the standard library has no word for: exchanging two folders, linking or copying a file,
//! syncing a folder, removing empty folders.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::fault;

/// Whether two folders can be exchanged in one step here. A file system may still refuse.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");

/// Exchanges two folders in one step: no reader ever sees neither of them, or a part of one.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if fault::no_exchange() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanging is not possible here.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    let _ = fault::no_exchange();
    Err(io::ErrorKind::Unsupported.into())
}

/// What tells a folder from all others on its file system, whatever its name.
#[cfg(unix)]
pub(super) fn inode(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::symlink_metadata(path)?.ino())
}

/// Only asked for where [`CAN_EXCHANGE`].
#[cfg(not(unix))]
pub(super) fn inode(_: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives a file a second name, or copies it with its modification time where links are not to be had.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(modified)
}

/// Makes the names in a folder durable.
pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Makes durable all that was written to the file system of a folder; false where that is not to be had.
#[cfg(target_os = "linux")]
pub(super) fn sync_file_system(dir: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(dir)?)?;
    Ok(true)
}

/// That is not to be had here.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Whether something is there, be it a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Takes "there is no such file" for success, also when what was its folder is a file now.
pub(super) fn or_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            Ok(())
        }
        other => other,
    }
}

/// Whether something other than a folder is there.
pub(super) fn is_no_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir())
}

/// Makes the folders of a tree above a file, unless there is a symbolic link on the way.
pub(super) fn make_parents(dir: &Path, path: &Path) -> io::Result<()> {
    check_parents(dir, path)?;
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Refuses a path in a tree with a symbolic link on the way to it.
pub(super) fn check_parents(dir: &Path, path: &Path) -> io::Result<()> {
    let below = path.strip_prefix(dir).map_err(io::Error::other)?;
    let folders = below.ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    for folder in folders {
        check_no_link(&dir.join(folder))?;
    }
    Ok(())
}

/// Refuses a symbolic link.
pub(super) fn check_no_link(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        let name = path.display();
        return Err(io::Error::other(format!(
            "{name} is a symbolic link, and nothing is written through one; remove it"
        )));
    }
    Ok(())
}

/// Removes the folders above a file that is gone which are empty now, up to a folder.
pub(super) fn prune_above(dir: &Path, path: &str) {
    let folders = Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    for folder in folders {
        // Refused when it is not empty, which is what we want.
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
            // Refused when it is not empty, which is what we want.
            let _ = fs::remove_dir(entry.path());
        }
    }
    Ok(())
}
