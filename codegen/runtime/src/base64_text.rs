//! Text as base64: values with a media type, in headers.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;

/// Encodes the text as base64.
pub fn encode(text: impl AsRef<[u8]>) -> String {
    STANDARD.encode(text)
}

/// Decodes base64 to text.
pub fn decode(text: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()
}
