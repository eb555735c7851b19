//! Compressed request bodies.

use std::io::Write as _;

use flate2::write::GzEncoder;
use flate2::Compression;
use http::header::{HeaderValue, CONTENT_ENCODING, CONTENT_LENGTH};

/// Shorter bodies are not compressed.
const SHORTEST: usize = 10_240;

/// Compresses the body, if it is long enough, and appends to the value of `Content-Encoding`.
pub fn compress(request: &mut http::Request<Vec<u8>>) {
    if request.body().len() < SHORTEST {
        return;
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    let compressed = gzip.write_all(request.body()).and_then(|()| gzip.finish());
    let encoding = match request.headers().get(CONTENT_ENCODING) {
        Some(other) => HeaderValue::from_bytes(&[other.as_bytes(), b", gzip"].concat()),
        None => Ok(HeaderValue::from_static("gzip")),
    };
    // Neither can fail; otherwise the body would be sent uncompressed.
    if let (Ok(compressed), Ok(encoding)) = (compressed, encoding) {
        request.headers_mut().insert(CONTENT_ENCODING, encoding);
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(compressed.len()));
        *request.body_mut() = compressed;
    }
}
