//! Substrings.

/// Returns the bytes from `start` up to `stop`, counted from the end if `reverse`; `None` if the text is too short, or not
/// ASCII.
pub fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    if !text.is_ascii() || start >= stop || stop > text.len() {
        return None;
    }
    let range = if reverse { text.len() - stop..text.len() - start } else { start..stop };
    text.get(range)
}
