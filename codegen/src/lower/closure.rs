//! The shapes that a service reaches, and their uses: as input, as output, encoded in a document, decoded from one.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::model::{Member, Model, Service, ShapeId, ShapeKind, Traits};
use crate::protocol::Direction;

/// Returns all operations of a service, including those of its resources, in model order, each once.
pub(crate) fn operations(model: &Model, service: &Service) -> Vec<ShapeId> {
    let mut found = indexmap::IndexSet::new();
    found.extend(service.operations.iter().cloned());
    let mut seen = HashSet::new();
    let mut pending: Vec<&ShapeId> = service.resources.iter().rev().collect();
    while let Some(id) = pending.pop() {
        let Some(ShapeKind::Resource(resource)) = model.shapes.get(id).map(|shape| &shape.kind) else {
            continue;
        };
        if seen.insert(id) {
            found.extend(resource.lifecycle.values().cloned());
            found.extend(resource.operations.iter().cloned());
            found.extend(resource.collection_operations.iter().cloned());
            pending.extend(resource.resources.iter().rev());
        }
    }
    found.into_iter().collect()
}

/// The uses of one shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    pub in_input: bool,
    pub in_output: bool,
    /// Encoded in a document, as a member or as a payload.
    pub writes: bool,
    /// Decoded from a document, as a member or as a payload.
    pub reads: bool,
    /// A member of something, or the input or output of more than one operation: not the structure of a single operation.
    pub shared: bool,
    /// Listed as an error.
    pub error: bool,
    /// The input or output of an operation.
    pub top: bool,
}

impl Use {
    fn join(&mut self, other: Self) -> bool {
        let before = *self;
        self.in_input |= other.in_input;
        self.in_output |= other.in_output;
        self.writes |= other.writes;
        self.reads |= other.reads;
        self.shared |= other.shared;
        self.error |= other.error;
        self.top |= other.top;
        *self != before
    }
}

/// The uses of every reachable shape, in the order in which it is reached.
#[derive(Debug, Default)]
pub(super) struct Usage(IndexMap<ShapeId, Use>);

/// Traits that move a member of an event out of the document.
pub(super) const EVENT_BINDINGS: &[&str] = &["smithy.api#eventHeader", "smithy.api#eventPayload"];

impl Usage {
    /// `in_document` returns whether a top-level member of a request or a response is in the document.
    pub(super) fn of(
        model: &Model,
        service: &Service,
        operations: &[ShapeId],
        in_document: &dyn Fn(&Traits, Direction) -> bool,
    ) -> Self {
        let mut usage = Self::default();
        let input = Use { in_input: true, writes: true, ..Use::default() };
        let output = Use { in_output: true, reads: true, ..Use::default() };
        for id in operations {
            let Some(ShapeKind::Operation(operation)) = model.shapes.get(id).map(|shape| &shape.kind) else {
                continue;
            };
            usage.root(model, &operation.input, input, &|traits| in_document(traits, Direction::Request));
            let in_answer = |traits: &Traits| in_document(traits, Direction::Response);
            usage.root(model, &operation.output, output, &in_answer);
            for error in operation.errors.iter().chain(&service.errors) {
                usage.root(model, error, Use { error: true, ..output }, &in_answer);
            }
        }
        usage
    }

    pub(super) fn get(&self, id: &ShapeId) -> Use {
        self.0.get(id).copied().unwrap_or_default()
    }

    pub(super) fn has(&self, id: &ShapeId) -> bool {
        self.0.contains_key(id)
    }

    pub(super) fn shapes(&self) -> impl Iterator<Item = &ShapeId> {
        self.0.keys()
    }

    /// Marks the structure at the top of a request or a response, and everything below it.
    fn root(&mut self, model: &Model, id: &ShapeId, as_what: Use, in_document: &dyn Fn(&Traits) -> bool) {
        let own = Use { writes: false, reads: false, top: !as_what.error, ..as_what };
        let again = self.0.contains_key(id) && !as_what.error;
        self.0.entry(id.clone()).or_default().join(Use { shared: again, ..own });
        let Some(ShapeKind::Structure(members)) = model.shapes.get(id).map(|shape| &shape.kind) else {
            return;
        };
        for member in members.values() {
            if own.top && model.is_event_stream(&member.target) {
                self.stream(model, &member.target, as_what);
                continue;
            }
            let below = if in_document(&member.traits) { as_what } else { own };
            let below = Use { shared: true, error: false, top: false, ..below };
            self.below(model, &member.target, below);
        }
    }

    /// Marks the union of a stream, its events and its exceptions. Only an event that is one document is decoded
    /// and encoded as such.
    fn stream(&mut self, model: &Model, id: &ShapeId, as_what: Use) {
        let shared = Use { shared: true, ..as_what };
        self.0.entry(id.clone()).or_default().join(shared);
        for event in model.shapes.get(id).map(|shape| &shape.kind).into_iter().flat_map(members) {
            let Some((id, shape)) = model.shapes.get_key_value(&event.target) else { continue };
            if shape.traits.has("smithy.api#error") {
                let error = Use { error: true, in_output: true, reads: true, ..as_what };
                self.root(model, id, error, &|_| true);
                continue;
            }
            let is_bound = |member: &Member| EVENT_BINDINGS.iter().any(|id| member.traits.has(id));
            let unread = Use { writes: false, reads: false, ..shared };
            let whole = !members(&shape.kind).any(is_bound);
            self.0.entry(id.clone()).or_default().join(if whole { shared } else { unread });
            for member in members(&shape.kind) {
                let header = member.traits.has("smithy.api#eventHeader");
                self.below(model, &member.target, if header { unread } else { shared });
            }
        }
    }

    /// Marks a shape in a document or a header, and everything below it.
    fn below(&mut self, model: &Model, id: &ShapeId, as_what: Use) {
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let Some((id, shape)) = model.shapes.get_key_value(id) else { continue };
            if self.0.entry(id.clone()).or_default().join(as_what) {
                pending.extend(members(&shape.kind).map(|member| &member.target));
            }
        }
    }
}

/// Returns the members of a data shape, including those of lists and maps.
pub(crate) fn members(kind: &ShapeKind) -> Box<dyn Iterator<Item = &Member> + '_> {
    match kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Box::new(members.values()),
        ShapeKind::List(member) => Box::new(std::iter::once(member)),
        ShapeKind::Map { key, value } => Box::new([key, value].into_iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Returns reachable shapes that contain a floating-point number: their values have no total equality.
pub(super) fn with_floats(model: &Model, usage: &Usage) -> HashSet<ShapeId> {
    let mut users: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    let mut pending = Vec::new();
    for id in usage.shapes() {
        let Some(shape) = model.shapes.get(id) else { continue };
        // A stream follows the structure of its member, and is not part of it.
        for member in members(&shape.kind).filter(|member| !model.is_event_stream(&member.target)) {
            users.entry(&member.target).or_default().push(id);
        }
        if matches!(shape.kind, ShapeKind::Float | ShapeKind::Double) {
            pending.push(id);
        }
    }
    let mut found: HashSet<ShapeId> = HashSet::new();
    while let Some(id) = pending.pop() {
        if found.insert(id.clone()) {
            pending.extend(users.get(id).into_iter().flatten());
        }
    }
    found
}
