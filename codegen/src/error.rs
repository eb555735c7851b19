//! Diagnostics of the pipeline: the problem, its file, its position and its shape.
//!
//! Stages collect as many problems as they can find and return them together.

use std::fmt;

use crate::model::ShapeId;

/// A position in a text file. Both numbers start at 1; the column counts bytes, as in `serde_json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in bytes.
    pub column: usize,
}

/// The kind of problem that a [`Diagnostic`] reports. Code decides by the kind, never by the text of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// The model, or a file that adds to it, is invalid or unsupported: the message has the reason.
    #[default]
    Invalid,
    /// The text of a file cannot be read: it is not UTF-8, not JSON, or not Smithy IDL.
    Syntax,
    /// An object of a JSON file has a key twice.
    DuplicateKey,
    /// An entry of an overlay or of documentation refers to a shape or member that the model does not have.
    MissingTarget,
    /// An entry of an overlay adds a trait that the model already has with the same value.
    RepeatsModel {
        /// The absolute id of the trait.
        id: String,
    },
    /// The value of a trait is invalid, or does not fit its shape. The file is the one that applies the trait.
    InvalidTrait {
        /// The absolute id of the trait.
        id: Box<str>,
    },
    /// A file or folder cannot be read or written.
    File,
    /// A required program cannot be run.
    Program,
}

/// The subject of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A shape or a member.
    Id(ShapeId),
    /// A part of a file by a name that is not a shape id, such as `Shape$member` of a C2J file: its shapes have no namespace.
    Name(Box<str>),
}

impl Subject {
    /// Returns the id, if the subject has one.
    pub fn id(&self) -> Option<&ShapeId> {
        match self {
            Self::Id(id) => Some(id),
            Self::Name(_) => None,
        }
    }

    /// Returns the id or the name as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::Name(name) => name,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<ShapeId> for Subject {
    fn from(id: ShapeId) -> Self {
        Self::Id(id)
    }
}

impl From<&ShapeId> for Subject {
    fn from(id: &ShapeId) -> Self {
        Self::Id(id.clone())
    }
}

/// One problem found in a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of the problem.
    pub kind: DiagnosticKind,
    /// The file, as named by the caller.
    pub file: Option<String>,
    /// The position in the file: of text that cannot be read, of a repeated key, and of problems and shapes in Smithy IDL.
    pub position: Option<Position>,
    /// The shape or member.
    pub subject: Option<Subject>,
    /// The problem, and the next step if there is one; lower case, no final period.
    pub message: String,
}

impl Diagnostic {
    /// Creates a problem without a file or shape.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            kind: DiagnosticKind::Invalid,
            file: None,
            position: None,
            subject: None,
            message: message.into(),
        }
    }

    /// Sets the kind.
    #[must_use]
    pub fn of_kind(mut self, kind: DiagnosticKind) -> Self {
        self.kind = kind;
        self
    }

    /// Sets the trait of an [`InvalidTrait`](DiagnosticKind::InvalidTrait).
    #[must_use]
    pub fn of_trait(self, id: impl Into<Box<str>>) -> Self {
        self.of_kind(DiagnosticKind::InvalidTrait { id: id.into() })
    }

    /// Sets the shape or member.
    #[must_use]
    pub fn about(mut self, subject: impl Into<Subject>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Returns the id of the shape or member, if the problem has one.
    pub fn id(&self) -> Option<&ShapeId> {
        self.subject.as_ref()?.id()
    }

    /// Sets the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the position, for text that cannot be read from there on.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.kind = DiagnosticKind::Syntax;
        self.position = Some(Position { line, column });
        self
    }
}

/// `file:line:column: shape: message`, without the unknown parts.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some(Position { line, column }) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            f.write_str(": ")?;
        }
        if let Some(subject) = &self.subject {
            write!(f, "{subject}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// All the problems that one stage found; never empty when it is returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Returns `value` if nothing was found, and the problems otherwise.
    ///
    /// # Errors
    ///
    /// The problems, if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

/// One problem per line.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
