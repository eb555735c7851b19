//! A response of the service, as received.

mod header_lists;
mod headers;
mod malformed;
mod prefix_headers;
mod required_header;
mod text;

use std::time::{Duration, SystemTime};

use http::header::DATE;
use http::{HeaderMap, StatusCode};

#[cfg(feature = "cbor")]
use super::cbor;
use super::decoded_limit::DecodedLimit;
use super::error::Malformed;
#[cfg(feature = "xml")]
use super::xml;
use super::{json, parse_timestamp};

/// Headers with the request id, in order of precedence.
const REQUEST_ID_HEADERS: [&str; 3] = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"];

/// The header with the protocol of a response, if it is one of Smithy's RPC protocols.
const SMITHY_PROTOCOL: &str = "smithy-protocol";

/// The protocol whose bodies are CBOR.
#[cfg(feature = "cbor")]
const RPC_V2_CBOR: &str = "rpc-v2-cbor";

/// The status, headers and body of a response.
#[derive(Clone, Copy, Debug)]
pub struct RawResponse<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
    /// The memory limit for the values of the body.
    pub limit: DecodedLimit,
}

impl<'a> RawResponse<'a> {
    /// The body as JSON.
    #[inline]
    pub fn json(&self) -> json::Text<'a> {
        json::Text::new(self.body, self.limit)
    }

    /// The body as CBOR.
    #[cfg(feature = "cbor")]
    #[inline]
    pub fn cbor(&self) -> cbor::Text<'a> {
        cbor::Text::new(self.body, self.limit)
    }

    /// The body as XML.
    #[cfg(feature = "xml")]
    #[inline]
    pub fn xml(&self) -> xml::Text<'a> {
        xml::Text::new(self.body, self.limit)
    }

    /// Whether the body is an error document, and the runtime can read it.
    pub(crate) fn is_error_document(&self) -> bool {
        #[cfg(feature = "xml")]
        return xml::is_error(self.body);
        #[cfg(not(feature = "xml"))]
        return false;
    }

    /// Whether the response is one of Smithy's RPC protocols, in which only the body names an error.
    pub(crate) fn is_rpc(&self) -> bool {
        self.header(SMITHY_PROTOCOL).map_or(false, |protocol| protocol.starts_with("rpc-v2-"))
    }

    /// Whether the body is CBOR.
    #[cfg(feature = "cbor")]
    pub(crate) fn is_cbor(&self) -> bool {
        self.header(SMITHY_PROTOCOL) == Some(RPC_V2_CBOR)
    }

    /// Rejects an HTML page if the body is not used: a proxy or a login page responded, not the service.
    pub fn refuse_page(&self) -> Result<(), Malformed> {
        let kind = self.header("content-type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let page = ["text/html", "application/xhtml+xml"].iter().any(|page| kind.eq_ignore_ascii_case(page));
        if page && !self.body.is_empty() {
            return Err(Malformed(format!(
                "it is a page of HTML ({kind}), not a response of the service: a proxy or a login page may have responded"
            )));
        }
        Ok(())
    }

    /// A header as text, if present and valid.
    #[inline]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The request id.
    #[inline]
    pub fn request_id(&self) -> Option<&'a str> {
        request_id(self.headers)
    }
}

/// Returns the request id.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name)?.to_str().ok();
    REQUEST_ID_HEADERS.iter().find_map(|name| text(*name).filter(|id| !id.is_empty()))
}

/// Returns the time at which the response was made, by the clock of the service.
pub fn date(headers: &HeaderMap) -> Option<SystemTime> {
    time(headers.get(DATE)?.to_str().ok()?)
}

/// Returns the delay that the service requests: `x-amz-retry-after` in milliseconds, `Retry-After` in seconds or as a date
/// (RFC 9110, 10.2.3). A date is ignored if `now` is unknown.
pub fn asked_delay(headers: &HeaderMap, now: Option<SystemTime>) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("x-amz-retry-after").and_then(|value| value.parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let value = text("retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    Some(time(value)?.duration_since(now?).unwrap_or_default())
}

fn time(http_date: &str) -> Option<SystemTime> {
    parse_timestamp::http_date(http_date)?.try_into().ok()
}
