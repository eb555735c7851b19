//! Values that must be hidden.

use super::Cx;
use crate::ir::Derives;
use crate::model::{Member, Members, ShapeId, ShapeKind};

const SENSITIVE: &str = "smithy.api#sensitive";

impl Cx<'_> {
    /// Whether the value of a member must be hidden.
    pub(super) fn hides(&self, member: &Member) -> bool {
        member.traits.has(SENSITIVE) || self.is_sensitive(&member.target)
    }

    /// Whether a shape is a secret, or a list or map with secrets in it. Keys are as secret as values.
    pub(super) fn is_sensitive(&self, target: &ShapeId) -> bool {
        let mut id = target;
        for _ in 0..16 {
            let Some(shape) = self.shape(id) else { return false };
            let (key, inner) = match &shape.kind {
                ShapeKind::List(member) => (None, Some(member)),
                ShapeKind::Map { key, value } => (Some(key), Some(value)),
                _ => (None, None),
            };
            let has = |member: &Member| member.traits.has(SENSITIVE);
            let secret_key = |key: &Member| {
                has(key) || self.shape(&key.target).is_some_and(|shape| shape.traits.has(SENSITIVE))
            };
            if shape.traits.has(SENSITIVE) || inner.is_some_and(has) || key.is_some_and(secret_key) {
                return true;
            }
            let Some(inner) = inner else { return false };
            id = &inner.target;
        }
        false
    }

    /// Searches nested shapes for floating-point numbers and secrets.
    pub(super) fn derives(&self, id: &ShapeId, members: &Members) -> Derives {
        let secret = self.is_sensitive(id)
            || members.values().any(|m| self.hides(m) && !m.traits.has("farrier#newtype"));
        Derives {
            eq: !self.has_float.contains(id),
            debug: !secret,
            serde: self.config.serde,
            more: self.more_derives.clone(),
        }
    }
}
