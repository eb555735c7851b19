//! The bytes of an upload in pieces, on demand of the connection.

use std::fs::File;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::content::{Content, Progress};

/// The maximum size of a piece.
const PIECE: usize = 64 << 10;

/// The error of reading the bytes. The transport receives an error of its own kind, without this one.
#[derive(Clone, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<io::Error>>>);

impl Failure {
    fn set(&self, error: io::Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    /// The error, if any.
    pub(crate) fn take(&self) -> Option<io::Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The bytes of an attempt.
pub(crate) struct Pieces {
    source: Source,
    left: u64,
    total: u64,
    progress: Option<Progress>,
    failure: Failure,
}

enum Source {
    File(File),
    Bytes(Bytes),
}

impl Pieces {
    /// Starts from the beginning. The file must have the announced size.
    pub(crate) fn open(content: &Content, total: u64, progress: Option<Progress>) -> io::Result<Self> {
        let source = match content {
            Content::Bytes(bytes) => Source::Bytes(bytes.clone()),
            Content::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.len() != total {
                    return Err(changed());
                }
                Source::File(file)
            }
        };
        let pieces = Self { source, left: total, total, progress, failure: Failure::default() };
        pieces.tell();
        Ok(pieces)
    }

    /// The place for the error of reading the bytes.
    pub(crate) fn failure(&self) -> Failure {
        self.failure.clone()
    }

    /// The number of remaining bytes.
    #[cfg(feature = "client-core")]
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// The next piece; `None` at the end.
    pub(crate) fn piece(&mut self) -> Option<io::Result<Bytes>> {
        if self.left == 0 {
            return None;
        }
        let most = usize::try_from(self.left).unwrap_or(PIECE).min(PIECE);
        let piece = match &mut self.source {
            Source::Bytes(bytes) => Ok(bytes.split_to(most.min(bytes.len()))),
            Source::File(file) => read(file, most),
        };
        match piece {
            Ok(piece) => {
                self.left = self.left.saturating_sub(piece.len() as u64);
                self.tell();
                Some(Ok(piece))
            }
            Err(error) => {
                self.left = 0;
                let told = io::Error::from(error.kind());
                self.failure.set(error);
                Some(Err(told))
            }
        }
    }

    fn tell(&self) {
        if let Some(progress) = &self.progress {
            progress(self.total - self.left, self.total);
        }
    }
}

/// Reads at least one byte of a file.
fn read(file: &mut File, most: usize) -> io::Result<Bytes> {
    let mut piece = vec![0; most];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Err(changed()),
            Ok(read) => {
                piece.truncate(read);
                return Ok(Bytes::from(piece));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the size of the file has changed")
}
