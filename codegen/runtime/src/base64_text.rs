//! Base64: values with a media type in headers, and blobs in JSON values.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;

/// Encodes a text or bytes.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// Decodes base64 to text.
pub fn decode(text: &str) -> Option<String> {
    String::from_utf8(decode_bytes(text)?).ok()
}

/// Decodes base64. White space is ignored: files contain it.
pub fn decode_bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

#[cfg(test)]
mod tests;
