//! The result of a comparison: plain data that any output format is made of.

use std::fmt;

use serde_json::Value;

pub use super::reach::Direction;
use super::side::Side;
use crate::model::ShapeId;

/// What is compared besides the shapes themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether documentation counts. One of two models may have been stripped of it.
    pub documentation: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { documentation: true }
    }
}

/// Everything that differs between two models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The step of the version that the generated crate needs.
    pub bump: Bump,
    /// What the step means for callers, in one sentence.
    pub headline: &'static str,
    /// What asks for that step: one line each, the most telling first.
    pub why: Vec<String>,
    /// The model before.
    pub old: Facts,
    /// The model after.
    pub new: Facts,
    /// The changes: the most severe first, then by shape.
    pub changes: Vec<Change>,
    /// The shapes that changed, drawn before and after.
    pub shapes: Vec<ShapeView>,
    /// The operations that a change reaches, sorted by name.
    pub operations: Vec<OperationView>,
}

impl Report {
    /// The changes of one severity, in their order.
    pub fn with(&self, severity: Severity) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.severity == severity)
    }
}

/// One model of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The absolute id of the service.
    pub service: String,
    /// The name that people know it by.
    pub title: String,
    /// The version of the service that the model describes.
    pub version: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes its operations reach, those of Smithy's prelude not counted.
    pub shapes: usize,
}

impl Facts {
    pub(super) fn of(side: &Side<'_>, title: &str) -> Self {
        Self {
            service: side.service_id.to_string(),
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
    /// What kind of thing changed.
    pub class: Class,
    /// How bad it is for callers.
    pub severity: Severity,
    /// The step of the version that this change alone asks for.
    pub bump: Bump,
    /// Which way the shape travels; none where that means nothing.
    pub direction: Option<Direction>,
    /// The absolute id, such as `ns#Shape$member`: as in the new model, or in the old one when it is gone.
    pub shape: String,
    /// What changed, with full values: lower case, no final dot.
    pub message: String,
    /// The same for people: of long values, the part that differs.
    pub brief: String,
    /// The value of the trait before, where a trait changed.
    pub before: Option<Value>,
    /// The value of the trait after, where a trait changed.
    pub after: Option<Value>,
    /// What it does to a Rust caller of the generated crate.
    pub rust: Vec<Effect>,
    /// The names of the operations that the shape belongs to, sorted.
    pub operations: Vec<String>,
    /// What effects find their cause by: the shape, and what of it there can be several of.
    pub(super) key: String,
    /// The trait that changed, where reverting it shows whether the crate depends on it.
    pub(super) site: Option<(ShapeId, &'static str)>,
}

impl Change {
    /// Whether code that was written against the old crate still compiles and means something else.
    pub fn is_silent(&self) -> bool {
        self.rust.iter().any(|effect| effect.kind == EffectKind::Silent)
    }
}

/// What a change does to a Rust caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The step of the version that it asks for.
    pub bump: Bump,
    /// The path of what is touched in the generated crate, such as `types::Item::name`: in the new one, or in the old one
    /// when it is gone there.
    pub item: String,
    /// What it is: lower case, no final dot.
    pub text: String,
    /// How a caller meets it.
    pub kind: EffectKind,
}

/// How a caller meets an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EffectKind {
    /// The code of callers is written against it.
    Code,
    /// Code that was written against the old crate still compiles and means something else.
    Silent,
    /// Data that was stored with the feature `serde` is not found; no code has to change.
    Stored,
    /// The compiler warns.
    Warning,
}

/// What kind of thing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What travels between client and service.
    Wire,
    /// What the code of a caller is written against.
    Type,
    /// What people and tools read.
    Docs,
}

/// How bad a change is for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing that a caller could notice.
    Neutral,
    /// Something more is possible than before.
    Additive,
    /// It compiles, and may behave in another way.
    Risky,
    /// Code that compiled does not, or calls that worked do not.
    Breaking,
}

/// A step of the version, as semantic versioning has it from 1.0.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The generated crate stays as it is.
    None,
    /// Its API stays as it is.
    Patch,
    /// Its API grows.
    Minor,
    /// A caller has to change code, or what it stored.
    Major,
}

/// A word for each value, the same in every format.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* })*) => {$(
        impl $name {
            /// The word that every format has for it.
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

/// A shape that changed, drawn before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeView {
    /// The id before, if it was there.
    pub old: Option<String>,
    /// The id after, if it is there.
    pub new: Option<String>,
    /// Its lines, side by side.
    pub rows: Vec<Row>,
    /// Its changes: indices into [`Report::changes`].
    pub changes: Vec<usize>,
}

impl ShapeView {
    /// The id after; before, where it is gone.
    pub fn id(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }
}

/// A line of a drawing, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line before; none where something was added.
    pub old: Option<String>,
    /// The line after; none where something was removed.
    pub new: Option<String>,
    /// Whether the two mean something else.
    pub changed: bool,
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationView {
    /// Its name before, if it was there.
    pub old: Option<String>,
    /// Its name after, if it is there.
    pub new: Option<String>,
    /// The worst of its changes.
    pub severity: Severity,
    /// Its shapes that changed, itself included: indices into [`Report::shapes`].
    pub shapes: Vec<usize>,
}

impl OperationView {
    /// The name after; before, where it is gone.
    pub fn name(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }
}
