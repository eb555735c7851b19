//! Errors with their causes, in one line.

use std::error::Error;
use std::fmt::Write as _;

/// Formats an error and its causes. A cause that already ends the text before it is not repeated.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            // Writing to a string cannot fail.
            let _ = write!(text, ": {more}");
        }
        cause = inner.source();
    }
    text
}
