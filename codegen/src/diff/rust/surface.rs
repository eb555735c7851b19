//! Converts IR to the API of a crate.

mod operation;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::IndexMap;

pub(super) use operation::REPEATABLE;

use super::causes::{inside, target};
use super::offers::{Form, Item, ItemKey, Part, PartKey, PartKind, Surface};
use super::text::{self, Renames};
use crate::diff::cx::Cx;
use crate::diff::report::{Direction, Key};
use crate::diff::side::{ShapePair, Side};
use crate::diff::values;
use crate::emit;
use crate::ir::{self, ErrorVariant, Field, Presence, Service, Struct, Type, Union};
use crate::model::ShapeId;

/// Returns the APIs of both crates. Ids and type names of the old one are replaced by those of the new one, if there is one, so
/// that renamed items compare as equal.
pub(super) fn surfaces(cx: &Cx<'_>, ids: &NewIds, old: &Service, new: &Service) -> (Surface, Surface) {
    let (same_ids, same_names) = (NewIds::new(), Renames::new());
    let renames = renames(cx, ids, old, new);
    let before = Reader { side: &cx.old, ids, renames: &renames }.surface(old);
    let after = Reader { side: &cx.new, ids: &same_ids, renames: &same_names }.surface(new);
    (before, after)
}

/// Ids of the new model by those of the old one, if they differ.
pub(super) type NewIds = HashMap<ShapeId, ShapeId>;

pub(super) fn new_ids(cx: &Cx<'_>) -> NewIds {
    let shapes = cx.shapes.iter().chain(&cx.operations).filter_map(ShapePair::both);
    let mut ids: NewIds = shapes.map(|[(old, _), (new, _)]| (old.clone(), new.clone())).collect();
    for pair in &cx.members {
        if let (Some((old, _)), Some((new, _))) = (pair.old, pair.new) {
            ids.insert(pair.owners[0].0.member(old), pair.owners[1].0.member(new));
        }
    }
    for [(before, old), (after, new)] in cx.shapes.iter().filter_map(ShapePair::both) {
        for pair in values::pairs(old, new) {
            if let (Some((old, _)), Some((new, _))) = (&pair.old, &pair.new) {
                ids.insert(before.member(old), after.member(new));
            }
        }
    }
    ids.retain(|old, new| old != new);
    ids
}

/// Type names of the new crate by those of the old one, if they differ.
fn renames(cx: &Cx<'_>, ids: &NewIds, old: &Service, new: &Service) -> Renames {
    let (same_ids, same_names) = (NewIds::new(), Renames::new());
    let before = Reader { side: &cx.old, ids, renames: &same_names }.names(old);
    let after = Reader { side: &cx.new, ids: &same_ids, renames: &same_names }.names(new);
    let same_key = |(key, name): (ShapeId, String)| Some((name, after.get(&key)?.clone()));
    before.into_iter().filter_map(same_key).filter(|(old, new)| old != new).collect()
}

/// A reader of one crate.
struct Reader<'r, 'm> {
    side: &'r Side<'m>,
    ids: &'r NewIds,
    renames: &'r Renames,
}

impl Reader<'_, '_> {
    fn id(&self, id: &ShapeId) -> ShapeId {
        self.ids.get(id).unwrap_or(id).clone()
    }

    /// The names of types, by their keys.
    fn names(&self, service: &Service) -> BTreeMap<ShapeId, String> {
        let tops = service.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
        let structs = tops.chain(service.shapes.errors.iter().map(|error| &error.shape));
        let structs = structs.map(|shape| (self.id(&shape.id), shape.ident.clone()));
        structs
            .chain(service.shapes.types.iter().map(|ty| (self.id(ty.id()), ty.ident().to_owned())))
            .collect()
    }

