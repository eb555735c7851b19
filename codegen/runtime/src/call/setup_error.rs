//! What is wrong with the settings of a client.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::chain;

/// A client that cannot call: it lacks a region, its endpoint is refused, a setting does not fit.
///
/// Its `Display` has the cause with the causes of that. So `source()` returns nothing, which would only be printed twice; code
/// that looks at the cause finds it by [`cause`](Self::cause).
///
/// [`build`](super::super::call::Builder) returns it; a client that was made by `new` returns it from each call.
#[derive(Clone, Debug)]
pub struct SetupError {
    problem: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// Whether the problem is all that people need to read.
    told: bool,
}

impl SetupError {
    /// An error that says what is wrong, and what to do about it.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), source: None, told: false }
    }

    /// The same with its cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The same with a cause of which the problem has all that people need to read.
    pub(crate) fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.told = true;
        self.with_source(source)
    }

    /// Why it is wrong, where another error says so.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.source.as_deref()
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        match &self.source {
            Some(source) if !self.told => write!(f, ": {}", chain(&**source)),
            _ => Ok(()),
        }
    }
}

impl Error for SetupError {}
