//! Structures, unions and errors: fields with their names, types and limits.

use std::collections::{HashMap, HashSet};

use super::Cx;
use super::checks::Value;
use super::closure::Use;
use super::context::{Closure, Notes, Source};
use super::layout;
use super::schema::Locations;
use super::types::is_filled_in;
use super::words;
use crate::docs;
use crate::ir::schema::Location;
use crate::ir::{
    self, Body, Derives, ErrorShape, Field, Presence, Struct, Ty, Type, TypedTime, Union, UnionMember,
};
use crate::model::{Member, Members, Shape, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::{Direction, Place};

const REQUIRED: &str = "smithy.api#required";

/// A structure whose fields are lowered.
#[derive(Clone, Copy)]
struct Owner<'a> {
    id: &'a ShapeId,
    usage: Use,
    /// Whether it is the input of an operation and nothing else.
    is_input: bool,
    /// The member that is the message of an error.
    message: Option<&'a str>,
}

/// The names of a field.
struct FieldNames {
    ident: String,
    setter: String,
    wire: String,
    serde: String,
}

impl Cx<'_> {
    /// Returns every shared shape that becomes a type. The events of a stream are structures and errors.
    pub(super) fn shared(&self, errors: &[ErrorShape], locations: &Locations<'_>) -> Vec<Type> {
        let shapes = || {
            let ids = self.closure.usage.shapes().filter(|id| id.as_str() != UNIT);
            ids.filter_map(|id| Some((id, self.source.shape(id)?)))
        };
        let structure = |(id, shape): (&ShapeId, &Shape)| {
            let usage = self.closure.usage.get(id);
            let is_one = matches!(shape.kind, ShapeKind::Structure(_)) && usage.shared && !usage.error;
            is_one.then(|| self.structure(id, shape, false, &|at| locations.get(id, at)))
        };
        let structures: Vec<Struct> = shapes().filter_map(structure).collect();
        let known = structures.iter().chain(errors.iter().map(|error| &error.shape));
        let known: HashMap<&ShapeId, &Struct> = known.map(|shape| (&shape.id, shape)).collect();
        let other = |(id, shape): (&ShapeId, &Shape)| match &shape.kind {
            ShapeKind::Union(members) if self.source.model.is_event_stream(id) => {
                self.event_union(id, shape, members, &known).map(Type::Events)
            }
            ShapeKind::Union(members) => Some(Type::Union(self.union_shape(id, shape, members))),
            ShapeKind::Enum(members) => Some(Type::Enum(self.enumeration(id, shape, members))),
            ShapeKind::IntEnum(members) => Some(Type::IntEnum(self.int_enum(id, shape, members))),
            _ => None,
        };
        let others: Vec<Type> = shapes().filter_map(other).collect();
        let newtypes = self.names.newtypes.iter().filter_map(|(name, newtype)| self.newtype(name, newtype));
        let newtypes = newtypes.map(Type::Newtype);
        structures.into_iter().map(Type::Struct).chain(others).chain(newtypes).collect()
    }

    /// Returns a structure; `is_input` if it is the input of an operation and nothing else.
    pub(super) fn structure(
        &self,
        id: &ShapeId,
        shape: &Shape,
        is_input: bool,
        location: &dyn Fn(usize) -> Option<Location>,
    ) -> Struct {
        let usage = self.closure.usage.get(id);
        let members = &*self.without_stream(id, self.source.members(id));
        let (ident, module) = self.name(id);
        let is_input = (is_input || shape.traits.has("smithy.api#input")) && !usage.in_output;
        let message = usage.error.then(|| self.source.message(members)).flatten();
        let owner = Owner { id, usage, is_input, message };
        let (names, mut methods) = self.source.field_names(members, usage.error);
        let mut fields: Vec<Field> = members
            .iter()
            .zip(names)
            .enumerate()
            .map(|(at, (member, names))| self.field(owner, member, names, location(at), &mut methods))
            .collect();
        if self.source.protocol.names_parts() {
            layout::supersede(&mut fields);
        }
        let reads = usage.reads && (usage.shared || usage.error);
        let writes = usage.writes && usage.shared;
        if reads || writes {
            check_wire_names(&self.notes, id, fields.iter().filter_map(names_in_document));
        }
        Struct {
            id: id.clone(),
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            traits: self.derives(id, members),
            module,
            reads: self.source.reads(reads),
            writes: self.source.writes(writes),
            in_output: usage.in_output,
            is_input: self.checks.is_input(id),
            checks: self.checks.has(id),
            argument_order: self.source.argument_order(id, &fields),
            fields,
            ident,
        }
    }

    /// Returns a field. `methods` are those of the structure so far.
    fn field(
        &self,
        owner: Owner<'_>,
        (name, member): (&String, &Member),
        names: FieldNames,
        location: Option<Location>,
        methods: &mut Scope,
    ) -> Field {
        let Owner { id: owner, usage, is_input, message } = owner;
        let (id, target, traits) = (owner.member(name), self.source.shape(&member.target), &member.traits);
        // Real responses lack messages that the model requires; an error without a message is still this error.
        let is_message = message == Some(name.as_str());
        let required = traits.has(REQUIRED) && !traits.has("smithy.api#clientOptional") && !is_message;
        let Value { ty, limits, check } = self.checks.get(&id);
        // In a shape that is secret as a whole, every member is secret.
        let secret = self.source.hides(member) || self.source.is_sensitive(owner);
        let docs = self.source.member_docs(name, member);
        let mut facts = words::facts(required, traits, &ty, &limits, &docs);
        let pattern = limits.pattern.as_ref().filter(|_| usage.in_input);
        if let Some(left) = pattern.and_then(|pattern| self.checks.unchecked(&pattern.text)) {
            words::add(&mut facts, left);
        }
        if is_input && traits.has("smithy.api#idempotencyToken") {
            words::add(&mut facts, words::FILLED_IN);
        }
        let presence = match is_message {
            true => Presence::Optional,
            false => self.types().presence(&id, is_input, traits, &ty),
        };
        let is_set = usage.in_input && presence == Presence::Optional;
        let typed_time = target
            .filter(|shape| ty == Ty::String && self.is_time(shape))
            .map(|_| TypedTime::named(&names.ident, is_set, methods));
        Field {
            name: name.clone(),
            setter: names.setter,
            wire_name: names.wire,
            form_name: self.source.protocol.form_name(name, traits),
            layout: self.source.layout(member),
            serde_name: names.serde,
            xml: self.source.xml_member(member),
            deprecated: words::deprecation(traits),
            presence,
            boxed: self.closure.boxes.needed(owner, &member.target),
            target_has_default: self.has_default(&member.target),
            filled_in: is_filled_in(is_input, traits),
            idempotency_token: traits.has("smithy.api#idempotencyToken"),
            facts,
            limits,
            check,
            id,
            typed_time,
            schema: self.source.in_schema(name, member, &docs, location),
            docs,
            sensitive: secret && !matches!(ty, Ty::Newtype(_)),
            ident: names.ident,
            ty,
        }
    }

    /// Whether a structure requires none of its members.
    pub(super) fn has_default(&self, id: &ShapeId) -> bool {
        let Some(ShapeKind::Structure(members)) = self.source.shape(id).map(|shape| &shape.kind) else {
            return false;
        };
        let required = |(name, member): (&String, &Member)| {
            let Member { traits, target } = member;
            let default = traits.get("smithy.api#default").is_some_and(|value| !value.is_null());
            let optional = traits.has("smithy.api#clientOptional")
                || default
                || self.closure.usage.get(id).error && self.source.is_message(name, target);
            traits.has(REQUIRED) && !optional
        };
        !members.iter().any(required)
    }

    fn union_shape(&self, id: &ShapeId, shape: &Shape, members: &Members) -> Union {
        let usage = self.closure.usage.get(id);
        let (ident, module) = self.name(id);
        let mut scope = Scope::with_taken(["Unknown"]);
        let wire_name = |(name, member): (&String, &Member)| {
            (id.member(name), self.source.protocol.wire_name(name, &member.traits).to_owned())
        };
        let wire_names: Vec<(ShapeId, String)> = members.iter().map(wire_name).collect();
        check_wire_names(&self.notes, id, wire_names.iter().map(|(id, name)| (id, (false, name))));
        let lowered = members.iter().map(|(name, member)| {
            let unit = member.target.as_str() == UNIT;
            let Value { ty, limits, check } = self.checks.get(&id.member(name));
            let docs = self.source.member_docs(name, member);
            if self.source.is_flattened(member) {
                self.notes.problem(&id.member(name), "is flattened, which is not supported in a union");
            }
            UnionMember {
                name: name.clone(),
                ident: scope.take(naming::variant_name(name)),
                wire_name: self.source.protocol.wire_name(name, &member.traits).to_owned(),
                form_name: self.source.protocol.form_name(name, &member.traits),
                xml: self.source.xml_member(member),
                serde_name: self.source.serde_names(name, &member.traits)[0].to_owned(),
                layout: self.source.layout(member),
                schema: self.source.in_schema(name, member, &docs, None),
                docs,
                deprecated: words::deprecation(&member.traits),
                boxed: self.closure.boxes.needed(id, &member.target),
                sensitive: (self.source.hides(member) || self.source.is_sensitive(id))
                    && !matches!(ty, Ty::Newtype(_)),
                limits,
                check,
                ty: (!unit).then_some(ty),
            }
        });
        let traits = self.derives(id, members);
        Union {
            id: id.clone(),
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            members: lowered.collect(),
            module,
            traits,
            reads: self.source.reads(usage.reads),
            writes: self.source.writes(usage.writes),
            checks: self.checks.has(id),
            ident,
        }
    }

    /// Searches nested shapes for floating-point numbers and secrets.
    pub(super) fn derives(&self, id: &ShapeId, members: &Members) -> Derives {
        let secret = self.source.is_sensitive(id)
            || members.values().any(|m| self.source.hides(m) && !m.traits.has("farrier#newtype"));
        Derives {
            eq: !self.closure.has_float.contains(id),
            debug: !secret,
            serde: self.source.serde(),
            time: self.source.form.gate(&["time"]),
            more: self.more_derives.clone(),
        }
    }
}

