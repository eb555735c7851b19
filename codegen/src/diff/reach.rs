//! The shapes that operations reach, and in which direction: takes a model, knows nothing about generated code.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::lower::closure;
use crate::model::{Model, Service, ShapeId, ShapeKind};

/// Returns the direction of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the service.
    Input,
    /// From the service, in outputs and errors.
    Output,
    /// In both directions.
    Both,
}

/// The operations of a service, and the shapes that they reach.
#[derive(Debug, Default)]
pub(super) struct Reach {
    operations: Vec<ShapeId>,
    uses: IndexMap<ShapeId, Use>,
}

/// The operations that reach a shape, as indices.
#[derive(Debug, Default)]
struct Use {
    input: BTreeSet<usize>,
    output: BTreeSet<usize>,
}

impl Reach {
    /// The reach of these operations of a service.
    pub(super) fn of(model: &Model, service: &Service, operations: Vec<ShapeId>) -> Self {
        let mut reach = Self::default();
        for (at, id) in operations.iter().enumerate() {
            let Some(ShapeKind::Operation(operation)) = model.shapes.get(id).map(|shape| &shape.kind) else {
                continue;
            };
            reach.walk(model, at, Direction::Input, [&operation.input]);
            let errors = operation.errors.iter().chain(&service.errors);
            reach.walk(model, at, Direction::Output, [&operation.output].into_iter().chain(errors));
        }
        reach.operations = operations;
        reach
    }

    fn walk<'m>(
        &mut self,
        model: &'m Model,
        operation: usize,
        way: Direction,
        from: impl IntoIterator<Item = &'m ShapeId>,
    ) {
        let mut pending: Vec<&ShapeId> = from.into_iter().collect();
        let mut seen: HashSet<&ShapeId> = HashSet::new();
        while let Some(id) = pending.pop() {
            let Some((id, shape)) = model.shapes.get_key_value(id).filter(|_| seen.insert(id)) else {
                continue;
            };
            let used = self.uses.entry(id.clone()).or_default();
            let by = if way == Direction::Input { &mut used.input } else { &mut used.output };
            by.insert(operation);
            pending.extend(closure::members(&shape.kind).map(|member| &member.target));
        }
    }

    /// The operations, in the order of the model.
    pub(super) fn operations(&self) -> &[ShapeId] {
        &self.operations
    }

    /// Returns every reached data shape.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &ShapeId> {
        self.uses.keys()
    }

    pub(super) fn has(&self, id: &ShapeId) -> bool {
        self.uses.contains_key(id)
    }

    /// Returns the direction of a shape.
    pub(super) fn way(&self, id: &ShapeId) -> Option<Direction> {
        let used = self.uses.get(id)?;
        match (used.input.is_empty(), used.output.is_empty()) {
            (false, true) => Some(Direction::Input),
            (true, false) => Some(Direction::Output),
            (false, false) => Some(Direction::Both),
            (true, true) => None,
        }
    }

    /// Returns the names of the operations that reach a shape, or of the operation itself.
    pub(super) fn names(&self, id: &ShapeId) -> BTreeSet<String> {
        if self.operations.contains(id) {
            return BTreeSet::from([id.name().to_owned()]);
        }
        let Some(used) = self.uses.get(id) else { return BTreeSet::new() };
        used.input.iter().chain(&used.output).map(|&at| self.operations[at].name().to_owned()).collect()
    }
}
