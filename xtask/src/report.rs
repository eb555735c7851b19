//! What the user reads: notes, problems, summaries. Progress and problems go to stderr, results to stdout.
//!
//! Text of models and file names ends up here, so control characters are shown as escapes: one problem stays one
//! line, and no model drives the terminal.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use farrier::{Diagnostic, DiagnosticKind, Diagnostics};

/// A problem with a file or folder.
pub fn problem(path: &Path, message: impl Into<String>) -> Diagnostics {
    Diagnostic::new(message).of_kind(DiagnosticKind::File).in_file(path.display().to_string()).into()
}

/// For `map_err`: an error of the system, with the file or folder it is about.
pub fn at(path: &Path) -> impl Fn(io::Error) -> Diagnostics + '_ {
    move |error| {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        problem(path, message)
    }
}

/// Says something to the user on stderr.
pub fn say(text: &str) {
    // Nobody to tell when stderr is gone.
    let _ = io::stderr().write_all(line(text).as_bytes());
}

/// Says something that needs no action.
pub fn note(text: &str) {
    say(&format!("note: {text}"));
}

/// Prints a line of a result to stdout.
pub fn print(text: &str) {
    // A closed pipe, as with `| head`, is no problem of ours.
    let _ = io::stdout().write_all(line(text).as_bytes());
}

/// Prints every problem, one a line, and a summary that says what became of the files.
pub fn problems(problems: &Diagnostics, consequence: &str) {
    for problem in &problems.0 {
        say(&format!("error: {problem}"));
    }
    say(&format!("{}; {consequence}", count(problems.0.len(), "problem")));
}

/// `1 problem`, `8,412 problems`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number))
}

/// A number with commas between groups of three digits.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A line in one piece, so that those of two processes do not mix.
fn line(text: &str) -> String {
    let mut line = printable(text);
    line.push('\n');
    line
}

/// The text with control characters and what reorders text as escapes; tabs stay.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let reorders =
            matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && c != '\t') || reorders {
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown: Vec<_> = [0, 7, 999, 1000, 8412, 1_234_567].map(thousands).into();
        assert_eq!(shown, ["0", "7", "999", "1,000", "8,412", "1,234,567"]);
        assert_eq!((count(1, "file"), count(2, "file")), ("1 file".into(), "2 files".into()));
    }

    #[test]
    fn text_of_others_cannot_drive_the_terminal() {
        assert_eq!(printable("a\nb\u{1b}[2Jc\u{202e}\td"), "a\\nb\\u{1b}[2Jc\\u{202e}\td");
    }
}