    fn surface(&self, service: &Service) -> Surface {
        let mut surface = Surface::new();
        surface.insert(ItemKey::Crate, self.root(service));
        for operation in &service.operations {
            self.operation(&mut surface, operation, service.client);
        }
        for ty in &service.shapes.types {
            let key = match ty {
                Type::Newtype(shape) => ItemKey::Newtype(shape.ident.clone()),
                _ => ItemKey::Shape(self.id(ty.id())),
            };
            if let Type::Events(shape) = ty
                && let Some(name) = &shape.failure
            {
                let variants: Vec<&ErrorVariant> =
                    shape.exceptions.iter().map(|exception| &exception.variant).collect();
                let item = self.errors(&shape.id, format!("types::{name}"), &variants);
                surface.insert(ItemKey::Failure(self.id(&shape.id)), item);
            }
            surface.insert(key, self.ty(ty));
        }
        for error in &service.shapes.errors {
            let item = self.structure(&error.shape, format!("error::{}", error.shape.ident));
            surface.insert(ItemKey::Shape(self.id(&error.shape.id)), item);
        }
        if !service.serde {
            let parts = surface.values_mut().flat_map(|item| item.parts.values_mut());
            parts.for_each(|part| part.stored = None);
        }
        surface
    }

    fn root(&self, service: &Service) -> Item {
        let mut constants = emit::outline(service);
        for param in &service.endpoints.params {
            let value = format!("{:?} {}", param.ty, param.is_optional());
            constants.insert(format!("endpoint::Params::{}", bare(&param.ident)), value);
        }
        constants.extend(emit::settings(service));
        Item { constants, ..Item::new(self.id(&service.id), "crate", String::new()) }
    }

    fn ty(&self, ty: &Type) -> Item {
        let path = format!("types::{}", ty.ident());
        match ty {
            Type::Struct(shape) => self.structure(shape, path),
            Type::Union(shape) => self.union(shape, path),
            Type::Events(shape) => {
                let variants = shape.events.iter().map(|event| {
                    let id = self.member(&shape.id, &event.wire_name);
                    let ty = self.renames.get(&event.shape.ident).unwrap_or(&event.shape.ident).clone();
                    let part = plain(&id, PartKind::Variant, &event.ident, ty);
                    (
                        PartKey::Member(id),
                        Part {
                            deprecated: event.deprecated.is_some(),
                            stored: Some(event.wire_name.clone()),
                            ..part
                        },
                    )
                });
                Item {
                    parts: variants.collect(),
                    traits: derived(&shape.traits),
                    deprecated: shape.deprecated.is_some(),
                    ..self.item(&shape.id, "enum of events", path)
                }
            }
            Type::Enum(shape) => {
                let variants = shape.variants.iter().map(|v| (v, v.value.clone()));
                Item {
                    parts: self.values(&shape.id, variants),
                    traits: if shape.sensitive { BTreeSet::new() } else { BTreeSet::from(["Display"]) },
                    deprecated: shape.deprecated.is_some(),
                    ..self.item(&shape.id, "enum", path)
                }
            }
            Type::IntEnum(shape) => {
                let variants = shape.variants.iter().map(|v| (v, v.value.to_string()));
                Item {
                    parts: self.values(&shape.id, variants),
                    deprecated: shape.deprecated.is_some(),
                    ..self.item(&shape.id, "enum of numbers", path)
                }
            }
            Type::Newtype(shape) => Item {
                traits: if shape.sensitive { BTreeSet::new() } else { BTreeSet::from(["Display"]) },
                causes: shape.members.iter().map(|member| self.id(member)).collect(),
                ..self.item(&shape.id, "newtype", path)
            },
        }
    }

    fn item(&self, id: &ShapeId, noun: &'static str, path: String) -> Item {
        let only_responses = self.side.reach.way(id) == Some(Direction::Output);
        Item { only_responses, roots: vec![id.clone()], ..Item::new(self.id(id), noun, path) }
    }

    fn member(&self, id: &ShapeId, member: &str) -> ShapeId {
        self.id(&id.member(member))
    }

