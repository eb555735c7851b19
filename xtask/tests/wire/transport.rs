//! Plain functions that turn requests into responses. Nothing leaves the process.

use connectparticipant::{CallError, Endpoint, Operation};
use http::{Request, StatusCode};

/// The host of us-east-1.
pub(crate) const HOST: &str = "https://participant.connect.us-east-1.amazonaws.com";

/// A token that is not part of any other secret.
pub(crate) const TOKEN: &str = "QVFJREFI/token+secret==";

/// The result of a call of `O`.
pub(crate) type Outcome<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// The endpoint of us-east-1.
pub(crate) fn endpoint() -> Endpoint {
    Endpoint::parse(HOST).unwrap()
}

/// Returns a response with these headers and this body.
pub(crate) fn response(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<Vec<u8>>,
) -> http::Response<Vec<u8>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

/// Calls an operation: its request goes to `server`, and the response is decoded.
pub(crate) fn call<O: Operation>(
    input: &O::Input,
    server: impl FnOnce(Request<Vec<u8>>) -> http::Response<Vec<u8>>,
) -> Outcome<O> {
    O::decode_response(&server(O::encode(input, &endpoint())?))
}

/// Decodes a successful response with this body and no headers.
pub(crate) fn read<O: Operation>(body: impl AsRef<[u8]>) -> Outcome<O> {
    O::decode(StatusCode::OK, &http::HeaderMap::new(), body.as_ref())
}
