//! One write: the new files are staged, then moved to their places; an interrupted write is undone.
//!
//! The journal exists while the tree is between old and new. Removing it commits the write, so recovery has one
//! direction. Undoing can itself be interrupted and restarted: the disk shows the completed steps.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use farrier::GeneratedFile;
use serde::{Deserialize, Serialize};

use super::compare::{check_folders, is_safe_path};
use super::system::{exchange, exists, inode, sync_all, sync_dir};
use super::{Changes, SRC, STAGING, fault, under_src};
use crate::report::problem;

/// The folder of the new files, that of the old ones, and the journal.
const NEW: &str = ".farrier-next/new";
const OLD: &str = ".farrier-next/old";
pub(super) const JOURNAL: &str = ".farrier-next/journal";

/// From this number on, files are synced together, with everything else on their file system: a fraction of the time.
const MANY: usize = 32;

/// A staged write, as saved in the journal.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Write {
    /// The root of the tree.
    #[serde(skip)]
    dir: PathBuf,
    /// The inode of the staged `src/`, if it can be exchanged.
    src_inode: Option<u64>,
    #[serde(flatten)]
    changes: Changes,
}

impl Write {
    /// Stages the new files, links the old ones, and saves the journal. The tree itself is not touched, except for an
    /// empty `src/` that is created for the exchange if there is none.
    pub(super) fn stage(dir: &Path, files: &[GeneratedFile], changes: &Changes) -> io::Result<Self> {
        let mut write = Self { dir: dir.to_owned(), src_inode: None, changes: changes.clone() };
        fault::point()?;
        fs::create_dir(dir.join(STAGING))?;
        let with_src = changes.all().any(|path| under_src(path));
        if with_src {
            fs::create_dir_all(dir.join(NEW).join(SRC))?;
            fs::create_dir_all(dir.join(SRC))?;
        }
        for path in changes.replaced.iter().chain(&changes.removed) {
            link_or_copy(&write.find("", path)?, &write.make(OLD, path)?)?;
        }
        let changed: BTreeSet<_> = changes.created.iter().chain(&changes.replaced).collect();
        for GeneratedFile { path, text } in files {
            if changed.contains(path) {
                File::create_new(write.make(NEW, path)?)?.write_all(text.as_bytes())?;
                fault::point()?;
            } else if with_src && under_src(path) {
                link_or_copy(&write.find("", path)?, &write.make(NEW, path)?)?;
            }
        }
        if with_src {
            for path in changes.added.iter().map(|added| &added.path).filter(|path| under_src(path)) {
                link_or_copy(&write.find("", path)?, &write.make(NEW, path)?)?;
            }
        }
        if changed.len() < MANY || !sync_all(dir)? {
            for path in changed {
                // Windows syncs only files that are open for writing.
                File::options().write(true).open(dir.join(NEW).join(path))?.sync_all()?;
            }
            sync_folders(&dir.join(NEW), files.iter().map(|file| &file.path))?;
            sync_folders(&dir.join(OLD), changes.all())?;
        }
        write.src_inode = inode(&dir.join(NEW).join(SRC));
        write.save()?;
        Ok(write)
    }

    /// Saves the journal, atomically and durably.
    fn save(&self) -> io::Result<()> {
        let staging = self.dir.join(STAGING);
        let temporary = staging.join("journal.tmp");
        let mut file = File::create_new(&temporary)?;
        serde_json::to_writer(&file, self)?;
        file.flush()?;
        file.sync_all()?;
        fault::point()?;
        fs::rename(&temporary, self.dir.join(JOURNAL))?;
        sync_dir(&staging)
    }

    /// Returns the write of an interrupted run, if there is one.
    pub(super) fn load(dir: &Path) -> io::Result<Option<Self>> {
        let path = dir.join(JOURNAL);
        let Ok(found) = fs::symlink_metadata(&path) else { return Ok(None) };
        let write =
            if found.is_file() { serde_json::from_slice::<Self>(&fs::read(&path)?).ok() } else { None };
        match write.filter(|write| write.changes.all().all(|path| is_safe_path(path))) {
            Some(write) => Ok(Some(Self { dir: dir.to_owned(), ..write })),
            None => Err(io::Error::other(format!("{} is not a journal; delete it", path.display()))),
        }
    }

    /// Brings the new files to their places; if that fails, undoes it.
    pub(super) fn apply(self) -> io::Result<()> {
        let Err(error) = self.try_apply() else { return Ok(()) };
        // Without its journal, a write is committed.
        if exists(&self.dir.join(JOURNAL))
            && let Err(undo) = self.undo()
        {
            return Err(io::Error::new(
                error.kind(),
                format!("{error}; undoing the write failed too: {undo}"),
            ));
        }
        Err(error)
    }

