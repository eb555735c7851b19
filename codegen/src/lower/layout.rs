//! The names of the parts of lists and maps, for protocols in which they have names; and the facts that only XML has.

use super::Cx;
use super::context::Source;
use super::types::MAX_DEPTH;
use super::words;
use crate::ir::{Codec, Field, Layout, Tag, XmlMember};
use crate::model::{Member, Members, ShapeId, ShapeKind, Traits, each_member};
use crate::protocol::xml;

const FLATTENED: &str = "smithy.api#xmlFlattened";

impl Cx<'_> {
    /// Reports names and prefixes that no element can have.
    pub(super) fn check_xml_names(&self) {
        if !self.source.protocol.names_parts() {
            return;
        }
        let check = |id: &ShapeId, traits: &Traits| {
            if let Some(text) = xml::invalid_name(traits) {
                self.notes
                    .problem(id, format!("has the name `{}`, which is invalid in XML", text.escape_debug()));
            }
        };
        check(self.source.service_id, self.source.service_traits);
        for id in self.closure.usage.shapes() {
            let Some(shape) = self.source.shape(id) else { continue };
            check(id, &shape.traits);
            each_member(&shape.kind, &mut |name, member| check(&id.member(name), &member.traits));
        }
    }
}

impl Source<'_> {
    /// Returns the layout of a member of a structure or a union.
    pub(super) fn layout(&self, member: &Member) -> Layout {
        if !self.protocol.names_parts() {
            return Layout::Plain;
        }
        self.layout_at(member, member.traits.has(FLATTENED), 0)
    }

    /// Only a member of a structure can be flattened.
    fn layout_at(&self, member: &Member, flattened: bool, depth: usize) -> Layout {
        // Deeper types are a problem already.
        let kind = self.shape(&member.target).map(|shape| &shape.kind).filter(|_| depth <= MAX_DEPTH);
        match kind {
            Some(ShapeKind::List(item)) => Layout::List {
                flattened,
                item: xml::part(self.model, item, "member"),
                each: Box::new(self.layout_at(item, false, depth + 1)),
            },
            Some(ShapeKind::Map { key, value }) => Layout::Map {
                flattened,
                key: xml::part(self.model, key, "key"),
                value: xml::part(self.model, value, "value"),
                each: Box::new(self.layout_at(value, false, depth + 1)),
            },
            _ => Layout::Plain,
        }
    }

    /// Returns the facts about a member that only XML has.
    pub(super) fn xml_member(&self, member: &Member) -> XmlMember {
        if !self.protocol.names_parts() {
            return XmlMember::default();
        }
        XmlMember {
            attribute: member.traits.has("smithy.api#xmlAttribute"),
            namespace: xml::namespace_of(self.model, member),
            superseded: false,
        }
    }

    /// Returns the root of the document in an event, if it is XML: that of the structure, or of the member that is the payload.
    pub(super) fn event_root(&self, members: &Members, structure: &ShapeId) -> Option<Tag> {
        let payload = members.values().find(|member| member.traits.has("smithy.api#eventPayload"));
        let target = payload.map_or(structure, |payload| &payload.target);
        (self.protocol.codec() == Codec::Xml).then(|| xml::root(self.model, self.service_id, payload, target))
    }

    /// Whether a list or a map is flattened: an impossible request in a union, where an item would be the whole member.
    pub(super) fn is_flattened(&self, member: &Member) -> bool {
        self.protocol.names_parts() && member.traits.has(FLATTENED)
    }
}

/// Marks the deprecated members whose element is also that of another member: S3 has lists in place of some single values.
pub(super) fn supersede(fields: &mut [Field]) {
    let place = |field: &Field| (field.xml.attribute, field.wire_name.clone());
    let current: Vec<_> = fields
        .iter()
        .filter(|field| field.deprecated.is_none())
        .map(|field| (place(field), field.name.clone()))
        .collect();
    for field in fields.iter_mut().filter(|field| field.deprecated.is_some()) {
        if let Some((_, name)) = current.iter().find(|(taken, _)| *taken == place(field)) {
            field.xml.superseded = true;
            words::add(&mut field.facts, &format!("responses fill `{name}` instead"));
        }
    }
}
