//! Texts, cut into pieces.

/// The pieces between delimiters: all of them for a limit of 0, else at most as many as the limit says, the last with
/// the rest of the text. A delimiter that is empty cuts nothing.
pub fn split(text: &str, delimiter: &str, limit: usize) -> Vec<String> {
    let pieces = |pieces: &mut dyn Iterator<Item = &str>| pieces.map(str::to_owned).collect();
    match limit {
        _ if delimiter.is_empty() => vec![text.to_owned()],
        0 => pieces(&mut text.split(delimiter)),
        limit => pieces(&mut text.splitn(limit, delimiter)),
    }
}
