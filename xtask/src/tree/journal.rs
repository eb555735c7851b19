//! The second half of a write: from staged files and a journal to the new tree, or back to the old one.
//!
//! Everything here can be interrupted at any point and restarted: the disk shows the completed steps.
//! A missing staged file is in its place; a kept old file is the one to restore; `src/` has been exchanged if
//! it has the inode in the journal.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Changes, SRC, STAGING, disk, fault, is_safe_path, under_src};

/// The steps of a write; once it is saved, the write will be completed or undone.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// The root of the tree.
    pub(super) dir: PathBuf,
    /// The inode of the staged `src/`, if the whole folder is exchanged; otherwise files are moved one by one.
    pub(super) src_inode: Option<u64>,
    /// The files to write and to remove.
    pub(super) changes: Changes,
    /// Whether the write failed and is being undone.
    pub(super) back: bool,
}

/// The result of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The new tree is in place.
    Done,
    /// The old tree is in place.
    Undone,
}

impl Journal {
    /// Returns the journal of an earlier run, if there is one.
    pub(super) fn load(dir: &Path) -> io::Result<Option<Self>> {
        let path = dir.join(STAGING).join("journal");
        for part in ["journal", "new", "old"] {
            disk::check_no_link(&dir.join(STAGING).join(part))?;
        }
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let unreadable = || io::Error::other(format!("{} is not a journal; delete it", path.display()));
        Self::parse(dir, &serde_json::from_slice(&bytes)?).map(Some).ok_or_else(unreadable)
    }

    fn parse(dir: &Path, value: &Value) -> Option<Self> {
        let list = |name: &str| -> Option<Vec<String>> {
            let paths = value.get(name)?.as_array()?.iter().map(|path| path.as_str().map(str::to_owned));
            paths.collect::<Option<Vec<_>>>().filter(|paths| paths.iter().all(|path| is_safe_path(path)))
        };
        Some(Self {
            dir: dir.to_owned(),
            src_inode: value.get("src_inode")?.as_u64(),
            changes: Changes {
                created: list("created")?,
                replaced: list("replaced")?,
                removed: list("removed")?,
            },
            back: value.get("back")?.as_bool()?,
        })
    }

    /// Saves the journal, atomically and durably. The first save decides the write.
    pub(super) fn save(&self) -> io::Result<()> {
        let value = json!({
            "src_inode": self.src_inode,
            "created": self.changes.created,
            "replaced": self.changes.replaced,
            "removed": self.changes.removed,
            "back": self.back,
        });
        let staging = self.dir.join(STAGING);
        let temporary = staging.join("journal.tmp");
        // An existing file is a leftover of an earlier run, or leads elsewhere.
        disk::or_missing(fs::remove_file(&temporary))?;
        let mut file = File::create_new(&temporary)?;
        file.write_all(value.to_string().as_bytes())?;
        file.sync_all()?;
        fault::point()?;
        fs::rename(&temporary, staging.join("journal"))?;
        disk::sync_dir(&staging)
    }

    /// Completes the write; if that fails, undoes it and returns the error.
    pub(super) fn finish(mut self) -> io::Result<End> {
        if !self.back {
            let Err(error) = self.apply() else { return self.close(End::Done) };
            self.back = true;
            self.save()?;
            self.undo()?;
            self.close(End::Undone)?;
            return Err(error);
        }
        self.undo()?;
        self.close(End::Undone)
    }

    /// Removes the journal: from here on the staging folder is garbage.
    fn close(&self, end: End) -> io::Result<End> {
        let staging = self.dir.join(STAGING);
        fs::remove_file(staging.join("journal"))?;
        disk::sync_dir(&staging)?;
        Ok(end)
    }

