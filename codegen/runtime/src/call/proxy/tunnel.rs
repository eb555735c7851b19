//! A tunnel through a proxy: the request for it, and the meaning of the response (RFC 9110, 9.3.6), without I/O.

use http::StatusCode;

use super::super::{TransportError, TransportErrorKind};
use super::ProxyServer;

/// The maximum length of the head of a response to `CONNECT`.
pub(crate) const MAX_HEAD: usize = 16 * 1024;

/// The maximum number of headers of such a response.
const MAX_HEADERS: usize = 64;

/// Returns the request for a tunnel to a host, which is given without brackets.
pub(crate) fn connect_request(server: &ProxyServer, host: &str, port: u16) -> Vec<u8> {
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n").into_bytes();
    if let Some(value) = &server.authorization {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(value.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    request
}

/// Whether the tunnel is open, given all bytes from the proxy so far; if not, more must be read.
///
/// # Errors
///
/// The proxy rejects the request, does not speak HTTP, or has sent bytes that the target cannot have sent yet.
pub(crate) fn is_open(server: &ProxyServer, mut bytes: &[u8]) -> Result<bool, TransportError> {
    let wrong = |what: &str| Err(failed(TransportErrorKind::Proxy, server, what));
    let is_long = bytes.len() >= MAX_HEAD;
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let length = match response.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) if is_long => {
                return wrong("it sent a response with too large a head")
            }
            Ok(httparse::Status::Partial) => return Ok(false),
            Err(httparse::Error::TooManyHeaders) => return wrong("it sent a response with too many headers"),
            Err(_) => return wrong("it sent a response that is not HTTP"),
        };
        let rest = &bytes[length..];
        match response.code.unwrap_or_default() {
            100..=199 => bytes = rest,
            200..=299 if rest.is_empty() => return Ok(true),
            // TLS would read them as its beginning.
            200..=299 => return wrong("it sent bytes before the tunnel was used"),
            code => return Err(refused(server, code)),
        }
    }
}

/// The error of a rejected tunnel. A proxy that cannot reach the host responds with 502, 503 or 504, which may be temporary.
fn refused(server: &ProxyServer, code: u16) -> TransportError {
    let kind = if code >= 500 { TransportErrorKind::Connect } else { TransportErrorKind::Proxy };
    failed(kind, server, &format!("it refused the tunnel with status {}", status(code)))
}

/// The error of a request that a proxy does not forward without credentials. No service responds with this status.
pub(crate) fn refused_forward(server: &ProxyServer) -> TransportError {
    let status = status(StatusCode::PROXY_AUTHENTICATION_REQUIRED.as_u16());
    failed(TransportErrorKind::Proxy, server, &format!("it refused the request with status {status}"))
}

/// Returns a status with its standard text; the text of the proxy may contain anything.
fn status(code: u16) -> String {
    let status = StatusCode::from_u16(code).ok();
    match status.and_then(|status| status.canonical_reason()) {
        Some(reason) => format!("{code} {reason}"),
        None => code.to_string(),
    }
}

fn failed(kind: TransportErrorKind, server: &ProxyServer, what: &str) -> TransportError {
    TransportError::new(kind).with_source(what).through(server)
}
