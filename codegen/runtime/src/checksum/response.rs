//! The validation of a response.

use http::header::{HeaderName, RANGE};
use http::{HeaderMap, Method};

use super::super::call::{TransportError, TransportErrorKind};
use super::hasher::Hasher;
use super::request::Decided;
use super::Algorithm;

/// The algorithms whose checksums are validated.
#[derive(Clone, Copy)]
pub(crate) struct Validation(&'static [Algorithm]);

/// A checksum that a response has announced.
pub(crate) struct Expected {
    header: HeaderName,
    checksum: String,
    hasher: Hasher,
}

impl Validation {
    /// Returns the validation of the response to a request. That to `HEAD` has no body, and the checksum of a range can be that of
    /// the whole object.
    pub(crate) fn of<B>(request: &http::Request<B>) -> Option<Self> {
        let decided = request.extensions().get::<Decided>()?;
        let has_body = request.method() != Method::HEAD && !request.headers().contains_key(RANGE);
        (decided.validates && has_body).then_some(Self(decided.checksums.response))
    }

    /// Returns the first checksum of a response. One with a number of parts, such as `AAAAAA==-3`, is the checksum of their
    /// checksums, not that of the body.
    pub(crate) fn expected(self, headers: &HeaderMap) -> Option<Expected> {
        self.0.iter().find_map(|&algorithm| {
            let header = algorithm.header();
            let checksum = headers.get(&header)?.to_str().ok()?.trim();
            let is_whole = !checksum.is_empty() && !checksum.contains('-');
            let checksum = is_whole.then(|| checksum.to_owned())?;
            Some(Expected { header, checksum, hasher: Hasher::new(algorithm) })
        })
    }
}

impl Expected {
    /// Takes a piece of the body.
    pub(crate) fn update(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
    }

    /// Compares the checksums at the end of the body.
    pub(crate) fn verify(self) -> Result<(), TransportError> {
        let Self { header, checksum, hasher } = self;
        let found = hasher.finish();
        if found == checksum {
            return Ok(());
        }
        let cause = format!("the header {header} is {checksum:?}, and the checksum of the body is {found:?}");
        Err(TransportError::new(TransportErrorKind::Checksum).with_source(cause))
    }
}
