//! Compressed answers.

use bytes::Bytes;
use http::header::{HeaderValue, ACCEPT_ENCODING};
use http::HeaderMap;

use super::TransportError;

/// Asks for compression, where this crate can undo it.
pub(crate) fn ask(headers: &mut HeaderMap) {
    if cfg!(feature = "gzip") {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
}

/// The body of an answer as it was before it was compressed. What it comes to is limited too: little can become much.
/// The answer of an error whose body is none that was compressed stays as it is.
#[cfg(feature = "gzip")]
pub(crate) fn undo(mut answer: http::Response<Bytes>, most: usize) -> Result<http::Response<Bytes>, TransportError> {
    use std::io::Read;

    use super::TransportErrorKind;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

    let encoding = answer.headers().get(CONTENT_ENCODING);
    if !encoding.map_or(false, |value| value.as_bytes().eq_ignore_ascii_case(b"gzip")) {
        return Ok(answer);
    }
    let mut body = Vec::new();
    let reader = flate2::read::MultiGzDecoder::new(&answer.body()[..]);
    let read = reader.take((most as u64).saturating_add(1)).read_to_end(&mut body);
    let failure = match read {
        Ok(_) if body.len() <= most => None,
        Ok(_) => Some(TransportError::new(TransportErrorKind::TooLarge)),
        Err(error) => Some(TransportError::new(TransportErrorKind::Body).with_source(error)),
    };
    if let Some(failure) = failure {
        // Status and headers of an error say enough, and must not be lost for its body, which may be a page of a proxy.
        return if answer.status().is_success() { Err(failure) } else { Ok(answer) };
    }
    answer.headers_mut().remove(CONTENT_ENCODING);
    answer.headers_mut().remove(CONTENT_LENGTH);
    Ok(answer.map(|_| Bytes::from(body)))
}

/// The answer as it is: nobody asked for compression.
#[cfg(not(feature = "gzip"))]
pub(crate) fn undo(answer: http::Response<Bytes>, _most: usize) -> Result<http::Response<Bytes>, TransportError> {
    Ok(answer)
}
