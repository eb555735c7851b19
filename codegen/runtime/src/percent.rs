//! Percent-encoding of URI parts. <https://datatracker.ietf.org/doc/html/rfc3986#section-2>

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Appends a text; all except unreserved characters are encoded.
pub(crate) fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
}

/// Returns whether a segment of a path is `.` or `..`, plain or percent-encoded: a proxy may decode it once more.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    // The longest is `%2e%2e`. Nothing is allocated for a usual segment.
    if segment.len() > 6 || !segment.starts_with(['.', '%']) {
        return false;
    }
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
