//! The checksum of a request, and the request for one in the response.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::super::EncodeError;
use super::{hasher, Algorithm};

/// The checksums of an operation.
#[derive(Debug)]
pub struct Checksums {
    /// The checksum of the request, if it can have one.
    pub request: Option<RequestChecksum>,
    /// The header that asks for checksums in the response, if there is one.
    pub mode_header: Option<&'static str>,
    /// The algorithms of the response, in order of preference.
    pub response: &'static [Algorithm],
}

/// The checksum of a request.
#[derive(Debug)]
pub struct RequestChecksum {
    /// Whether the service rejects requests without one.
    pub required: bool,
    /// The member that names the algorithm; empty if there is none.
    pub member: &'static str,
    /// The header of this member, if it is one.
    pub header: Option<&'static str>,
}

/// The decisions for a request, in its extensions: clients change them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    pub(super) checksums: &'static Checksums,
    /// The algorithm of the checksum in a header, unless the caller has set a checksum.
    pub(super) algorithm: Option<Algorithm>,
    /// Whether nobody asked for the checksum of the request.
    pub(super) is_default: bool,
    /// Whether the header with the name of the algorithm is not from the caller.
    pub(super) names_default: bool,
    /// Whether the response is validated.
    pub(super) validates: bool,
    /// Whether nobody asked for the validation.
    pub(super) validates_by_default: bool,
}

/// The value of the member that requests checksums in the response.
const ENABLED: &str = "ENABLED";

/// Sets the checksum of the body, unless a member has set one, and asks for one in the response. `chosen` is the value of the
/// member that names the algorithm, `mode` that of the member that asks for checksums in the response.
pub fn set(
    operation: &'static str,
    checksums: &'static Checksums,
    chosen: Option<&str>,
    mode: Option<&str>,
    request: &mut http::Request<Vec<u8>>,
) -> Result<(), EncodeError> {
    let algorithm = match &checksums.request {
        Some(_) if has_checksum(request.headers()) => None,
        Some(of_request) => Some(algorithm(operation, of_request, chosen)?),
        None => None,
    };
    if let Some(algorithm) = algorithm {
        let value = header_value(&hasher::checksum(algorithm, request.body()));
        request.headers_mut().insert(algorithm.header(), value);
    }
    let named = checksums.request.as_ref().and_then(|of_request| of_request.header);
    if let (Some(algorithm), None, Some(header)) = (algorithm, chosen, named) {
        let value = HeaderValue::from_static(algorithm.name());
        request.headers_mut().insert(HeaderName::from_static(header), value);
    }
    let validates = !checksums.response.is_empty() && mode.map_or(true, |mode| mode == ENABLED);
    if let (true, None, Some(header)) = (validates, mode, checksums.mode_header) {
        let value = HeaderValue::from_static(ENABLED);
        request.headers_mut().insert(HeaderName::from_static(header), value);
    }
    let required = checksums.request.as_ref().map_or(false, |of_request| of_request.required);
    request.extensions_mut().insert(Decided {
        checksums,
        algorithm,
        is_default: chosen.is_none() && !required,
        names_default: chosen.is_none(),
        validates,
        validates_by_default: mode.is_none(),
    });
    Ok(())
}

fn algorithm(
    operation: &'static str,
    of_request: &RequestChecksum,
    chosen: Option<&str>,
) -> Result<Algorithm, EncodeError> {
    let Some(name) = chosen else { return Ok(Algorithm::DEFAULT) };
    Algorithm::of_name(name).ok_or_else(|| {
        let problem = "names an algorithm that cannot be calculated here; choose CRC32, CRC32C, CRC64NVME, SHA1 or SHA256, \
             or set the checksum itself";
        EncodeError::new(operation, of_request.member, problem)
    })
}

/// Whether the request has a checksum of its body.
fn has_checksum(headers: &HeaderMap) -> bool {
    headers.keys().any(is_checksum)
}

/// Whether a header is a checksum, of this or of another algorithm, and not a setting such as `x-amz-checksum-mode`.
pub(super) fn is_checksum(name: &HeaderName) -> bool {
    const SETTINGS: [&str; 3] = ["algorithm", "mode", "type"];
    name.as_str().strip_prefix("x-amz-checksum-").map_or(false, |rest| !SETTINGS.contains(&rest))
}

/// Base64 is always valid in a header.
pub(super) fn header_value(checksum: &str) -> HeaderValue {
    HeaderValue::from_str(checksum).unwrap_or_else(|_| HeaderValue::from_static(""))
}
