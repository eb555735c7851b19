//! Parses simple values from the text of a header. Invalid text is `None`.

use std::str::FromStr;

/// Text unchanged.
pub fn string(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Booleans and numbers.
pub fn value<T: FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}

/// Enums, which accept any text.
pub fn open<T: for<'t> From<&'t str>>(text: &str) -> Option<T> {
    Some(T::from(text))
}

/// Integer enums, which accept any integer.
pub fn integer<T: From<i32>>(text: &str) -> Option<T> {
    text.trim().parse::<i32>().ok().map(T::from)
}
