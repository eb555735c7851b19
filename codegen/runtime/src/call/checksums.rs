//! Checksums of bodies in a call: the settings of a client, and, if this crate can calculate checksums, their effects.

#[cfg(feature = "flexible-checksums")]
pub(crate) use super::super::checksum::{settle, trail, AwsChunked, Expected, Validation};

#[cfg(not(feature = "flexible-checksums"))]
pub(crate) use off::{settle, trail, AwsChunked, Expected, Validation};

/// When a client calculates or validates checksums of bodies: the values of `request_checksum_calculation` and
/// `response_checksum_validation` in AWS's tools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumPolicy {
    /// For each operation that supports checksums.
    #[default]
    WhenSupported,
    /// Only if the operation requires a checksum, or the input asks for one.
    WhenRequired,
}

impl ChecksumPolicy {
    /// The policies by the names of AWS's tools.
    #[cfg(any(feature = "blocking", feature = "client"))]
    pub(crate) const NAMES: [(&'static str, Self); 2] =
        [("when_supported", Self::WhenSupported), ("when_required", Self::WhenRequired)];
}

/// The policies of a client.
// Without checksums, they have no effect.
#[cfg_attr(not(feature = "flexible-checksums"), allow(dead_code))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChecksumPolicies {
    pub(crate) requests: ChecksumPolicy,
    pub(crate) responses: ChecksumPolicy,
}

#[cfg(not(feature = "flexible-checksums"))]
mod off {
    use http::{HeaderMap, HeaderName};

    use super::super::TransportError;
    use super::ChecksumPolicies;

    /// Nothing: no request has a checksum.
    pub(crate) enum AwsChunked {}

    impl AwsChunked {
        pub(crate) fn room(&self) -> usize {
            match *self {}
        }

        pub(crate) fn push(&mut self, _piece: &[u8]) -> Option<Vec<u8>> {
            match *self {}
        }

        pub(crate) fn finish(self) -> Vec<u8> {
            match self {}
        }
    }

    /// Nothing: no response is validated.
    #[derive(Clone, Copy)]
    pub(crate) enum Validation {}

    impl Validation {
        pub(crate) fn of<B>(_request: &http::Request<B>) -> Option<Self> {
            None
        }

        pub(crate) fn expected(self, _headers: &HeaderMap) -> Option<Expected> {
            match self {}
        }
    }

    /// Nothing, as above.
    pub(crate) enum Expected {}

    impl Expected {
        pub(crate) fn update(&mut self, _piece: &[u8]) {
            match *self {}
        }

        pub(crate) fn verify(self) -> Result<(), TransportError> {
            match self {}
        }
    }

    pub(crate) fn settle<'a, B>(
        _request: &mut http::Request<B>,
        _policies: ChecksumPolicies,
        _given: impl Iterator<Item = &'a HeaderName>,
    ) {
    }

    pub(crate) fn trail<B>(
        _request: &mut http::Request<B>,
        _length: Option<u64>,
    ) -> Option<(AwsChunked, Option<u64>)> {
        None
    }
}
