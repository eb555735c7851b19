//! Compressed responses: requests compression, and decompresses in steps, so that a timeout can interrupt it.

use http::header::{HeaderValue, ACCEPT_ENCODING};
use http::HeaderMap;

#[cfg(feature = "gzip")]
pub(crate) use on::Inflate;

#[cfg(not(feature = "gzip"))]
pub(crate) use off::Inflate;

/// Requests compression, if this crate can decompress.
pub(crate) fn ask(headers: &mut HeaderMap) {
    if cfg!(feature = "gzip") {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
}

#[cfg(feature = "gzip")]
mod on {
    use std::io::{self, Write};

    use bytes::Bytes;
    use flate2::write::MultiGzDecoder;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

    use super::super::{TransportError, TransportErrorKind};

    /// The compressed bytes of a step. At most 4 MiB result, which takes milliseconds.
    const STEP: usize = 4 << 10;

    /// A response during decompression. The result is limited too: little input can become much output.
    pub(crate) struct Inflate {
        response: http::Response<Bytes>,
        decoder: MultiGzDecoder<Limited>,
        /// The processed length of the body.
        at: usize,
    }

    /// The first bytes of the result, and whether there are more.
    struct Limited {
        bytes: Vec<u8>,
        most: usize,
        over: bool,
    }

    impl Inflate {
        /// Starts, if the body is compressed. A box keeps the futures of other calls small.
        pub(crate) fn begin(
            response: http::Response<Bytes>,
            most: usize,
        ) -> Result<http::Response<Bytes>, Box<Self>> {
            let encoding = response.headers().get(CONTENT_ENCODING);
            if !encoding.map_or(false, |value| value.as_bytes().eq_ignore_ascii_case(b"gzip")) {
                return Ok(response);
            }
            // An empty body is empty with any encoding.
            if response.body().is_empty() {
                return Ok(plain(response, Bytes::new()));
            }
            let decoder = MultiGzDecoder::new(Limited { bytes: Vec::new(), most, over: false });
            Err(Box::new(Self { response, decoder, at: 0 }))
        }

        /// Makes a step; `None` if more are needed.
        pub(crate) fn step(&mut self) -> Option<Result<http::Response<Bytes>, TransportError>> {
            let body = self.response.body();
            let end = body.len().min(self.at + STEP);
            let mut written = self.decoder.write_all(&body[self.at..end]);
            self.at = end;
            if written.is_ok() && end == body.len() {
                written = self.decoder.try_finish();
            }
            let decoded = self.decoder.get_mut();
            let failure = match written {
                _ if decoded.over => TransportError::new(TransportErrorKind::TooLarge),
                Err(error) => TransportError::new(TransportErrorKind::Body).with_source(error),
                Ok(()) if end < body.len() => return None,
                Ok(()) => {
                    let bytes = Bytes::from(std::mem::take(&mut decoded.bytes));
                    let response = std::mem::take(&mut self.response);
                    return Some(Ok(plain(response, bytes)));
                }
            };
            // Status and headers of an error are sufficient, and must not be lost because of its body, which may be a page of a
            // proxy.
            if self.response.status().is_success() {
                return Some(Err(failure));
            }
            Some(Ok(std::mem::take(&mut self.response)))
        }
    }

    /// Returns the response with its decompressed body.
    fn plain(mut response: http::Response<Bytes>, body: Bytes) -> http::Response<Bytes> {
        response.headers_mut().remove(CONTENT_ENCODING);
        response.headers_mut().remove(CONTENT_LENGTH);
        response.map(|_| body)
    }

    impl Write for Limited {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.bytes.len() + bytes.len() > self.most {
                self.over = true;
                return Err(io::ErrorKind::Other.into());
            }
            self.bytes.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}

#[cfg(not(feature = "gzip"))]
mod off {
    use bytes::Bytes;

    use super::super::TransportError;

    /// Nothing: compression was not requested.
    pub(crate) enum Inflate {}

    impl Inflate {
        pub(crate) fn begin(
            response: http::Response<Bytes>,
            _most: usize,
        ) -> Result<http::Response<Bytes>, Box<Self>> {
            Ok(response)
        }

        pub(crate) fn step(&mut self) -> Option<Result<http::Response<Bytes>, TransportError>> {
            match *self {}
        }
    }
}
