//! Base64: what blobs are in texts.

use ::base64::engine::general_purpose::STANDARD;
use ::base64::Engine as _;

/// Bytes as a text.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// What a text stands for. White space is passed over: files have it.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

#[cfg(test)]
mod tests;
