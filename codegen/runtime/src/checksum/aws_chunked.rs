//! The content encoding `aws-chunked`: a body in chunks, with its checksum after the last one.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>

use super::hasher::Hasher;
use super::Algorithm;

/// The size of all chunks except the last. Services require at least 8 KiB.
const CHUNK: usize = 64 << 10;

/// The line before a full chunk: its size, in hexadecimal digits.
const FULL: &[u8] = b"10000\r\n";

/// The encoder of a body.
pub(crate) struct AwsChunked {
    algorithm: Algorithm,
    hasher: Hasher,
    /// A chunk with the line before it, as if it were full.
    chunk: Vec<u8>,
}

impl AwsChunked {
    pub(crate) fn new(algorithm: Algorithm) -> Self {
        Self { algorithm, hasher: Hasher::new(algorithm), chunk: begun() }
    }

    /// Returns the number of bytes that the current chunk can take: at least one.
    pub(crate) fn room(&self) -> usize {
        FULL.len() + CHUNK - self.chunk.len()
    }

    /// Takes bytes, at most as many as there is room for, and returns the chunk if it is full.
    pub(crate) fn push(&mut self, piece: &[u8]) -> Option<Vec<u8>> {
        self.hasher.update(piece);
        self.chunk.extend_from_slice(piece);
        if self.room() > 0 {
            return None;
        }
        self.chunk.extend_from_slice(b"\r\n");
        Some(std::mem::replace(&mut self.chunk, begun()))
    }

    /// Returns the last chunks, and the checksum.
    pub(crate) fn finish(self) -> Vec<u8> {
        let rest = &self.chunk[FULL.len()..];
        let mut last = Vec::with_capacity(rest.len() + 128);
        if !rest.is_empty() {
            last.extend_from_slice(format!("{:x}\r\n", rest.len()).as_bytes());
            last.extend_from_slice(rest);
            last.extend_from_slice(b"\r\n");
        }
        let (name, checksum) = (self.algorithm.header_text(), self.hasher.finish());
        last.extend_from_slice(format!("0\r\n{name}:{checksum}\r\n\r\n").as_bytes());
        last
    }

    /// Returns the length of an encoded body.
    pub(crate) fn encoded_length(algorithm: Algorithm, length: u64) -> u64 {
        let chunk = |size: u64| format!("{size:x}").len() as u64 + 2 + size + 2;
        let (full, rest) = (length / CHUNK as u64, length % CHUNK as u64);
        let rest = if rest == 0 { 0 } else { chunk(rest) };
        let trailer = algorithm.header_text().len() as u64 + 1 + algorithm.text_length() + 2;
        (full.saturating_mul(chunk(CHUNK as u64))).saturating_add(rest + 3 + trailer + 2)
    }
}

/// Returns an empty chunk.
fn begun() -> Vec<u8> {
    let mut chunk = Vec::with_capacity(FULL.len() + CHUNK + 2);
    chunk.extend_from_slice(FULL);
    chunk
}
