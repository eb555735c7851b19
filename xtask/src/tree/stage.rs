//! The first half of a write: all new files, on the same file system, next to the tree that they will replace.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use farrier::GeneratedFile;

use super::journal::Journal;
use super::{Changes, SRC, STAGING, disk, fault, under_src};

/// From this number on, files are synced together, with everything else on their file system, instead of one by one.
const MANY: usize = 32;

/// Stages the changed files and saves the journal. The tree itself is not touched, except for an empty `src/`
/// that is created for the exchange if there is none.
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
    // A new crate has hundreds of files: one sync for all of them takes a fraction of the time.
    if changed.len() < MANY || !disk::sync_file_system(&staging)? {
        for path in changed {
            // Windows syncs only files that are open for writing.
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

/// Syncs the names in a folder and in those below it.
fn sync(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync(&entry.path())?;
        }
    }
    disk::sync_dir(dir)
}
