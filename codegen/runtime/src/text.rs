//! Simple values as text: in headers, in the path, in the query string.

use std::fmt::Display;

/// Formats a floating-point number; non-finite numbers have Smithy's names.
pub fn float<T: Copy + Display + Into<f64>>(value: T) -> String {
    let number: f64 = value.into();
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else {
        value.to_string()
    }
}
