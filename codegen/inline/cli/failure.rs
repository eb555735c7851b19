//! Why the tool ends without success: one line for people, one status for scripts.

use std::fmt;

/// What stands for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The exit statuses of AWS's own command line, version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Ctrl-C.
    Interrupt,
    /// An option or a value is wrong; nothing was sent.
    Parameter,
    /// A setting, or the environment, is wrong or missing; nothing was sent.
    Configuration,
    /// The service refuses.
    Service,
    /// Everything else: no connection, an answer that cannot be read, a file that cannot be written.
    Other,
}

impl Kind {
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Interrupt => 130,
            Self::Parameter => 252,
            Self::Configuration => 253,
            Self::Service => 254,
            Self::Other => 255,
        }
    }
}

/// What went wrong.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    /// Without a secret, since it is printed.
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// Whether the same call may succeed later: the connection was lost, or the service is busy.
    pub(crate) passing: bool,
}

impl Failure {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, passing: false }
    }

    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        Self::new(Kind::Parameter, message)
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, message)
    }

    pub(crate) fn other(message: impl Into<String>) -> Self {
        Self::new(Kind::Other, message)
    }

    pub(crate) fn passing(self, passing: bool) -> Self {
        Self { passing, ..self }
    }

    /// Without texts that are not to be shown, which the other side may have sent back.
    pub(crate) fn without(mut self, secrets: &[String]) -> Self {
        for secret in secrets {
            self.message = self.message.replace(secret, REDACTED);
            self.hint = self.hint.map(|hint| hint.replace(secret, REDACTED));
        }
        self
    }

    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}
