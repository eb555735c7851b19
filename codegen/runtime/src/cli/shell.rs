//! Quotes words for a POSIX shell.

/// Quotes a word.
pub(crate) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Joins words; quotes those that would not stay one word.
pub(crate) fn written(words: &[String]) -> String {
    words
        .iter()
        .map(|word| if is_plain(word) { word.clone() } else { quoted(word) })
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    !word.is_empty() && word.chars().all(plain)
}
