//! The format of a body. It is that of the body itself, and not that of the protocol: gateways, and parts of a service that are older or
//! newer than the rest, use others.

use super::super::response::RawResponse;

/// The tag that marks a body as CBOR.
#[cfg(feature = "cbor")]
const CBOR_TAG: [u8; 3] = [0xd9, 0xd9, 0xf7];

/// The format of a body that may be an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON, or none of the others.
    Json,
    #[cfg(feature = "cbor")]
    Cbor,
    #[cfg(feature = "xml")]
    Xml,
}

impl Format {
    /// The format of the body of a response.
    pub(super) fn of(response: &RawResponse<'_>) -> Self {
        #[cfg(feature = "cbor")]
        if response.is_cbor() {
            return Self::Cbor;
        }
        Self::of_body(response.body)
    }

    /// The format of a body, by its first byte: an error is an object, a map or an element.
    pub(super) fn of_body(body: &[u8]) -> Self {
        #[cfg(feature = "cbor")]
        if body.starts_with(&CBOR_TAG) {
            return Self::Cbor;
        }
        let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            #[cfg(feature = "xml")]
            Some(b'<') => Self::Xml,
            // No text in UTF-8 starts with these.
            #[cfg(feature = "cbor")]
            Some(0xa0..=0xbf) => Self::Cbor,
            _ => Self::Json,
        }
    }

    /// Whether a body of this format may contain secrets of the service, or is not a text at all.
    pub(super) fn is_hidden(self, _body: &[u8]) -> bool {
        match self {
            Self::Json => false,
            #[cfg(feature = "cbor")]
            Self::Cbor => true,
            #[cfg(feature = "xml")]
            Self::Xml => !super::read_xml::is_page(_body),
        }
    }
}
