//! One writer at a time: an advisory lock on a file in the folder that is written.
//!
//! The system drops the lock of a killed process, so an existing lock file alone means nothing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// The name of the lock file.
pub(super) const NAME: &str = ".farrier-lock";

/// The number and duration of waits for another run: 10 s in all.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The lock, held until it is dropped; dropping it removes the file.
pub(crate) struct Lock {
    /// Held open for the lock.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a folder, waiting a while for another run.
    pub(crate) fn take(dir: &Path) -> io::Result<Self> {
        let path = dir.join(NAME);
        for _ in 0..TRIES {
            let file = open(&path)?;
            match file.try_lock() {
                // The previous run may have removed the file between our opening and locking it.
                Ok(()) if is_at(&file, &path) => return Ok(Self { _file: file, path }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::other("another run is writing to this folder; retry when it has ended"))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A remaining lock file is harmless.
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens or creates the lock file, without following a symbolic link in its place.
fn open(path: &Path) -> io::Result<File> {
    let is_other = |found: fs::Metadata| !found.is_file();
    if fs::symlink_metadata(path).is_ok_and(is_other) {
        let name = path.display();
        return Err(io::Error::other(format!("{name} is not a file, but it is the lock file; remove it")));
    }
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    // A link that was created since is not followed either.
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (held.dev(), held.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
