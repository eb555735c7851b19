//! Texts that the acceptors of waiters compare.

/// Whether there are texts, and all of them are as expected.
pub fn all(texts: Option<Vec<&str>>, expected: &str) -> bool {
    texts.map_or(false, |texts| !texts.is_empty() && texts.iter().all(|text| *text == expected))
}

/// Whether any text is as expected.
pub fn any(texts: Option<Vec<&str>>, expected: &str) -> bool {
    texts.map_or(false, |texts| texts.contains(&expected))
}
