//! Errors with their causes, in one line.

use std::error::Error;
use std::fmt::Write as _;

/// The text of an error and of its causes. A cause that the text before it ends with is not repeated.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            // Writing to a string does not fail.
            let _ = write!(text, ": {more}");
        }
        cause = inner.source();
    }
    text
}