impl Source<'_> {
    /// The fields as arguments: as in the last release, and then those that its constructor did not take.
    fn argument_order(&self, id: &ShapeId, fields: &[Field]) -> Vec<usize> {
        let released = self.model.constructors.0.get(id).map_or(&[][..], Vec::as_slice);
        let place = |field: &Field| released.iter().position(|name| *name == field.name);
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by_key(|&at| place(&fields[at]).unwrap_or(released.len()));
        order
    }

    /// Returns the names of a member for serde, in order of preference. Those of XML are for elements, where a list has the name of its
    /// items: there, the name in the model comes first.
    fn serde_names<'a>(&self, name: &'a str, traits: &'a Traits) -> [&'a str; 2] {
        let wire_name = self.protocol.wire_name(name, traits);
        if self.protocol.names_parts() { [name, wire_name] } else { [wire_name, name] }
    }

    /// Returns the names of all fields, and the names of the setters.
    ///
    /// A label or a header may have the name of another member in the JSON document, and serde knows no locations:
    /// document members keep their wire names, the others use their name in the model or, last, in Rust.
    fn field_names(&self, members: &Members, of_error: bool) -> (Vec<FieldNames>, Scope) {
        let protocol = self.protocol;
        let in_document = |traits: &Traits| {
            [Direction::Request, Direction::Response].iter().all(|way| protocol.in_document(traits, *way))
        };
        let mut fields = Scope::with_taken(of_error.then_some("metadata"));
        let idents: Vec<String> = members.keys().map(|name| fields.take(naming::field_name(name))).collect();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_key(|&at| !in_document(&members[at].traits));
        let mut taken = HashSet::new();
        let mut serde = HashMap::new();
        for at in order {
            let Some((name, member)) = members.get_index(at) else { continue };
            let rust = idents[at].trim_start_matches("r#");
            let mut names = self.serde_names(name, &member.traits).into_iter().chain([rust]);
            serde.insert(at, names.find(|name| taken.insert(*name)).unwrap_or(rust).to_owned());
        }
        let mut setters = Scope::default();
        let names =
            members.iter().zip(idents.iter().cloned()).enumerate().map(|(at, ((name, member), ident))| {
                FieldNames {
                    setter: setters.take(naming::setter_name(&ident, of_error)),
                    wire: protocol.wire_name(name, &member.traits).to_owned(),
                    serde: serde.remove(&at).unwrap_or_default(),
                    ident,
                }
            });
        (names.collect(), setters)
    }

    /// Returns the member's own documentation, or that of its target.
    pub(super) fn member_docs(&self, name: &str, member: &Member) -> ir::Docs {
        let own = words::docs(&member.traits);
        if !own.is_empty() {
            return own;
        }
        let target = self.shape(&member.target).map(|shape| words::docs(&shape.traits)).unwrap_or_default();
        if target.is_empty() { vec![words::unsaid(name)] } else { docs::summary(&target) }
    }
}

