//! Members that are dates and times in text, by `farrier#iso8601` on their shapes.

use super::Cx;
use super::closure;
use crate::ir::{Field, Presence, Ty, TypedTime, Used};
use crate::model::{Members, ShapeId, ShapeKind};
use crate::naming::{Scope, file_stem};

const ISO8601: &str = "farrier#iso8601";

impl Cx<'_> {
    /// Names the methods of these fields. They are named after all setters, and give way to them.
    pub(super) fn type_times(
        &self,
        id: &ShapeId,
        fields: &mut [Field],
        members: &Members,
        methods: &mut Scope,
    ) {
        if !self.config.time {
            return;
        }
        let writes = self.usage.get(id).in_input;
        for field in fields {
            let target = members.get(field.name.as_str()).and_then(|member| self.shape(&member.target));
            if field.ty != Ty::String || !target.is_some_and(|shape| shape.traits.has(ISO8601)) {
                continue;
            }
            let stem = file_stem(&field.ident).trim_end_matches('_');
            let writes = writes && field.presence == Presence::Optional;
            self.uses(Used::TimeText);
            field.typed_time = Some(TypedTime {
                parsed: methods.take(format!("{stem}_parsed")),
                setter: writes.then(|| methods.take(format!("{stem}_at"))),
            });
        }
    }

    /// Whether the feature `time` has an effect.
    pub(super) fn has_times(&self) -> bool {
        let uses = self.uses.borrow();
        self.config.time && (uses.contains(&Used::Timestamp) || uses.contains(&Used::TimeText))
    }

    /// The trait is for string shapes.
    pub(super) fn check_typed_times(&self) {
        for id in self.usage.shapes() {
            let Some(shape) = self.shape(id) else { continue };
            if shape.traits.has(ISO8601) && shape.kind != ShapeKind::String {
                self.problem(id, format!("has `{ISO8601}`, but is not a string"));
            }
            if closure::members(&shape.kind).any(|member| member.traits.has(ISO8601)) {
                self.problem(
                    id,
                    format!("has a member with `{ISO8601}`, which belongs on the string that it targets"),
                );
            }
        }
    }
}
