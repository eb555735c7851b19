//! Members that are dates and times in text, by `farrier#iso8601` on their shapes.

use super::Cx;
use super::closure;
use crate::ir::{TypedTime, Used};
use crate::model::{Shape, ShapeKind};
use crate::naming::{Scope, file_stem};

const ISO8601: &str = "farrier#iso8601";

impl TypedTime {
    /// Names the methods of a field. They are named after all setters, and give way to them.
    pub(super) fn named(field: &str, is_set: bool, methods: &mut Scope) -> Self {
        let stem = file_stem(field).trim_end_matches('_');
        Self {
            parsed: methods.take(format!("{stem}_parsed")),
            setter: is_set.then(|| methods.take(format!("{stem}_at"))),
        }
    }
}

impl Cx<'_> {
    /// Whether the feature `time` adds methods for strings of a shape.
    pub(super) fn is_time(&self, shape: &Shape) -> bool {
        let is_time = self.source.config.time && shape.traits.has(ISO8601);
        if is_time {
            self.notes.uses(Used::TimeText);
        }
        is_time
    }

    /// Whether the feature `time` has an effect.
    pub(super) fn has_times(&self) -> bool {
        self.source.config.time && (self.notes.has(Used::Timestamp) || self.notes.has(Used::TimeText))
    }

    /// The trait is for string shapes.
    pub(super) fn check_typed_times(&self) {
        for id in self.closure.usage.shapes() {
            let Some(shape) = self.source.shape(id) else { continue };
            if shape.traits.has(ISO8601) && shape.kind != ShapeKind::String {
                self.notes.trait_problem(ISO8601, id, format!("has `{ISO8601}`, but is not a string"));
            }
            if closure::members(&shape.kind).any(|member| member.traits.has(ISO8601)) {
                self.notes.problem(
                    id,
                    format!("has a member with `{ISO8601}`, which belongs on the string that it targets"),
                );
            }
        }
    }
}
