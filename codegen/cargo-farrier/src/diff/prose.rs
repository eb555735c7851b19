//! Sentences with names between backticks, as in messages of the engine, for each format.

/// The parts of a sentence: text, and whether it is code.
pub(super) fn pieces(sentence: &str) -> impl Iterator<Item = (&str, bool)> {
    let pieces = sentence.split('`').enumerate().map(|(at, piece)| (piece, at % 2 == 1));
    pieces.filter(|(piece, _)| !piece.is_empty())
}

/// `a`, `a and b`, `a, b and 3 more`.
pub(crate) fn list(names: &[String], shown: usize) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        all if all.len() <= shown => {
            let (last, first) =
                all.split_last().map_or((String::new(), Vec::new()), |(l, f)| (l.clone(), f.to_vec()));
            format!("{} and {last}", first.join(", "))
        }
        all => format!("{} and {} more", all[..shown].join(", "), all.len() - shown),
    }
}
