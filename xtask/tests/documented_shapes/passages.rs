//! Finds passages in prose: a few words in order, with ` .. ` for omissions between them.

/// Whether the text contains the passage. A part that begins with `!` must not occur anywhere in the text. White space of the
/// text must have been folded by [`fold`].
pub(crate) fn has(text: &str, passage: &str) -> bool {
    let mut rest = text;
    passage.split(" .. ").all(|part| match part.strip_prefix('!') {
        Some(absent) => !text.contains(absent),
        None => match rest.find(part) {
            Some(start) => {
                rest = &rest[start + part.len()..];
                true
            }
            None => false,
        },
    })
}

/// Returns the text with single spaces for all white space.
pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn passages() {
    let text = fold("The URL\n works for  100 s; then call again.");
    assert!(has(&text, "URL works"));
    assert!(has(&text, "URL .. 100 s .. call again"));
    assert!(has(&text, "URL .. !200 s"));
    assert!(!has(&text, "100 s .. URL"));
    assert!(!has(&text, "URL .. !call again"));
    assert!(!has(&text, "URL .. URL"));
}
