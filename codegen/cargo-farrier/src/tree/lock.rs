//! One writer at a time: an advisory lock on a file in the folder that is written.
//!
//! The system drops the lock of a killed process, so an existing lock file alone means nothing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::system;

/// The name of the lock file.
pub(super) const NAME: &str = ".farrier-lock";

/// The number and duration of waits for another run: 10 s in all.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The lock, held until it is dropped; dropping it removes the file.
pub struct Lock {
    /// Held open for the lock.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a folder, waiting a while for another run.
    pub fn take(dir: &Path) -> io::Result<Self> {
        let path = dir.join(NAME);
        for _ in 0..TRIES {
            if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
                let name = path.display();
                return Err(io::Error::other(format!(
                    "{name} is not a file, but it is the lock file; remove it"
                )));
            }
            let file = File::options().write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                // The previous run may have removed the file between our opening and locking it.
                Ok(()) if system::is_at(&file, &path) => return Ok(Self { _file: file, path }),
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
