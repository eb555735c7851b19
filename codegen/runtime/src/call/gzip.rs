//! Compressed responses: asking for them, and undoing the compression step by step, so that a timeout can end it.

use http::header::{HeaderValue, ACCEPT_ENCODING};
use http::HeaderMap;

#[cfg(feature = "gzip")]
pub(crate) use on::Inflate;

#[cfg(not(feature = "gzip"))]
pub(crate) use off::Inflate;

/// Asks for compression, where this crate can undo it.
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

    /// How much of a compressed body is looked at in one step. It becomes 4 MiB at most, which takes milliseconds.
    const STEP: usize = 4 << 10;

    /// A response whose body is being decompressed. Its size is limited too: little can become much.
    pub(crate) struct Inflate {
        response: http::Response<Bytes>,
        decoder: MultiGzDecoder<Limited>,
        /// How much of the body is done.
        at: usize,
    }

    /// The first bytes of what is written, and whether there were more.
    struct Limited {
        bytes: Vec<u8>,
        most: usize,
        over: bool,
    }

    impl Inflate {
        /// Begins, if the body says that it is compressed.
        #[allow(clippy::result_large_err)] // What is in `Err` is no error, and a box would be an allocation.
        pub(crate) fn begin(
            response: http::Response<Bytes>,
            most: usize,
        ) -> Result<http::Response<Bytes>, Self> {
            let encoding = response.headers().get(CONTENT_ENCODING);
            if !encoding.map_or(false, |value| value.as_bytes().eq_ignore_ascii_case(b"gzip")) {
                return Ok(response);
            }
            // Nothing, compressed or not, is nothing.
            if response.body().is_empty() {
                return Ok(plain(response, Bytes::new()));
            }
            let decoder = MultiGzDecoder::new(Limited { bytes: Vec::new(), most, over: false });
            Err(Self { response, decoder, at: 0 })
        }

        /// Makes a step; nothing if another one has to follow.
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
            // Status and headers of an error say enough, and must not be lost for its body, which may be a page of a proxy.
            if self.response.status().is_success() {
                return Some(Err(failure));
            }
            Some(Ok(std::mem::take(&mut self.response)))
        }
    }

    /// A response with its body as it was before it was compressed.
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

    /// Nothing: nobody asked for compression.
    pub(crate) enum Inflate {}

    impl Inflate {
        pub(crate) fn begin(
            response: http::Response<Bytes>,
            _most: usize,
        ) -> Result<http::Response<Bytes>, Self> {
            Ok(response)
        }

        pub(crate) fn step(&mut self) -> Option<Result<http::Response<Bytes>, TransportError>> {
            match *self {}
        }
    }
}
