//! Errors in the settings of a client.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::chain;

/// A client that cannot make calls: without a region, with a rejected endpoint or an invalid setting.
///
/// Its `Display` has the cause with the causes of that. So `source()` returns nothing, which would only be printed twice; code
/// that looks at the cause finds it by [`cause`](Self::cause).
///
/// [`build`](super::super::call::Builder) returns it; a client that was made by `new` returns it from each call.
#[derive(Clone, Debug)]
pub struct SetupError {
    problem: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// Whether the message is complete without the cause.
    told: bool,
}

impl SetupError {
    /// Creates an error from the problem and its solution.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), source: None, told: false }
    }

    /// Adds a cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Adds a cause that the message already contains.
    pub(crate) fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.told = true;
        self.with_source(source)
    }

    /// The cause, if another error explains it.
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
