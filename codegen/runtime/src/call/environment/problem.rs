//! Invalid settings in the environment and the files. A client and the tool describe them differently.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::super::SetupError;
use super::sources::{Place, Setting};

/// An invalid setting.
#[derive(Debug)]
pub(crate) enum Problem {
    /// None of the files has a profile of this name.
    NoProfile { name: String, config: PathBuf, credentials: PathBuf },
    /// A file exists and cannot be read.
    Unreadable { path: PathBuf, error: io::Error },
    /// A file is not UTF-8.
    NotText { path: PathBuf },
    /// A line is invalid. Its text may be a secret.
    BadLine { path: PathBuf, line: usize },
    /// The profile names a section that does not exist.
    NoServices(Setting),
    /// A switch is neither true nor false. The tool names the variable and the key, wherever the value is.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    NoSwitch { setting: String, value: Box<Setting> },
    /// A policy for checksums is unknown, as above.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    NoChecksumPolicy { setting: String, value: Box<Setting> },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProfile { name, config, credentials } => {
                let (config, credentials) = (config.display(), credentials.display());
                write!(f, "there is no profile {name:?} in {config} or {credentials}")
            }
            Self::Unreadable { path, error } => {
                write!(f, "the file {} cannot be read: {error}", path.display())
            }
            Self::NotText { path } => write!(f, "the file {} is not UTF-8", path.display()),
            Self::BadLine { path, line } => write!(
                f,
                "line {line} of {} is invalid: write `[section]` or `key = value`, each name once",
                path.display()
            ),
            Self::NoServices(Setting { text, place }) => {
                write!(f, "there is no section [services {text}], which {place} names")
            }
            Self::NoSwitch { value, .. } => {
                let Setting { text, place } = &**value;
                write!(f, "the value {text:?} of {place} is neither true nor false")
            }
            Self::NoChecksumPolicy { value, .. } => {
                let Setting { text, place } = &**value;
                write!(f, "the value {text:?} of {place} is neither when_supported nor when_required")
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => f.write_str(name),
            Self::File { path, line, section, key } => {
                write!(f, "`{key}` (line {line} of {}, section [{section}])", path.display())
            }
        }
    }
}

impl From<Problem> for SetupError {
    fn from(problem: Problem) -> Self {
        Self::new(problem.to_string())
    }
}
