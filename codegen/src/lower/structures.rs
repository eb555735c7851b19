//! Structures, unions and errors: fields with their names, types and limits.

use std::collections::{HashMap, HashSet};

use super::Cx;
use super::closure::is_event_stream;
use super::types::{Site, is_filled_in};
use super::words;
use crate::docs;
use crate::ir::{self, Body, Field, Struct, Ty, Type, Union, UnionMember};
use crate::model::{Member, Members, Shape, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::{Direction, Place};

/// Unique names within one structure.
struct FieldScopes {
    fields: Scope,
    setters: Scope,
    of_error: bool,
}

impl Cx<'_> {
    /// Returns every shared shape that becomes a type.
    pub(super) fn types(&self) -> Vec<Type> {
        let mut types = Vec::new();
        for id in self.usage.shapes() {
            let usage = self.usage.get(id);
            let Some(shape) = self.shape(id).filter(|_| id.as_str() != UNIT) else { continue };
            match &shape.kind {
                ShapeKind::Structure(members) if usage.shared && !usage.error => {
                    types.push(Type::Struct(self.structure(id, shape, members, false)));
                }
                ShapeKind::Union(members) if is_event_stream(self.model, id) => {
                    types.extend(self.event_union(id, shape, members).map(Type::Events));
                }
                ShapeKind::Union(members) => types.push(Type::Union(self.union_shape(id, shape, members))),
                ShapeKind::Enum(members) => types.push(Type::Enum(self.enumeration(id, shape, members))),
                ShapeKind::IntEnum(members) => types.push(Type::IntEnum(self.int_enum(id, shape, members))),
                _ => {}
            }
        }
        types.extend(
            self.names
                .newtypes
                .iter()
                .filter_map(|(name, newtype)| self.newtype(name, newtype))
                .map(Type::Newtype),
        );
        types
    }

    /// Returns a structure; `is_input` if it is the input of an operation and nothing else.
    pub(super) fn structure(&self, id: &ShapeId, shape: &Shape, members: &Members, is_input: bool) -> Struct {
        let usage = self.usage.get(id);
        let members = &*self.without_stream(id, members);
        let (ident, module) = self.name(id);
        let mut scopes = FieldScopes {
            fields: Scope::with_taken(usage.error.then_some("metadata")),
            setters: Scope::default(),
            of_error: usage.error,
        };
        let is_input = is_input || shape.traits.has("smithy.api#input");
        let mut fields: Vec<Field> = members
            .iter()
            .map(|(name, member)| self.field(id, name, member, is_input && !usage.in_output, &mut scopes))
            .collect();
        self.name_for_serde(&mut fields, members);
        self.type_times(id, &mut fields, members, &mut scopes.setters);
        let reads = usage.reads && (usage.shared || usage.error);
        let writes = usage.writes && usage.shared;
        if reads || writes {
            self.check_wire_names(id, fields.iter().map(|field| (&field.id, &field.wire_name)));
        }
        Struct {
            id: id.clone(),
            docs: self.docs(&shape.traits),
            deprecated: self.deprecated(&shape.traits),
            traits: self.derives(id, members),
            module,
            reads,
            writes,
            in_output: usage.in_output,
            is_input: false,
            checks: false,
            argument_order: self.argument_order(id, &fields),
            fields,
            ident,
        }
    }

    /// The fields as arguments: as in the last release, and then those that its constructor did not take.
    fn argument_order(&self, id: &ShapeId, fields: &[Field]) -> Vec<usize> {
        let released = self.model.constructors.0.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let place = |field: &Field| released.iter().position(|name| *name == field.name);
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by_key(|&at| place(&fields[at]).unwrap_or(released.len()));
        order
    }

    fn field(
        &self,
        owner: &ShapeId,
        name: &str,
        member: &Member,
        is_input: bool,
        scopes: &mut FieldScopes,
    ) -> Field {
        let target = self.shape(&member.target);
        let place = place(&member.traits);
        let only_input = !self.usage.get(owner).in_output;
        let required =
            member.traits.has("smithy.api#required") && !member.traits.has("smithy.api#clientOptional");
        let ty = self.member_type(owner, name, member, Site { place, only_input });
        // In a shape that is secret as a whole, every member is secret.
        let secret = self.hides(member) || self.is_sensitive(owner);
        let sensitive = secret && !matches!(ty, Ty::Newtype(_));
        let ident = scopes.fields.take(naming::field_name(name));
        let docs = self.member_docs(name, member);
        let limits = self.limits(owner, name, member, &ty);
        let mut facts = words::facts(required, &member.traits, target, &docs);
        if let Some(left) = self.unchecked_pattern(owner, member) {
            words::add(&mut facts, left);
        }
        if is_input && member.traits.has("smithy.api#idempotencyToken") {
            words::add(&mut facts, words::FILLED_IN);
        }
        Field {
            id: owner.member(name),
            name: name.to_owned(),
            setter: scopes.setters.take(naming::setter_name(&ident, scopes.of_error)),
            wire_name: self.protocol.wire_name(name, &member.traits).to_owned(),
            serde_name: String::new(),
            deprecated: self.deprecated(&member.traits),
            presence: self.presence(&owner.member(name), is_input, &member.traits, &ty),
            boxed: self.boxes.needed(owner, &member.target),
            target_has_default: self.has_default(&member.target),
            filled_in: is_filled_in(is_input, &member.traits),
            idempotency_token: member.traits.has("smithy.api#idempotencyToken"),
            facts,
            limits,
            check: None,
            typed_time: None,
            schema: self.in_schema(name, member, &docs),
            docs,
            sensitive,
            ident,
            ty,
        }
    }

    /// Checks the members of a body document.
    pub(super) fn check_document(&self, id: &ShapeId, shape: &Struct, body: &Body) {
        if let Body::Document { fields, .. } = body {
            let fields = fields.iter().map(|&at| &shape.fields[at]);
            self.check_wire_names(id, fields.map(|field| (&field.id, &field.wire_name)));
        }
    }

    /// Names in a document must be unique; those of members are, so only a trait can make two equal.
    fn check_wire_names<'a>(&self, id: &ShapeId, names: impl Iterator<Item = (&'a ShapeId, &'a String)>) {
        let mut seen = HashMap::new();
        for (member, name) in names {
            if let Some(first) = seen.insert(name, member) {
                self.problem(
                    id,
                    format!("has {first} and {member} with the same wire name `{}`", name.escape_debug()),
                );
            }
        }
    }

    /// A label or a header may have the name of another member in the JSON document, and serde knows no locations:
    /// document members keep their wire names, the others use their name in the model or, last, in Rust.
    fn name_for_serde(&self, fields: &mut [Field], members: &Members) {
        let in_document = |traits: &Traits| {
            [Direction::Request, Direction::Response]
                .iter()
                .all(|way| self.protocol.in_document(traits, *way))
        };
        let mut taken = HashSet::new();
        for wanted in [true, false] {
            for (field, (name, member)) in fields.iter_mut().zip(members) {
                if in_document(&member.traits) == wanted {
                    let rust = field.ident.trim_start_matches("r#");
                    let mut names = [field.wire_name.as_str(), name, rust].into_iter();
                    let free = names.find(|name| taken.insert((*name).to_owned()));
                    field.serde_name = free.unwrap_or(rust).to_owned();
                }
            }
        }
    }

    /// Whether a structure requires none of its members.
    pub(super) fn has_default(&self, id: &ShapeId) -> bool {
        let Some(ShapeKind::Structure(members)) = self.shape(id).map(|shape| &shape.kind) else {
            return false;
        };
        let required = |(name, member): (&String, &Member)| {
            let Member { traits, target } = member;
            let default = traits.get("smithy.api#default").is_some_and(|value| !value.is_null());
            let optional = traits.has("smithy.api#clientOptional")
                || default
                || self.usage.get(id).error && self.is_message(name, target);
            traits.has("smithy.api#required") && !optional
        };
        !members.iter().any(required)
    }

    /// Returns the member's own documentation, or that of its target.
    pub(super) fn member_docs(&self, name: &str, member: &Member) -> ir::Docs {
        let own = self.docs(&member.traits);
        if !own.is_empty() {
            return own;
        }
        let target = self.shape(&member.target).map(|shape| self.docs(&shape.traits)).unwrap_or_default();
        if target.is_empty() { vec![words::unsaid(name)] } else { docs::summary(&target) }
    }

    fn union_shape(&self, id: &ShapeId, shape: &Shape, members: &Members) -> Union {
        let usage = self.usage.get(id);
        let (ident, module) = self.name(id);
        let mut scope = Scope::with_taken(["Unknown"]);
        let wire_name = |(name, member): (&String, &Member)| {
            (id.member(name), self.protocol.wire_name(name, &member.traits).to_owned())
        };
        let wire_names: Vec<(ShapeId, String)> = members.iter().map(wire_name).collect();
        self.check_wire_names(id, wire_names.iter().map(|(id, name)| (id, name)));
        let lowered = members.iter().map(|(name, member)| {
            let site = Site { place: Place::Document, only_input: false };
            let unit = member.target.as_str() == UNIT;
            let ty = (!unit).then(|| self.member_type(id, name, member, site));
            let docs = self.member_docs(name, member);
            UnionMember {
                name: name.clone(),
                ident: scope.take(naming::variant_name(name)),
                wire_name: self.protocol.wire_name(name, &member.traits).to_owned(),
                schema: self.in_schema(name, member, &docs),
                docs,
                deprecated: self.deprecated(&member.traits),
                boxed: self.boxes.needed(id, &member.target),
                sensitive: (self.hides(member) || self.is_sensitive(id))
                    && !matches!(ty, Some(Ty::Newtype(_))),
                limits: ty.as_ref().map(|ty| self.limits(id, name, member, ty)).unwrap_or_default(),
                check: None,
                ty,
            }
        });
        let traits = self.derives(id, members);
        Union {
            id: id.clone(),
            docs: self.docs(&shape.traits),
            deprecated: self.deprecated(&shape.traits),
            members: lowered.collect(),
            module,
            traits,
            reads: usage.reads,
            writes: usage.writes,
            checks: false,
            ident,
        }
    }

    /// Returns the value, or reports its problems.
    pub(super) fn collect<T>(&self, result: Result<T, crate::Diagnostics>) -> Option<T> {
        result.map_err(|problems| self.problems.borrow_mut().0.extend(problems.0)).ok()
    }
}

/// Returns the location of a top-level member, for the default timestamp format.
fn place(traits: &Traits) -> Place {
    let has = |ids: &[&str]| ids.iter().any(|id| traits.has(id));
    if has(&["smithy.api#httpHeader", "smithy.api#httpPrefixHeaders"]) {
        Place::Header
    } else if has(&["smithy.api#httpLabel", "smithy.api#httpQuery", "smithy.api#httpQueryParams"]) {
        Place::Uri
    } else {
        Place::Document
    }
}
