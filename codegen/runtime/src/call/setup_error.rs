//! Errors in the settings of a client.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::chain;

/// The error of a client that cannot make calls: without a region, with a rejected endpoint or an invalid setting.
///
/// Its `Display` has all causes. So `source()` returns `None`: reports would print the causes twice. [`cause`](Self::cause)
/// returns the cause for code.
///
/// `build` of a [`Builder`](super::Builder) returns it; each call of a client from `new` returns it.
#[derive(Clone, Debug)]
pub struct SetupError {
    kind: SetupErrorKind,
    problem: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// Whether the message is complete without the cause.
    told: bool,
}

/// The kind of a [`SetupError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetupErrorKind {
    /// No region is set.
    NoRegion,
    /// No endpoint is set, and the model has no rules for one.
    NoEndpoint,
    /// The operation needs authentication, and there is no identity.
    NoIdentity,
    /// The endpoint has `http://`, and is not on this machine.
    Insecure,
    /// Any other setting.
    Other,
}

#[cfg(feature = "serde")]
impl SetupErrorKind {
    const NAMES: [(&'static str, Self); 5] = [
        ("noRegion", Self::NoRegion),
        ("noEndpoint", Self::NoEndpoint),
        ("noIdentity", Self::NoIdentity),
        ("insecure", Self::Insecure),
        ("other", Self::Other),
    ];

    /// Its name in JSON.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("other", |(name, _)| name)
    }

    /// The kind of a name; `Other` for one that is not known, such as one of a later version.
    pub(crate) fn from_name(name: &str) -> Self {
        Self::NAMES.iter().find(|(known, _)| *known == name).map_or(Self::Other, |(_, kind)| *kind)
    }
}

impl SetupError {
    /// Creates an error from the problem and its solution.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { kind: SetupErrorKind::Other, problem: problem.into(), source: None, told: false }
    }

    pub(crate) fn of_kind(self, kind: SetupErrorKind) -> Self {
        Self { kind, ..self }
    }

    /// Its kind.
    pub fn kind(&self) -> SetupErrorKind {
        self.kind
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

    /// Returns the cause, if any.
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
