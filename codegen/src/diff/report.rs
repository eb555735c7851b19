//! The result of a comparison: plain data for any output format.

use std::fmt;

use serde_json::Value;

pub use super::reach::Direction;
use super::side::Side;
use crate::Config;
use crate::model::ShapeId;

/// Options of a comparison.
///
/// A crate can leave out operations and features. A change of a part that neither crate has is not reported, and needs no version bump:
///
/// ```
/// use farrier::diff::{Bump, Options, diff};
/// use farrier::model::{Role, Source, load};
///
/// let model = |operations: &[&str]| {
///     let text: String = operations.iter().map(|name| format!("operation {name} {{}}\n")).collect();
///     let text = format!(
///         "$version: \"2\"\nnamespace com.example\n\
///          @aws.protocols#awsJson1_1\nservice Clock {{ operations: [{}] }}\n{text}",
///         operations.join(", ")
///     );
///     load(&[Source { name: "clock.smithy".to_owned(), bytes: text.into_bytes(), role: Role::Model }])
/// };
/// let (old, new) = (model(&["GetTime"])?.model, model(&["GetTime", "SetTime"])?.model);
/// let mut options = Options::default();
/// assert_eq!(diff(&old, &new, &options)?.bump, Bump::Minor);
/// options.new.without = vec!["SetTime".to_owned()];
/// assert_eq!(diff(&old, &new, &options)?.bump, Bump::None);
/// # Ok::<(), farrier::Diagnostics>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether documentation is compared. One of the models may have been stripped of it.
    pub documentation: bool,
    /// The configuration of the old crate: its service, protocol, operations and features. The rest has no effect.
    pub old: Config,
    /// The configuration of the new crate, likewise.
    pub new: Config,
}

impl Default for Options {
    fn default() -> Self {
        Self { documentation: true, old: Config::new("client"), new: Config::new("client") }
    }
}

/// All differences between two models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version bump that the generated crate needs.
    pub bump: Bump,
    /// The effect on callers, in one sentence.
    pub headline: &'static str,
    /// The reasons for the bump: one line each, the most important first.
    pub why: Vec<String>,
    /// The old model.
    pub old: Facts,
    /// The new model.
    pub new: Facts,
    /// The changes: the most severe first, then by shape.
    pub changes: Vec<Change>,
    /// The changed shapes, drawn before and after.
    pub shapes: Vec<ShapeView>,
    /// The operations that a change reaches, sorted by name.
    pub operations: Vec<OperationView>,
}

impl Report {
    /// Returns the changes of one severity, in their order.
    pub fn with(&self, severity: Severity) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.severity == severity)
    }
}

/// One of the two models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The id of the service.
    pub service: ShapeId,
    /// The common name of the service.
    pub title: String,
    /// The version of the service that the model describes.
    pub version: String,
    /// The number of operations.
    pub operations: usize,
    /// The number of shapes that its operations reach, except those of Smithy's prelude.
    pub shapes: usize,
}

impl Facts {
    pub(super) fn of(side: &Side<'_>, title: &str) -> Self {
        Self {
            service: side.service_id.clone(),
            title: title.to_owned(),
            version: side.service.version.clone(),
            operations: side.reach.operations().len(),
            shapes: side.reach.shapes().filter(|id| id.namespace() != "smithy.api").count(),
        }
    }
}

/// One change, found by one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule's name.
    pub rule: &'static str,
    /// The class of the change.
    pub class: Class,
    /// The severity for callers.
    pub severity: Severity,
    /// The bump that this change alone needs.
    pub bump: Bump,
    /// The direction of the shape; `None` if that does not apply.
    pub direction: Option<Direction>,
    /// The id, such as `ns#Shape$member`: as in the new model, or in the old one if it was removed.
    pub shape: ShapeId,
    /// The change with full values: lower case, no final period.
    pub message: String,
    /// The same for people: of long values, the part that differs.
    pub brief: String,
    /// The old value of the trait, for a change of a trait.
    pub before: Option<Value>,
    /// The new value of the trait, for a change of a trait.
    pub after: Option<Value>,
    /// The effects on Rust callers of the generated crate.
    pub rust: Vec<Effect>,
    /// The names of the operations of the shape, sorted.
    pub operations: Vec<String>,
    /// The key by which effects find their cause; `None` if it cannot be one.
    pub(super) key: Option<Key>,
    /// The changed trait, if reverting it shows whether the crate depends on it.
    pub(super) site: Option<(ShapeId, &'static str)>,
}

