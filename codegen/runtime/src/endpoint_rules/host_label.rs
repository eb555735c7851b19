//! Labels of host names.

/// Returns whether a text is a host label of RFC 1123, or, with `dots`, labels separated by dots.
pub fn is_host_label(text: &str, dots: bool) -> bool {
    let valid = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if dots {
        text.split('.').all(valid)
    } else {
        valid(text)
    }
}
