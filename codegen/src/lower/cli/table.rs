//! Structures and unions: each that is reachable becomes one entry, whatever refers to it.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::{Cx, words};
use crate::ir::cli::{Aggregate, Limits, Member, Place, Shape};
use crate::ir::{self, Docs};
use crate::model::{self, ShapeId, ShapeKind, Traits, UNIT};

/// The table while it grows.
pub(super) struct Table<'a, 'm> {
    cx: &'a Cx<'m>,
    known: HashMap<&'a str, Known<'a>>,
    reached: HashSet<&'a str>,
    pending: Vec<Known<'a>>,
}

/// What has members.
#[derive(Clone, Copy)]
enum Known<'a> {
    Struct(&'a ir::Struct),
    Union(&'a ir::Union),
    Error(&'a ir::Struct),
}

impl Known<'_> {
    fn place(self) -> Place {
        let (home, module) = match self {
            Self::Struct(shape) => ("crate::types", &shape.module),
            Self::Union(shape) => ("crate::types", &shape.module),
            Self::Error(shape) => ("crate::error", &shape.module),
        };
        Place { home, module: module.clone() }
    }
}

/// What is taken over from the member of a type.
struct Said<'a> {
    id: &'a str,
    key: &'a str,
    docs: &'a Docs,
    sensitive: bool,
}

impl<'a, 'm> Table<'a, 'm> {
    pub(super) fn new(cx: &'a Cx<'m>, types: &'a [ir::Type], errors: &'a [ir::ErrorShape]) -> Self {
        let types = types.iter().filter_map(|ty| match ty {
            ir::Type::Struct(shape) => Some((shape.id.as_str(), Known::Struct(shape))),
            ir::Type::Union(shape) => Some((shape.id.as_str(), Known::Union(shape))),
            _ => None,
        });
        let errors = errors.iter().map(|error| (error.shape.id.as_str(), Known::Error(&error.shape)));
        let known = types.chain(errors).collect();
        Self { cx, known, reached: HashSet::new(), pending: Vec::new() }
    }

    /// The members at the top of a request or an answer.
    pub(super) fn members(&mut self, shape: &ir::Struct) -> Vec<Member> {
        shape
            .fields
            .iter()
            .filter_map(|field| {
                self.member(&Said {
                    id: &field.id,
                    key: &field.serde_name,
                    docs: &field.docs,
                    sensitive: field.is_secret(),
                })
            })
            .collect()
    }

    /// The structure of an error.
    pub(super) fn error(&mut self, id: &str) -> Option<Shape> {
        Some(self.aggregate(&ShapeId::parse(id)?))
    }

    /// All structures and unions that are reached.
    pub(super) fn finish(mut self) -> Vec<Aggregate> {
        let mut aggregates = Vec::new();
        while let Some(known) = self.pending.pop() {
            let (is_union, members) = match known {
                Known::Struct(shape) | Known::Error(shape) => (false, self.members(shape)),
                Known::Union(shape) => (true, self.variants(shape)),
            };
            aggregates.push(Aggregate { place: known.place(), is_union, members });
        }
        aggregates
    }

    fn variants(&mut self, shape: &ir::Union) -> Vec<Member> {
        let mut members = Vec::new();
        for variant in &shape.members {
            let id = format!("{}${}", shape.id, variant.name);
            let secret = variant.sensitive || matches!(variant.ty, Some(ir::Ty::Newtype(_)));
            let (key, docs) = (&variant.wire_name, &variant.docs);
            members.extend(self.member(&Said { id: &id, key, docs, sensitive: secret }));
        }
        members
    }

    fn member(&mut self, said: &Said<'_>) -> Option<Member> {
        let (owner, name) = said.id.rsplit_once('$')?;
        let cx = self.cx;
        let (ShapeKind::Structure(members) | ShapeKind::Union(members)) =
            &cx.shape(&ShapeId::parse(owner)?)?.kind
        else {
            return None;
        };
        let member = members.get(name)?;
        let has = |id: &str| member.traits.has(id);
        let idempotency_token = has("smithy.api#idempotencyToken");
        let target = cx.shape(&member.target);
        Some(Member {
            flag: None,
            name: name.to_owned(),
            key: said.key.to_owned(),
            shape: self.shape(member),
            // The name is there already.
            docs: if *said.docs == [words::unsaid(name)] { Vec::new() } else { said.docs.clone() },
            required: has("smithy.api#required") && !idempotency_token,
            sensitive: said.sensitive,
            idempotency_token,
            streaming: target.is_some_and(|shape| shape.traits.has("smithy.api#streaming")),
        })
    }

    fn shape(&mut self, member: &model::Member) -> Shape {
        let cx = self.cx;
        if member.target.as_str() == UNIT {
            return Shape::Empty;
        }
        let Some(target) = cx.shape(&member.target) else { return Shape::Document };
        let limits = |id: &str| limits(&member.traits, target, id);
        let (length, range) = (|| limits("smithy.api#length"), || limits("smithy.api#range"));
        let sparse = target.traits.has("smithy.api#sparse");
        let value = |member: &model::Member| member.traits.get("smithy.api#enumValue").cloned();
        match &target.kind {
            ShapeKind::Boolean => Shape::Boolean,
            ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer => Shape::Integer(range()),
            ShapeKind::Long => Shape::Long(range()),
            ShapeKind::Float => Shape::Float(range()),
            ShapeKind::Double => Shape::Double(range()),
            ShapeKind::BigInteger | ShapeKind::BigDecimal => Shape::BigNumber,
            ShapeKind::String => Shape::Text(length()),
            ShapeKind::Enum(members) => {
                Shape::Enum(members.values().filter_map(|m| value(m)?.as_str().map(str::to_owned)).collect())
            }
            ShapeKind::IntEnum(members) => Shape::IntEnum(
                members.values().filter_map(|m| i32::try_from(value(m)?.as_i64()?).ok()).collect(),
            ),
            ShapeKind::Blob => Shape::Blob(length()),
            ShapeKind::Timestamp => Shape::Timestamp,
            // A list that contains itself has a structure or a union in between, which ends the recursion.
            ShapeKind::List(item) => {
                Shape::List { item: Box::new(self.shape(item)), sparse, limits: length() }
            }
            ShapeKind::Map { key, value } => Shape::Map {
                key: Box::new(self.shape(key)),
                value: Box::new(self.shape(value)),
                sparse,
                limits: length(),
            },
            ShapeKind::Structure(_) | ShapeKind::Union(_) => self.aggregate(&member.target),
            _ => Shape::Document,
        }
    }

    fn aggregate(&mut self, id: &ShapeId) -> Shape {
        let Some((&id, &known)) = self.known.get_key_value(id.as_str()) else { return Shape::Document };
        if self.reached.insert(id) {
            self.pending.push(known);
        }
        Shape::Aggregate(known.place())
    }
}

/// The limits of the member, or else of its target. A limit with a fraction is none: what it leaves out is left to the
/// service.
fn limits(member: &Traits, target: &model::Shape, id: &str) -> Limits {
    let said = member.effective(Some(target), id);
    let limit = |name: &str| said.and_then(|value| value.get(name)).and_then(Value::as_i64);
    Limits { min: limit("min"), max: limit("max") }
}
