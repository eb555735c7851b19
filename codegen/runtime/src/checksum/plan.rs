//! The changes of a client: without checksums that nobody requires, and with the checksum of a streamed body after it.

use http::header::{HeaderName, HeaderValue, CONTENT_ENCODING};

use super::super::call::{ChecksumPolicies, ChecksumPolicy};
use super::request::{is_checksum, Decided};
use super::AwsChunked;

/// Applies the policies of a client to a request. `given` are the names of the headers that the call sets.
pub(crate) fn settle<'a, B>(
    request: &mut http::Request<B>,
    policies: ChecksumPolicies,
    mut given: impl Iterator<Item = &'a HeaderName>,
) {
    let mut decided = match request.extensions().get::<Decided>() {
        Some(decided) => *decided,
        None => return,
    };
    let is_off = decided.is_default && policies.requests == ChecksumPolicy::WhenRequired;
    if is_off || given.any(is_checksum) {
        if let Some(algorithm) = decided.algorithm.take() {
            request.headers_mut().remove(algorithm.header());
            let named = decided.checksums.request.as_ref().and_then(|checksum| checksum.header);
            remove(request, named, decided.names_default);
        }
    }
    if decided.validates_by_default && policies.responses == ChecksumPolicy::WhenRequired {
        remove(request, decided.checksums.mode_header, decided.validates);
        decided.validates = false;
    }
    request.extensions_mut().insert(decided);
}

/// Removes a header that `encode` has set.
fn remove<B>(request: &mut http::Request<B>, header: Option<&'static str>, is_set: bool) {
    if let Some(header) = header.filter(|_| is_set) {
        request.headers_mut().remove(header);
    }
}

/// Prepares a request for a streamed body with its checksum after it. Returns the encoder of the body, and its encoded length;
/// `None` if the request has no checksum, or one that the caller knows.
pub(crate) fn trail<B>(
    request: &mut http::Request<B>,
    length: Option<u64>,
) -> Option<(AwsChunked, Option<u64>)> {
    let algorithm = request.extensions().get::<Decided>()?.algorithm?;
    let headers = request.headers_mut();
    headers.remove(algorithm.header());
    headers.insert("x-amz-trailer", HeaderValue::from_static(algorithm.header_text()));
    let encoding = match headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        Some(first) => HeaderValue::from_bytes(&[first, b",aws-chunked"].concat()).ok()?,
        None => HeaderValue::from_static("aws-chunked"),
    };
    headers.insert(CONTENT_ENCODING, encoding);
    if let Some(length) = length {
        headers.insert("x-amz-decoded-content-length", HeaderValue::from(length));
    }
    Some((AwsChunked::new(algorithm), length.map(|length| AwsChunked::encoded_length(algorithm, length))))
}
