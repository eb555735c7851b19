//! Bodies passed through ureq: that of a request, observed, and that of a response, with our errors.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use super::super::Body;
use super::errors;
use super::permits::Permit;

/// The body of a request, which records when it was first read. ureq reads it after sending the headers.
pub(super) struct Watched {
    body: Body,
    /// The remaining length, if the headers contain it.
    left: Option<u64>,
    begun: Arc<AtomicBool>,
}

impl Watched {
    pub(super) fn new(body: Body, length: Option<u64>, begun: Arc<AtomicBool>) -> Self {
        Self { body, left: length, begun }
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.begun.store(true, Ordering::Relaxed);
        let count = self.body.read(buffer)?;
        if let Some(left) = &mut self.left {
            // ureq would wait forever for the missing bytes.
            if count == 0 && *left > 0 && !buffer.is_empty() {
                let short = "the body of the request is shorter than its headers say";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, short));
            }
            *left = left.saturating_sub(count as u64);
        }
        Ok(count)
    }
}

/// The body of a response. It ends after an error.
pub(super) struct ResponseBody<R> {
    reader: Option<(R, Permit)>,
}

impl<R: Read> ResponseBody<R> {
    pub(super) fn new(reader: R, permit: Permit) -> Self {
        Self { reader: Some((reader, permit)) }
    }
}

impl<R: Read> Read for ResponseBody<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let reader = match &mut self.reader {
            Some((reader, _)) => reader,
            None => return Ok(0),
        };
        match reader.read(buffer) {
            // The connection is back in the pool.
            Ok(0) if !buffer.is_empty() => {
                self.reader = None;
                Ok(0)
            }
            Ok(count) => Ok(count),
            Err(error) => {
                self.reader = None;
                Err(io::Error::new(error.kind(), errors::in_response(error)))
            }
        }
    }
}
