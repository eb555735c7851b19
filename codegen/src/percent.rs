//! Percent encoding of model text that is a part of a form.

/// Encodes everything except the unreserved characters of RFC 3986.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_are_left() {
        assert_eq!(encoded("Tag-1_.~"), "Tag-1_.~");
        assert_eq!(encoded("a&b=c d/ü%"), "a%26b%3Dc%20d%2F%C3%BC%25");
    }
}