    fn apply(&mut self) -> io::Result<()> {
        fault::point()?;
        if let Some(inode) = self.src_inode
            && self.exchange_src(|now| now != inode).is_err()
        {
            self.src_inode = None;
            self.save()?;
        }
        fault::point()?;
        for path in self.one_by_one(&self.changes.removed) {
            // After the old file is kept, anything there is a new folder.
            if !disk::exists(&self.kept(path)) {
                disk::make_parents(&self.dir, &self.kept(path))?;
                disk::or_missing(fs::rename(self.dir.join(path), self.kept(path)))?;
            }
            fault::point()?;
        }
        self.prune()?;
        for path in self.one_by_one(&self.changes.replaced).chain(self.one_by_one(&self.changes.created)) {
            self.put(path)?;
            fault::point()?;
        }
        self.sync()
    }

    /// Moves a staged file to its place and keeps the old one.
    fn put(&self, path: &str) -> io::Result<()> {
        let (staged, target, kept) = (self.staged(path), self.dir.join(path), self.kept(path));
        if !disk::exists(&staged) {
            return Ok(());
        }
        disk::check_parents(&self.dir, &staged)?;
        disk::make_parents(&self.dir, &target)?;
        if disk::exists(&target) && !disk::exists(&kept) {
            disk::make_parents(&self.dir, &kept)?;
            disk::link_or_copy(&target, &kept)?;
            fault::point()?;
        }
        fs::rename(staged, target)
    }

    fn undo(&self) -> io::Result<()> {
        if let Some(inode) = self.src_inode {
            self.exchange_src(|now| now == inode)?;
        }
        for path in self.one_by_one(&self.changes.created) {
            // A folder there is an old one, restored by an interrupted undo.
            if !disk::exists(&self.staged(path)) && disk::is_no_folder(&self.dir.join(path)) {
                fs::remove_file(self.dir.join(path))?;
            }
        }
        self.prune()?;
        for path in self.one_by_one(&self.changes.replaced).chain(self.one_by_one(&self.changes.removed)) {
            if disk::exists(&self.kept(path)) {
                disk::make_parents(&self.dir, &self.dir.join(path))?;
                fs::rename(self.kept(path), self.dir.join(path))?;
            }
            fault::point()?;
        }
        self.sync()
    }

    /// Exchanges `src/` with the staged one, if the inode of the current one requires it.
    fn exchange_src(&self, called_for: impl Fn(u64) -> bool) -> io::Result<()> {
        let src = self.dir.join(SRC);
        if called_for(disk::inode(&src)?) { disk::exchange(&src, &self.staged(SRC)) } else { Ok(()) }
    }

    /// The files that are not part of the exchange of `src/`.
    fn one_by_one<'a>(&self, paths: &'a [String]) -> impl Iterator<Item = &'a str> + use<'a> {
        let with_src = self.src_inode.is_some();
        paths.iter().map(String::as_str).filter(move |path| !(with_src && under_src(path)))
    }

    fn prune(&self) -> io::Result<()> {
        for path in self.changes.removed.iter().filter(|path| !under_src(path)) {
            disk::prune_above(&self.dir, path);
        }
        let src = self.dir.join(SRC);
        if self.src_inode.is_none() && src.is_dir() { disk::prune(&src) } else { Ok(()) }
    }

    /// Syncs the completed steps before the journal is removed.
    fn sync(&self) -> io::Result<()> {
        disk::sync_dir(&self.dir)?;
        let changes = &self.changes;
        let mut dirs: Vec<_> = self
            .one_by_one(&changes.created)
            .chain(self.one_by_one(&changes.replaced))
            .chain(self.one_by_one(&changes.removed))
            .filter_map(|path| Path::new(path).parent())
            .collect();
        dirs.sort_unstable();
        dirs.dedup();
        // The folder of a removed file may be gone too, or be a file now.
        let mut dirs = dirs.into_iter().map(|dir| self.dir.join(dir)).filter(|dir| dir.is_dir());
        dirs.try_for_each(|dir| disk::sync_dir(&dir))
    }

    /// Where the new form of a file, or the new `src/`, is staged.
    fn staged(&self, path: &str) -> PathBuf {
        self.dir.join(STAGING).join("new").join(path)
    }

    /// The place of the old form of a file until the write is over.
    fn kept(&self, path: &str) -> PathBuf {
        self.dir.join(STAGING).join("old").join(path)
    }
}
