//! Simple values out of the text of a header. A text that is no such value is `None`.

use std::str::FromStr;

/// Text as it is.
pub fn string(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Booleans and numbers.
pub fn value<T: FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}

/// Enums, which take any text.
pub fn open<T: for<'t> From<&'t str>>(text: &str) -> Option<T> {
    Some(T::from(text))
}

/// Integer enums, which take any integer.
pub fn integer<T: From<i32>>(text: &str) -> Option<T> {
    text.trim().parse::<i32>().ok().map(T::from)
}