    fn try_apply(&self) -> io::Result<()> {
        let Changes { created, replaced, removed, .. } = &self.changes;
        fault::point()?;
        // If folders cannot be exchanged, files are moved one by one.
        let exchanged = self.src_inode.is_some() && self.exchange_src().is_ok();
        fault::point()?;
        let is_left = |path: &&String| !(exchanged && under_src(path));
        for path in removed.iter().filter(is_left) {
            fs::remove_file(self.find("", path)?)?;
            prune_above(&self.dir, path);
            fault::point()?;
        }
        for path in replaced.iter().chain(created).filter(is_left) {
            let target = self.make("", path)?;
            // Under `src/` an empty folder may be in the way.
            let _ = fs::remove_dir(&target);
            fs::rename(self.find(NEW, path)?, target)?;
            fault::point()?;
        }
        self.commit()
    }

    /// Restores the old tree.
    pub(super) fn undo(&self) -> io::Result<()> {
        let Changes { created, replaced, removed, .. } = &self.changes;
        if self.src_inode.is_some() && inode(&self.dir.join(SRC)) == self.src_inode {
            self.exchange_src()?;
        }
        for path in created {
            let target = self.find("", path)?;
            // A folder is an old one, restored by an interrupted undo.
            let is_file = fs::symlink_metadata(&target).is_ok_and(|found| !found.is_dir());
            if is_file && !exists(&self.find(NEW, path)?) {
                fs::remove_file(&target)?;
            }
            prune_above(&self.dir, path);
        }
        for path in replaced.iter().chain(removed) {
            let kept = self.find(OLD, path)?;
            if exists(&kept) {
                fs::rename(kept, self.make("", path)?)?;
            }
            fault::point()?;
        }
        self.commit()
    }

    /// Syncs the completed steps and removes the journal: from here on the staging folder is garbage.
    ///
    /// Nothing may fail after the removal, not even its sync: [`clean`] does that. Until then, a journal that reappears
    /// after a power loss finds all it needs for an undo.
    fn commit(&self) -> io::Result<()> {
        sync_folders(&self.dir, self.changes.all())?;
        fs::remove_file(self.dir.join(JOURNAL))
    }

    fn exchange_src(&self) -> io::Result<()> {
        exchange(&self.dir.join(SRC), &self.dir.join(NEW).join(SRC))
    }

    /// Returns the place of a file in one of the folders, unless there is a symbolic link on the path.
    fn find(&self, folder: &str, path: &str) -> io::Result<PathBuf> {
        let path = Path::new(folder).join(path);
        check_folders(&self.dir, &path).map_err(io::Error::other)?;
        Ok(self.dir.join(path))
    }

    /// Also creates the folders above it.
    fn make(&self, folder: &str, path: &str) -> io::Result<PathBuf> {
        let place = self.find(folder, path)?;
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        Ok(place)
    }
}

/// Removes the staging folder of a write that is over, whatever happens here: the next run removes leftovers.
pub(super) fn clean(dir: &Path) {
    let staging = dir.join(STAGING);
    // Otherwise the journal could reappear after a power loss, but not the files that its undo needs.
    if exists(&staging) && fault::point().and_then(|()| sync_dir(&staging)).is_ok() {
        let _ = fs::remove_dir_all(staging);
    }
}

/// Links a file, or copies it durably, with its modification time, if hard links are not supported.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    if !fault::is_set("copy") && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    if !fs::symlink_metadata(from)?.is_file() {
        let reason = "is not a regular file, and could not be linked to the staging folder; remove it";
        return Err(io::Error::other(problem(from, reason)));
    }
    let mut old = File::open(from)?;
    let found = old.metadata()?;
    let mut copy = File::create_new(to)?;
    io::copy(&mut old, &mut copy)?;
    copy.set_permissions(found.permissions())?;
    copy.set_modified(found.modified()?)?;
    copy.sync_all()
}

/// Syncs the names in the folders on the paths of files; some may be gone, or be files now.
fn sync_folders<'a>(base: &Path, paths: impl Iterator<Item = &'a String>) -> io::Result<()> {
    let folders: BTreeSet<_> = paths.flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    let mut folders = folders.into_iter().map(|folder| base.join(folder)).filter(|folder| folder.is_dir());
    folders.try_for_each(|folder| sync_dir(&folder))
}

/// Removes the empty folders above a removed file.
fn prune_above(dir: &Path, path: &str) {
    let mut folders = Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    // Fails at the first that is not empty.
    while folders.next().is_some_and(|folder| fs::remove_dir(dir.join(folder)).is_ok()) {}
}
