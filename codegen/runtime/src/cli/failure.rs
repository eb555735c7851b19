//! Why the tool ends without success: what is known of it, and one status for scripts. How it is shown is `error_format`'s business.

use std::fmt;

use serde_json::{Map, Value};

/// What stands for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The exit statuses of AWS's own command line, version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// How structured errors name it, as those of AWS's own command line do.
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

/// What went wrong.
#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: Kind,
    /// Without a secret, since it is printed.
    pub message: String,
    pub hint: Option<String>,
    /// A more exact name than that of its kind.
    pub(crate) code: Option<&'static str>,
    /// The error that the service responded with.
    pub(crate) refusal: Option<Box<Refusal>>,
    /// How the tool is used, where the command line is wrong.
    pub(crate) usage: Option<String>,
    /// Whether the same call may succeed later: the connection was lost, or the service is busy.
    pub(crate) passing: bool,
}

/// An error of the service in its parts, without secrets.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// The code, or the HTTP status where there is none.
    pub(crate) code: String,
    pub(crate) message: String,
    /// Its other members that the model knows, by their names in the model.
    pub(crate) members: Map<String, Value>,
}

impl Failure {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, message, hint: None, code: None, refusal: None, usage: None, passing: false }
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

    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A value with all its texts, names too, replaced.
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