impl Change {
    /// Whether code for the old crate still compiles with a different meaning.
    pub fn is_silent(&self) -> bool {
        self.rust.iter().any(|effect| effect.kind == EffectKind::Silent)
    }
}

/// The place of a change, by which effects find their cause. Both are ids of the new model, if it has them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A shape or a member.
    Id(ShapeId),
    /// An error of an operation, of a stream or of the service, by its name on the wire.
    Error(ShapeId, String),
}

impl Key {
    /// Returns the shape or member, or the one that has the error.
    pub(super) fn id(&self) -> &ShapeId {
        match self {
            Self::Id(id) | Self::Error(id, _) => id,
        }
    }
}

impl From<ShapeId> for Key {
    fn from(id: ShapeId) -> Self {
        Self::Id(id)
    }
}

impl From<&ShapeId> for Key {
    fn from(id: &ShapeId) -> Self {
        Self::Id(id.clone())
    }
}

impl From<&Self> for Key {
    fn from(key: &Self) -> Self {
        key.clone()
    }
}

/// The effect of a change on Rust callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The bump that it needs.
    pub bump: Bump,
    /// The path in the generated crate, such as `types::Item::name`: in the new one, or in the old one
    /// if it was removed.
    pub item: String,
    /// The effect: lower case, no final period.
    pub text: String,
    /// The impact on callers.
    pub kind: EffectKind,
}

/// The impact of an effect on callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EffectKind {
    /// Code of callers has to change.
    Code,
    /// Code for the old crate still compiles with a different meaning.
    Silent,
    /// Data that was stored with the feature `serde` is not found; no code has to change.
    Stored,
    /// The compiler warns.
    Warning,
}

/// The class of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Data between client and service.
    Wire,
    /// The API that callers compile against.
    Type,
    /// Text for people and tools.
    Docs,
}

/// The severity of a change for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No effect that a caller could notice.
    Neutral,
    /// Something new is possible.
    Additive,
    /// Code compiles, and may behave differently.
    Risky,
    /// Code no longer compiles, or calls no longer work.
    Breaking,
}

/// A version bump, by the rules of semantic versioning from 1.0.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The generated crate is unchanged.
    None,
    /// Its API is unchanged.
    Patch,
    /// Its API grows.
    Minor,
    /// Callers have to change their code, or their stored data.
    Major,
}

/// Names for each value, the same in every format.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* })*) => {$(
        impl $name {
            /// Returns the name in all formats.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    )*};
}

words! {
    Class { Wire = "wire", Type = "type", Docs = "docs" }
    Severity { Neutral = "neutral", Additive = "additive", Risky = "risky", Breaking = "breaking" }
    Direction { Input = "input", Output = "output", Both = "both" }
    EffectKind { Code = "code", Silent = "silent", Stored = "stored", Warning = "warning" }
    Bump { None = "none", Patch = "patch", Minor = "minor", Major = "major" }
}

/// A changed shape, drawn before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeView {
    /// The new id, or the old one if it was removed.
    pub id: ShapeId,
    /// The old id, if it existed.
    pub old: Option<ShapeId>,
    /// The new id, if it exists.
    pub new: Option<ShapeId>,
    /// Its lines, side by side.
    pub rows: Vec<Row>,
    /// Its changes: indices into [`Report::changes`].
    pub changes: Vec<usize>,
}

/// A line of a drawing, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The old line; `None` if it was added.
    pub old: Option<String>,
    /// The new line; `None` if it was removed.
    pub new: Option<String>,
    /// Whether the two differ in meaning.
    pub changed: bool,
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationView {
    /// The old name, if it existed.
    pub old: Option<String>,
    /// The new name, if it exists.
    pub new: Option<String>,
    /// The highest severity of its changes.
    pub severity: Severity,
    /// Its changed shapes, including the operation itself: indices into [`Report::shapes`].
    pub shapes: Vec<usize>,
}

impl OperationView {
    /// Returns the new name, or the old one if it was removed.
    pub fn name(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }
}
