//! Bodies with checksums: that of a response is validated while it is read, that of a request is followed by its checksum.

use std::io::{self, Cursor, Read};

use super::super::call::{AwsChunked, Expected, TransportError, Validation};
use super::{Body, Client, Limits};

/// The size of reads from the body of a request.
const PIECE: usize = 16 << 10;

/// Sends a request. If it asks for a checksum of the response, the body of a successful response is validated.
pub(super) fn send(
    client: &Client,
    request: http::Request<Body>,
    limits: Limits,
) -> Result<http::Response<Body>, TransportError> {
    let validation = Validation::of(&request);
    let response = client.transport().send(request, limits)?;
    let validation = validation.filter(|_| response.status().is_success());
    Ok(match validation.and_then(|validation| validation.expected(response.headers())) {
        Some(expected) => response.map(|body| Body::wrap(Validated { body, expected: Some(expected) })),
        None => response,
    })
}

/// Returns a body in the form in which it is sent.
pub(super) fn encoded(body: Body, encoder: Option<AwsChunked>) -> Body {
    match encoder {
        Some(encoder) => Body::wrap(Encoded { body, encoder: Some(encoder), chunk: Cursor::default() }),
        None => body,
    }
}

/// A body that ends with an error if it does not match its checksum.
struct Validated {
    body: Body,
    /// `None` after the end.
    expected: Option<Expected>,
}

impl Read for Validated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer)?;
        if count > 0 {
            if let Some(expected) = &mut self.expected {
                expected.update(&buffer[..count]);
            }
        } else if !buffer.is_empty() {
            let verified = self.expected.take().map_or(Ok(()), Expected::verify);
            verified.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        }
        Ok(count)
    }
}

/// A body in chunks, with its checksum after the last one.
struct Encoded {
    body: Body,
    /// `None` after the end.
    encoder: Option<AwsChunked>,
    /// The current chunk.
    chunk: Cursor<Vec<u8>>,
}

impl Encoded {
    /// Returns the next chunk; empty after the end.
    fn next_chunk(&mut self) -> io::Result<Vec<u8>> {
        let mut piece = [0; PIECE];
        loop {
            let encoder = match &mut self.encoder {
                Some(encoder) => encoder,
                None => return Ok(Vec::new()),
            };
            let room = encoder.room().min(PIECE);
            let count = match self.body.read(&mut piece[..room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                count => count?,
            };
            if count == 0 {
                return Ok(self.encoder.take().map(AwsChunked::finish).unwrap_or_default());
            }
            if let Some(chunk) = encoder.push(&piece[..count]) {
                return Ok(chunk);
            }
        }
    }
}

impl Read for Encoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.chunk.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        self.chunk = Cursor::new(self.next_chunk()?);
        self.chunk.read(buffer)
    }
}
