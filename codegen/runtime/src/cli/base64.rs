//! Base64, the text form of blobs.

use ::base64::engine::general_purpose::STANDARD;
use ::base64::Engine as _;

/// Encodes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes a text. White space is ignored: files contain it.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

#[cfg(test)]
mod tests;
