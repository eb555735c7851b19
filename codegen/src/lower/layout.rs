//! The names of the parts of lists and maps, for protocols in which they have names.

use super::context::Source;
use super::types::MAX_DEPTH;
use crate::ir::Layout;
use crate::model::{Member, ShapeKind};

impl Source<'_> {
    /// Returns the layout of a member of a structure or a union.
    pub(super) fn layout(&self, member: &Member) -> Layout {
        if !self.protocol.names_parts() {
            return Layout::Plain;
        }
        self.layout_at(member, member.traits.has("smithy.api#xmlFlattened"), 0)
    }

    /// Only a member of a structure can be flattened.
    fn layout_at(&self, member: &Member, flattened: bool, depth: usize) -> Layout {
        let named = |member: &Member, otherwise: &str| {
            member.traits.text("smithy.api#xmlName").unwrap_or(otherwise).to_owned()
        };
        // Deeper types are a problem already.
        let kind = self.shape(&member.target).map(|shape| &shape.kind).filter(|_| depth <= MAX_DEPTH);
        match kind {
            Some(ShapeKind::List(item)) => Layout::List {
                item: (!flattened).then(|| named(item, "member")),
                each: Box::new(self.layout_at(item, false, depth + 1)),
            },
            Some(ShapeKind::Map { key, value }) => Layout::Map {
                flattened,
                key: named(key, "key"),
                value: named(value, "value"),
                each: Box::new(self.layout_at(value, false, depth + 1)),
            },
            _ => Layout::Plain,
        }
    }
}