/// Checks the members of a body document.
pub(super) fn check_document(notes: &Notes, id: &ShapeId, shape: &Struct, body: &Body) {
    if let Body::Document { fields, .. } = body {
        let fields = fields.iter().map(|&at| &shape.fields[at]);
        check_wire_names(notes, id, fields.filter_map(names_in_document));
    }
}

/// A member of a document: its id, and whether it is an attribute, with its name.
type Named<'a> = (&'a ShapeId, (bool, &'a String));

fn names_in_document(field: &Field) -> Option<Named<'_>> {
    (!field.xml.superseded).then_some((&field.id, (field.xml.attribute, &field.wire_name)))
}

/// Names in a document must be unique; those of members are, so only a trait can make two equal. An attribute and an element
/// can have the same name.
fn check_wire_names<'a>(notes: &Notes, id: &ShapeId, names: impl Iterator<Item = Named<'a>>) {
    let mut seen = HashMap::new();
    for (member, name) in names {
        if let Some(first) = seen.insert(name, member) {
            let name = name.1.escape_debug();
            notes.problem(id, format!("has {first} and {member} with the same wire name `{name}`"));
        }
    }
}

/// Whether only requests contain a structure: the type of a list in it can require an item.
pub(super) fn only_input(closure: &Closure, id: &ShapeId) -> bool {
    !closure.usage.get(id).in_output
}

/// Returns the location of a top-level member, for the default timestamp format.
pub(super) fn place(traits: &Traits) -> Place {
    let has = |ids: &[&str]| ids.iter().any(|id| traits.has(id));
    if has(&["smithy.api#httpHeader", "smithy.api#httpPrefixHeaders"]) {
        Place::Header
    } else if has(&["smithy.api#httpLabel", "smithy.api#httpQuery", "smithy.api#httpQueryParams"]) {
        Place::Uri
    } else {
        Place::Document
    }
}
