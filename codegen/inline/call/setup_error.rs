//! What is wrong with the settings of a client.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// A client that cannot call: it lacks a region, its endpoint is refused, a setting does not fit.
///
/// [`build`](super::super::call::Builder) returns it; a client that was made by `new` returns it from each call.
#[derive(Clone, Debug)]
pub struct SetupError {
    problem: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl SetupError {
    /// An error that says what is wrong, and what to do about it.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), source: None }
    }

    /// The same with its cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl Error for SetupError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