    fn structure(&self, shape: &Struct, path: String) -> Item {
        let fields =
            shape.fields.iter().map(|field| (PartKey::Member(self.id(&field.id)), self.field(field)));
        let mut traits = derived(&shape.traits);
        if shape.has_default() {
            traits.insert("Default");
        }
        Item {
            parts: fields.collect(),
            constants: shape.is_input.then(|| ("validate".to_owned(), String::new())).into_iter().collect(),
            arguments: Some(shape.arguments().map(|field| self.id(&field.id)).collect()),
            traits,
            deprecated: shape.deprecated.is_some(),
            ..self.item(&shape.id, "struct", path)
        }
    }

    fn field(&self, field: &Field) -> Part {
        let ty = text::field(field, self.renames);
        let part = plain(self.id(&field.id), PartKind::Field, bare(&field.ident), ty);
        let setter = (field.presence != Presence::Required).then(|| bare(&field.setter).to_owned());
        let (deprecated, stored) = (field.deprecated.is_some(), Some(field.serde_name.clone()));
        let timed = field.typed_time.iter().flat_map(|time| [Some(&time.parsed), time.setter.as_ref()]);
        let methods = timed.flatten().map(|method| bare(method).to_owned()).collect();
        let form = Form { target: self.target(&field.id), ..text::form(field, self.renames) };
        Part { methods, setter, deprecated, stored, form, inside: self.inside(&field.id), ..part }
    }

    fn union(&self, shape: &Union, path: String) -> Item {
        let variants = shape.members.iter().map(|member| {
            let own = shape.id.member(&member.name);
            let id = self.id(&own);
            let ty = member.ty.as_ref().map(|ty| text::boxed(ty, member.boxed, self.renames));
            let part = plain(&id, PartKind::Variant, &member.ident, ty.unwrap_or_default());
            let core = member.ty.as_ref().map(|ty| text::ty(ty, self.renames)).unwrap_or_default();
            let form = Form { boxed: member.boxed, core, target: self.target(&own), ..Form::default() };
            let (deprecated, stored) = (member.deprecated.is_some(), Some(member.serde_name.clone()));
            (PartKey::Member(id), Part { deprecated, stored, form, inside: self.inside(&own), ..part })
        });
        Item {
            parts: variants.collect(),
            traits: derived(&shape.traits),
            deprecated: shape.deprecated.is_some(),
            ..self.item(&shape.id, "union", path)
        }
    }

    /// Returns the parts of the type of a member.
    fn inside(&self, member: &ShapeId) -> Vec<ShapeId> {
        inside(self.side, member).iter().map(|id| self.id(id)).collect()
    }

    /// Returns the target shape of a member.
    fn target(&self, member: &ShapeId) -> Option<ShapeId> {
        target(self.side, member).cloned()
    }

    /// Returns variants of values; an effect is about the member of the model.
    fn values<'v, T: 'v>(
        &self,
        id: &ShapeId,
        variants: impl Iterator<Item = (&'v ir::Variant<T>, String)>,
    ) -> IndexMap<PartKey, Part> {
        let part = |(variant, value): (&ir::Variant<T>, String)| {
            let key = self.member(id, &variant.name);
            let part = plain(&key, PartKind::Variant, &variant.ident, String::new());
            (
                PartKey::Member(key),
                Part { deprecated: variant.deprecated.is_some(), stored: Some(value), ..part },
            )
        };
        variants.map(part).collect()
    }
}

fn plain(key: impl Into<Key>, kind: PartKind, name: &str, ty: String) -> Part {
    Part {
        key: key.into(),
        inside: Vec::new(),
        form: Form { core: ty.clone(), ..Form::default() },
        kind,
        name: name.to_owned(),
        setter: None,
        methods: Vec::new(),
        ty,
        stored: None,
        deprecated: false,
    }
}

/// Returns a name without `r#`, for a sentence.
fn bare(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

fn derived(traits: &ir::Derives) -> BTreeSet<&'static str> {
    if traits.eq { BTreeSet::from(["Eq", "Hash"]) } else { BTreeSet::new() }
}
