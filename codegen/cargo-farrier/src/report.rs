//! Messages to the user: notes, problems, summaries. Progress and problems go to stderr, results to stdout.
//!
//! Messages contain text of models and file names, so control characters are escaped: one problem stays one
//! line, and no model controls the terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use farrier::{Diagnostic, DiagnosticKind, Diagnostics};

use crate::progress;

/// Creates a problem with a file or folder.
pub fn problem(path: &Path, message: impl Into<String>) -> Diagnostics {
    Diagnostic::new(message).of_kind(DiagnosticKind::File).in_file(path.display().to_string()).into()
}

/// For `map_err`: an error of the system, with its file or folder.
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

/// Prints a message on stderr.
pub fn say(text: &str) {
    progress::clear();
    // If stderr is closed, there is nobody to inform.
    let _ = io::stderr().write_all(line(text).as_bytes());
}

/// Prints a note that needs no action.
pub fn note(text: &str) {
    say(&format!("note: {text}"));
}

/// Prints a line of a result to stdout.
pub fn print(text: &str) {
    progress::clear();
    // A closed pipe, as with `| head`, is not an error.
    let _ = io::stdout().write_all(line(text).as_bytes());
}

/// Prints every problem, one per line, and a summary with the state of the files.
pub fn problems(problems: &Diagnostics, consequence: &str) {
    for problem in &problems.0 {
        say(&format!("error: {problem}"));
    }
    say(&format!("{}; {consequence}", count(problems.0.len(), "problem")));
}

/// Whether standard output is a terminal that shows colours.
pub fn is_colourful() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// `1 problem`, `8,412 problems`, `2 entries`.
pub fn count(number: usize, noun: &str) -> String {
    let number_text = thousands(number);
    match noun.strip_suffix("try") {
        _ if number == 1 => format!("{number_text} {noun}"),
        Some(start) => format!("{number_text} {start}tries"),
        None => format!("{number_text} {noun}s"),
    }
}

/// The maximum number of names in a note.
const LISTED: usize = 8;

/// Joins names; of many, only the first.
pub(crate) fn listed(names: &[&str]) -> String {
    let rest = if names.len() > LISTED { ", ..." } else { "" };
    format!("{}{rest}", names[..names.len().min(LISTED)].join(", "))
}

/// Formats a number with commas between groups of three digits.
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

/// Writes a line at once, so that those of two processes do not mix.
fn line(text: &str) -> String {
    let mut line = printable(text);
    line.push('\n');
    line
}

/// Escapes control characters and characters that reorder text; tabs are kept.
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
    fn a_noun_is_in_the_plural() {
        let counted = [(1, "problem"), (0, "problem"), (1, "removed entry"), (1200, "removed entry")];
        let shown = counted.map(|(number, noun)| count(number, noun));
        assert_eq!(shown, ["1 problem", "0 problems", "1 removed entry", "1,200 removed entries"]);
    }

    #[test]
    fn of_many_names_the_first_are_listed() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(listed(&names[..8]), "a, b, c, d, e, f, g, h");
        assert_eq!(listed(&names), "a, b, c, d, e, f, g, h, ...");
        assert_eq!(listed(&[]), "");
    }

    #[test]
    fn numbers_are_grouped() {
        let shown: Vec<_> = [0, 7, 999, 1000, 8412, 1_234_567].map(thousands).into();
        assert_eq!(shown, ["0", "7", "999", "1,000", "8,412", "1,234,567"]);
        assert_eq!((count(1, "file"), count(2, "file")), ("1 file".into(), "2 files".into()));
    }

    #[test]
    fn foreign_text_cannot_control_the_terminal() {
        assert_eq!(printable("a\nb\u{1b}[2Jc\u{202e}\td"), "a\\nb\\u{1b}[2Jc\\u{202e}\td");
    }
}
