//! Decompresses bodies for display.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use http::header::CONTENT_ENCODING;
use http::HeaderMap;

/// Returns the start of a decompressed body, at most one byte more than the limit; `None` if it is not compressed.
pub(crate) fn start(headers: &HeaderMap, body: &[u8], most: usize) -> Option<Vec<u8>> {
    // The last encoding is listed last.
    let encodings = headers.get(CONTENT_ENCODING)?.to_str().ok()?;
    let last = encodings.rsplit(',').next()?;
    if !last.trim().eq_ignore_ascii_case("gzip") {
        return None;
    }
    let most = u64::try_from(most).ok()?.saturating_add(1);
    let mut start = Vec::new();
    MultiGzDecoder::new(body).take(most).read_to_end(&mut start).ok()?;
    Some(start)
}
