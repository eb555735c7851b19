//! Requests with a signature in their URL, which others can send.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::SetupError;

/// The longest validity that Signature Version 4 allows.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The validity of a presigned URL, in whole seconds. As an extension of a request, it puts the signature into the URL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Validity(pub(crate) Duration);

impl Validity {
    /// Checks the limits of a validity.
    pub(crate) fn new(validity: Duration) -> Result<Self, SetupError> {
        if validity < Duration::from_secs(1) || validity > LONGEST {
            return Err(SetupError::new(format!(
                "a presigned URL is valid for 1 second to 7 days, and not for {validity:?}"
            )));
        }
        Ok(Self(Duration::from_secs(validity.as_secs())))
    }
}

/// A request whose URL has a signature: until it expires, anyone who knows it can send it, without credentials.
///
/// The recipient sends the method, the URL, the [`headers`](Self::headers) and the [`body`](Self::body) unchanged. It is a secret:
/// `Debug` does not show its query string.
#[derive(Clone)]
pub struct PresignedRequest {
    request: http::Request<Bytes>,
    expires: SystemTime,
}

impl PresignedRequest {
    pub(crate) fn new(request: http::Request<Bytes>, expires: SystemTime) -> Self {
        let (head, body) = request.into_parts();
        // Without the extensions, which are for the clients.
        let mut request = http::Request::new(body);
        *request.method_mut() = head.method;
        *request.uri_mut() = head.uri;
        *request.headers_mut() = head.headers;
        Self { request, expires }
    }

    /// Returns the method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// Returns the URL with the signature.
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// Returns the headers that the signature covers, except `Host`: the recipient must send them. If there are none and the method is
    /// `GET`, the URL also works in a browser.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// Returns the body. The signature covers it, except with Amazon S3, where the recipient can send another body.
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// Returns the time at which the signature expires. Temporary credentials may expire earlier, and the URL with them.
    pub fn expires(&self) -> SystemTime {
        self.expires
    }

    /// Returns the request, for an HTTP client.
    pub fn into_request(self) -> http::Request<Bytes> {
        self.request
    }
}

/// The method, the host and the path.
impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.uri();
        let host = uri.authority().map_or("", |authority| authority.as_str());
        f.debug_struct("PresignedRequest")
            .field("method", self.method())
            .field("uri", &format_args!("{host}{}?[redacted]", uri.path()))
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_validity_is_between_a_second_and_seven_days() {
        for invalid in [Duration::ZERO, Duration::from_millis(999), LONGEST + Duration::from_nanos(1)] {
            let error = Validity::new(invalid).unwrap_err().to_string();
            assert!(error.starts_with("a presigned URL is valid for 1 second to 7 days"), "{error}");
        }
        assert_eq!(Validity::new(LONGEST).unwrap().0, LONGEST);
        assert_eq!(Validity::new(Duration::from_millis(1900)).unwrap().0, Duration::from_secs(1));
    }
}
