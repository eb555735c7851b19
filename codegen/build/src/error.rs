//! The error of a build: what could not be generated, and all reasons.

use std::fmt;

use farrier::Diagnostics;

/// The reasons why a module was not generated. `Debug` prints the same text as `Display`, since cargo shows the error that `main`
/// returns with `Debug`.
pub struct Error {
    module: String,
    problems: Diagnostics,
}

impl Error {
    pub(crate) fn new(module: &str, problems: Diagnostics) -> Self {
        Self { module: module.to_owned(), problems }
    }

    /// The problems, with their files, positions and shapes.
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the module `{}` cannot be generated:", self.module.escape_debug())?;
        self.problems.0.iter().try_for_each(|problem| {
            f.write_str("\n  ")?;
            // The text of a model must not control the terminal.
            problem.to_string().chars().try_for_each(|c| match c {
                c if c.is_control() => write!(f, "{}", c.escape_default()),
                c => write!(f, "{c}"),
            })
        })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
