//! Splits text.

/// Returns the pieces between delimiters: all of them for a limit of 0, otherwise at most `limit`, the last with
/// the rest of the text. An empty delimiter does not split.
pub fn split(text: &str, delimiter: &str, limit: usize) -> Vec<String> {
    let pieces = |pieces: &mut dyn Iterator<Item = &str>| pieces.map(str::to_owned).collect();
    match limit {
        _ if delimiter.is_empty() => vec![text.to_owned()],
        0 => pieces(&mut text.split(delimiter)),
        limit => pieces(&mut text.splitn(limit, delimiter)),
    }
}
