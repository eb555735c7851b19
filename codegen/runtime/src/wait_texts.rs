//! String comparisons of waiters.

/// Returns whether there are strings, and all of them equal the expected one.
pub fn all(texts: Option<Vec<&str>>, expected: &str) -> bool {
    texts.map_or(false, |texts| !texts.is_empty() && texts.iter().all(|text| *text == expected))
}

/// Returns whether any string equals the expected one.
pub fn any(texts: Option<Vec<&str>>, expected: &str) -> bool {
    texts.map_or(false, |texts| texts.contains(&expected))
}
