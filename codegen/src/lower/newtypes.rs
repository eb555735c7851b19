//! Newtypes of strings: `farrier#newtype` of the overlay.

use super::Cx;
use super::names::{Newtype, newtyped};
use super::words;
use crate::ir;
use crate::model::{Shape, ShapeId};

impl Cx<'_> {
    /// Returns the type, if the wrapped string exists.
    pub(super) fn newtype(&self, name: &str, newtype: &Newtype) -> Option<ir::Newtype> {
        let id = &newtype.target;
        let shape = self.source.shape(id)?;
        let sensitive = self.source.is_sensitive(id);
        Some(ir::Newtype {
            id: id.clone(),
            members: newtype.members.clone(),
            ident: name.to_owned(),
            module: newtype.module.clone(),
            docs: self.newtype_docs(name, id, shape),
            sensitive,
            serde: self.source.serde(),
            reads: self.source.reads(newtype.reads),
            writes: self.source.writes(newtype.writes),
        })
    }

    /// Returns the documentation of the shape. If several newtypes share the shape, it cannot fit each of them: then that of a member
    /// with this type, preferably one in a response, the source of the value.
    fn newtype_docs(&self, name: &str, id: &ShapeId, shape: &Shape) -> ir::Docs {
        if self.names.newtypes.values().filter(|newtype| newtype.target == *id).count() == 1 {
            return words::docs(&shape.traits);
        }
        let with_docs = |owner: &ShapeId| {
            let reads = self.closure.usage.get(owner).reads;
            newtyped(self.source.model, owner)
                .filter(|(_, newtype, _)| *newtype == name)
                .map(move |(_, _, member)| (reads, words::docs(&member.traits)))
                .collect::<Vec<_>>()
        };
        let mut members: Vec<(bool, ir::Docs)> = self.closure.usage.shapes().flat_map(with_docs).collect();
        members.retain(|(_, docs)| !docs.is_empty());
        let best = members.iter().position(|(reads, _)| *reads).unwrap_or_default();
        if best < members.len() {
            return members.swap_remove(best).1;
        }
        vec![format!(
            "A string of the shape `{}`. Its type distinguishes it from other strings of that shape.",
            id.name()
        )]
    }
}
