//! The first half of a write: everything that is new, on the same file system, next to the tree that it will replace.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use farrier::GeneratedFile;

use super::journal::Journal;
use super::{Changes, SRC, STAGING, disk, fault, under_src};

/// So many files are synced together, with all else that waits on their file system, and not one by one.
const MANY: usize = 32;

/// Stages the new form of what changes and saves the journal. The tree itself is not touched, but for an empty `src/`
/// that is made when there is none, so that there is something to exchange.
pub(super) fn stage(dir: &Path, files: &[GeneratedFile], changes: &Changes) -> io::Result<Journal> {
    fault::point()?;
    let staging = dir.join(STAGING);
    let new = staging.join("new");
    fs::create_dir_all(&new)?;

    let exchange = disk::CAN_EXCHANGE && changes.all().any(|path| under_src(path));
    let changed: BTreeSet<_> = changes.created.iter().chain(&changes.replaced).collect();
    if exchange {
        fs::create_dir_all(new.join(SRC))?;
        fs::create_dir_all(dir.join(SRC))?;
    }
    for file in files {
        let staged = new.join(&file.path);
        if changed.contains(&file.path) {
            disk::make_parents(dir, &staged)?;
            File::create_new(&staged)?.write_all(file.text.as_bytes())?;
            fault::point()?;
        } else if exchange && under_src(&file.path) {
            disk::make_parents(dir, &staged)?;
            disk::link_or_copy(&dir.join(&file.path), &staged)?;
        }
    }
    // A whole new crate is hundreds of files: one sync for all of them takes a fraction of the time.
    if changed.len() < MANY || !disk::sync_file_system(&staging)? {
        for path in changed {
            // Windows syncs only what is open for writing.
            File::options().write(true).open(new.join(path))?.sync_all()?;
        }
        sync(&new)?;
        disk::sync_dir(&staging)?;
    }

    let src_inode = exchange.then(|| disk::inode(&new.join(SRC))).transpose()?;
    let journal = Journal { dir: dir.to_owned(), src_inode, changes: changes.clone(), back: false };
    journal.save()?;
    Ok(journal)
}

/// Makes durable the names in a folder and in those below it.
fn sync(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync(&entry.path())?;
        }
    }
    disk::sync_dir(dir)
}
