//! Syntax tree to [`Contents`]: takes the tree of a file and the names of all shapes, and returns its shapes with absolute ids, or
//! problems with their offsets.

mod properties;
mod traits;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use super::names::{Names, Resolver};
use super::parser::Problem;
use super::tree::{Body, File, Id, Io, Operation, Shape, Statement, Target, Trait};
use crate::model::apply;
use crate::model::ast::{Apply, Contents};
use crate::model::forms::Version;
use crate::model::merge::merge_trait;
use crate::model::raw::{Bindings, Elided, Raw};
use crate::model::{Member, Members, ShapeId, Traits, UNIT};
use crate::{Diagnostic, Diagnostics};

/// Resolves all names of a file.
pub(super) fn lower(tree: &File<'_>, names: &Names<'_>, file: usize) -> (Contents, Vec<Problem>) {
    let mut lowering = Lowering {
        // Metadata is outside of the namespace.
        resolver: Resolver::global(names),
        version: tree.version,
        file,
        shapes: Vec::new(),
        applies: Vec::new(),
        problems: Vec::new(),
    };
    let metadata = lowering.metadata(&tree.metadata);
    lowering.resolver = Resolver::new(names, tree);
    for statement in &tree.statements {
        match statement {
            Statement::Shape(shape) => lowering.shape(shape),
            Statement::Apply { target, traits } => lowering.apply(*target, traits),
        }
    }
    let Lowering { shapes, applies, problems, .. } = lowering;
    (Contents { file, shapes, applies, metadata }, problems)
}

/// Joins the `apply` statements for each target: an overlay has one entry for a shape, in JSON its key.
pub(super) fn joined(applies: Vec<Apply>, file_name: &str, found: &mut Diagnostics) -> Vec<Apply> {
    let mut entries: IndexMap<ShapeId, Apply> = IndexMap::new();
    for apply in applies {
        let Some(first) = entries.get_mut(&apply.target) else {
            entries.insert(apply.target.clone(), apply);
            continue;
        };
        for message in apply::add(&mut first.traits, apply.traits) {
            found.push(Diagnostic::new(message).about(&apply.target).in_file(file_name));
        }
    }
    entries.into_values().collect()
}

struct Lowering<'a> {
    resolver: Resolver<'a>,
    version: Version,
    file: usize,
    shapes: Vec<(ShapeId, Raw)>,
    applies: Vec<Apply>,
    problems: Vec<Problem>,
}

impl Lowering<'_> {
    fn problem(&mut self, at: u32, message: impl Into<String>) {
        self.problems.push(Problem { at, message: message.into() });
    }

    fn id(&self, id: Id<'_>) -> ShapeId {
        self.resolver.resolve(id).0
    }

    fn ids(&self, ids: &[Id<'_>]) -> IndexSet<ShapeId> {
        ids.iter().map(|id| self.id(*id)).collect()
    }

    fn apply(&mut self, target: Id<'_>, traits: &[Trait<'_>]) {
        let traits = self.traits(traits);
        // An empty block says nothing.
        if !traits.0.is_empty() {
            self.applies.push(Apply { target: self.id(target), traits, file: self.file });
        }
    }

    fn shape(&mut self, shape: &Shape<'_>) {
        let id = self.resolver.defined(&shape.name.text);
        let mut traits = self.traits(&shape.traits);
        if shape.is_set {
            let unique = traits.0.entry("smithy.api#uniqueItems".to_owned());
            unique.or_insert_with(|| Value::Object(Map::new()));
        }
        let mut raw = Raw {
            shape_type: shape.shape_type,
            members: Members::new(),
            bindings: None,
            traits,
            mixins: self.ids(&shape.mixins),
            for_inherited: Vec::new(),
            elided: None,
            file: self.file,
        };
        match &shape.body {
            Body::None => self.shapes.push((id, raw)),
            Body::Members(_) => {
                self.members(shape, &mut raw);
                self.shapes.push((id, raw));
            }
            Body::Properties(properties) => {
                raw.bindings = Some(Box::new(self.properties(shape.shape_type, properties)));
                self.shapes.push((id, raw));
            }
            Body::Operation(operation) => {
                raw.bindings = Some(Box::new(self.operation(operation)));
                self.shapes.push((id, raw));
                operation.inline().for_each(|shape| self.shape(shape));
            }
        }
    }

    fn members(&mut self, shape: &Shape<'_>, raw: &mut Raw) {
        let Body::Members(members) = &shape.body else { return };
        let mut elided = Vec::new();
        raw.members.reserve(members.len());
        for member in members {
            let name = member.name.text.clone().into_owned();
            let target = match member.target {
                Target::Id(id) => self.id(id),
                Target::Unit => ShapeId(UNIT.to_owned()),
                Target::Elided => {
                    elided.push(name.clone());
                    ShapeId(UNIT.to_owned())
                }
            };
            let traits = self.traits(&member.traits);
            raw.members.insert(name, Member { target, traits });
        }
        let resource = shape.resource.map(|id| self.id(id));
        if resource.is_some() || !elided.is_empty() {
            raw.elided = Some(Box::new(Elided { resource, members: elided }));
        }
    }

    fn operation(&mut self, operation: &Operation<'_>) -> Bindings {
        let io = |io: &Option<Io<'_>>| match io {
            None => None,
            Some(Io::Id(id)) => Some(self.id(*id)),
            Some(Io::Inline(shape)) => Some(self.resolver.defined(&shape.name.text)),
        };
        Bindings {
            input: io(&operation.input),
            output: io(&operation.output),
            errors: self.ids(&operation.errors),
            ..Bindings::default()
        }
    }

    fn traits(&mut self, traits: &[Trait<'_>]) -> Traits {
        let mut values = Traits::default();
        values.0.reserve(traits.len());
        for of in traits {
            if let Some((id, value)) = self.trait_value(of)
                && let Err(id) = merge_trait(&mut values, id, value)
            {
                self.problem(of.id.at, format!("{id} has a different value above; remove one"));
            }
        }
        values
    }
}
