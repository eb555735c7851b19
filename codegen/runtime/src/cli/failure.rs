//! A failure of the tool: its details, and an exit status for scripts. `error_format` formats it.

use std::fmt;

use serde_json::{Map, Value};

/// The replacement of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The exit statuses of the AWS CLI, version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ctrl-C, or another signal to end.
    Interrupt,
    /// An option or a value is invalid; the request was not sent.
    Parameter,
    /// A setting or the environment is invalid or incomplete; the request was not sent. Earlier attempts may have been sent: an
    /// identity can be lost before a retry.
    Configuration,
    /// The service returned an error.
    Service,
    /// Everything else: no connection, an unreadable response, a file that cannot be written.
    Other,
}

impl Kind {
    /// Its name in structured errors, as in the AWS CLI.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Interrupt => "Interrupt",
            Self::Parameter => "ParamValidation",
            Self::Configuration => "Configuration",
            Self::Service => "Service",
            Self::Other => "General",
        }
    }

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

/// A failure.
#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: Kind,
    /// Without secrets, since it is printed.
    pub message: String,
    pub hint: Option<String>,
    /// A more specific name than that of the kind.
    pub(crate) code: Option<&'static str>,
    /// The error of the service.
    pub(crate) refusal: Option<Box<Refusal>>,
    /// The usage of the tool, if the command line is invalid.
    pub(crate) usage: Option<String>,
    /// Whether the same call may succeed later: the connection was lost, or the service is busy.
    pub(crate) passing: bool,
}

/// The parts of a service error, without secrets.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// The code, or the HTTP status if there is none.
    pub(crate) code: String,
    pub(crate) message: String,
    /// Its other modelled members, by their names in the model.
    pub(crate) members: Map<String, Value>,
}

impl Failure {
    /// Returns a failure with this message, which contains no secret.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, message, hint: None, code: None, refusal: None, usage: None, passing: false }
    }

    /// An option or a value is invalid.
    pub fn parameter(message: impl Into<String>) -> Self {
        Self::new(Kind::Parameter, message)
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, message)
    }

    /// Any other failure.
    pub fn other(message: impl Into<String>) -> Self {
        Self::new(Kind::Other, message)
    }

    /// Ctrl-C, which needs no message.
    pub fn interrupt() -> Self {
        Self::new(Kind::Interrupt, "")
    }

    pub(crate) fn passing(self, passing: bool) -> Self {
        Self { passing, ..self }
    }

    /// Returns the failure without secret texts, which the service may have echoed.
    pub(crate) fn without(mut self, secrets: &[String]) -> Self {
        for secret in secrets {
            let clean = |text: &str| text.replace(secret, REDACTED);
            self.message = clean(&self.message);
            self.hint = self.hint.map(|hint| clean(&hint));
            if let Some(refusal) = &mut self.refusal {
                refusal.code = clean(&refusal.code);
                refusal.message = clean(&refusal.message);
                let members = std::mem::take(&mut refusal.members);
                refusal.members =
                    members.into_iter().map(|(name, value)| (name, replaced(value, &clean))).collect();
            }
        }
        self
    }

    pub(crate) fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// Adds a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// Replaces all texts of a value, including names.
fn replaced(value: Value, with: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(with(&text)),
        Value::Array(items) => items.into_iter().map(|item| replaced(item, with)).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (with(&name), replaced(value, with))).collect()
        }
        value => value,
    }
}

/// For tests and logs.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}
