//! Flattens mixins: takes shapes that may use mixins, adds the contents of the mixins, and removes the mixins.
//!
//! The rules are those of <https://smithy.io/2.0/spec/mixins.html>. The order is topological and found without
//! recursion; a mixin is moved, not copied, into the last shape that uses it, so that a long chain takes linear time.
//! Copies are bounded by [`COPY_BUDGET`]: mixins can expand a small file to a huge model.

use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::elide;
use super::raw::{Bindings, Raw, Shapes, Type};
use super::{Member, Members, ShapeId, Traits};
use crate::{Diagnostic, Diagnostics};

const MIXIN: &str = "smithy.api#mixin";

/// The maximum size of copies of mixins, in values and bytes of text; public models copy some thousands.
const COPY_BUDGET: usize = 256 << 20;

/// Flattens all mixins and removes them; returns their ids.
pub(super) fn flatten(shapes: &mut Shapes, files: &[String], found: &mut Diagnostics) -> HashSet<ShapeId> {
    let mixins: HashSet<ShapeId> =
        shapes.iter().filter(|(_, raw)| raw.traits.has(MIXIN)).map(|(id, _)| id.clone()).collect();
    let mut flattener = Flattener { shapes, files, found, budget: COPY_BUDGET, uses: HashMap::new() };
    let before = flattener.found.0.len();
    flattener.check_uses();
    if flattener.found.0.len() == before {
        let order = flattener.order();
        flattener.run(&order);
        shapes.retain(|_, raw| !raw.traits.has(MIXIN));
    }
    mixins
}

struct Flattener<'a> {
    shapes: &'a mut Shapes,
    files: &'a [String],
    found: &'a mut Diagnostics,
    budget: usize,
    /// The number of shapes that still have to use each mixin.
    uses: HashMap<usize, usize>,
}

impl Flattener<'_> {
    fn report(&mut self, shape: usize, member: Option<&str>, message: String) {
        let Some((id, raw)) = self.shapes.get_index(shape) else { return };
        let id = member.map_or_else(|| id.clone(), |member| id.member(member));
        let file = self.files.get(raw.file).map_or("", String::as_str);
        self.found.push(Diagnostic::new(message).about(id).in_file(file));
    }

    /// Checks that each mixin exists, is a mixin, and has the type of the shape that uses it.
    fn check_uses(&mut self) {
        let mut problems = Vec::new();
        for (index, raw) in self.shapes.values().enumerate() {
            for mixin in &raw.mixins {
                if let Some(message) = check_use(raw, mixin, self.shapes.get(mixin)) {
                    problems.push((index, message));
                }
            }
            if raw.traits.has(MIXIN) && raw.bindings.as_deref().is_some_and(|b| !may_be_mixed_in(raw, b)) {
                let message = match raw.shape_type {
                    Type::Operation => "an operation that is a mixin may only have `errors`",
                    _ => "a resource that is a mixin may have no properties",
                };
                problems.push((index, message.to_owned()));
            }
        }
        for (index, message) in problems {
            self.report(index, None, message);
        }
    }

    /// Returns users after their mixins; shapes in a cycle are reported and left out.
    fn order(&mut self) -> Vec<usize> {
        let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut waiting: IndexMap<usize, usize> = IndexMap::new();
        let mut ready = VecDeque::new();
        for (index, raw) in self.shapes.values().enumerate() {
            for mixin in raw.mixins.iter().filter_map(|mixin| self.shapes.get_index_of(mixin)) {
                users.entry(mixin).or_default().push(index);
            }
            if raw.mixins.is_empty() {
                ready.push_back(index);
            } else {
                waiting.insert(index, raw.mixins.len());
            }
        }
        let mut order = Vec::new();
        while let Some(index) = ready.pop_front() {
            order.push(index);
            for user in users.get(&index).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(user) {
                    *count -= 1;
                    if *count == 0 {
                        waiting.swap_remove(user);
                        ready.push_back(*user);
                    }
                }
            }
        }
        waiting.sort_unstable_keys();
        self.report_cycles(&waiting);
        self.uses = users.into_iter().map(|(mixin, users)| (mixin, users.len())).collect();
        order
    }

    /// Follows mixins among the shapes that are never ready: every such path ends in a cycle.
    fn report_cycles(&mut self, waiting: &IndexMap<usize, usize>) {
        let mut walked: HashSet<usize> = HashSet::new();
        for start in waiting.keys() {
            let mut walk: IndexSet<usize> = IndexSet::new();
            let mut at = Some(*start);
            while let Some(index) = at.filter(|index| !walked.contains(index) && walk.insert(*index)) {
                let mixins = self.shapes.get_index(index).map(|(_, raw)| raw.mixins.iter());
                at = mixins
                    .into_iter()
                    .flatten()
                    .filter_map(|mixin| self.shapes.get_index_of(mixin))
                    .find(|mixin| waiting.contains_key(mixin));
            }
            if let Some(first) = at.and_then(|index| walk.get_index_of(&index)) {
                let cycle: Vec<&ShapeId> = walk
                    .iter()
                    .skip(first)
                    .chain(walk.get_index(first))
                    .filter_map(|index| self.shapes.get_index(*index).map(|(id, _)| id))
                    .collect();
                let message = format!("a cycle of mixins: {}", super::recursion::path(&cycle));
                self.report(walk.get_index(first).copied().unwrap_or(*start), None, message);
            }
            walked.extend(walk);
        }
    }

    fn run(&mut self, order: &[usize]) {
        for index in order {
            let Some((_, raw)) = self.shapes.get_index_mut(*index) else { continue };
            if raw.mixins.is_empty() {
                continue;
            }
            let mixins = std::mem::take(&mut raw.mixins);
            let own_members = std::mem::take(&mut raw.members);
            let own_traits = std::mem::take(&mut raw.traits);
            let own_bindings = raw.bindings.take();
            let mut given = Given::default();
            let mut conflicts = Vec::new();
            for mixin in mixins {
                let Some(mixin) = self.shapes.get_index_of(&mixin) else { continue };
                let Some(part) = self.take_or_copy(mixin) else {
                    let message = "mixins make the model too large; use fewer of them";
                    return self.report(*index, None, message.to_owned());
                };
                given.add(part, &mut conflicts);
            }
            let own = Given { members: own_members, traits: own_traits, bindings: own_bindings };
            given.add(own, &mut conflicts);
            self.put(*index, given, conflicts);
        }
    }

    /// Adds the contents of the mixins to a shape, and the traits applied to inherited members.
    fn put(&mut self, index: usize, given: Given, conflicts: Vec<String>) {
        let Some((_, raw)) = self.shapes.get_index_mut(index) else { return };
        raw.members = given.members;
        raw.traits = given.traits;
        raw.bindings = given.bindings;
        let mut gone: IndexMap<String, String> = IndexMap::new();
        if let Some(elided) = raw.elided.take() {
            let message = elide::no_target(elided.resource.is_some());
            let missing = elided.members.into_iter().filter(|name| !raw.members.contains_key(name));
            gone.extend(missing.map(|name| (name, message.clone())));
        }
        for (name, traits) in std::mem::take(&mut raw.for_inherited) {
            match raw.members.get_mut(&name) {
                Some(member) => member.traits.0.extend(traits.0),
                None => {
                    let message = "`apply` to a member that its shape does not have";
                    gone.entry(name).or_insert_with(|| message.to_owned());
                }
            }
        }
        for (name, message) in gone {
            self.report(index, Some(&name), message);
        }
        for name in conflicts {
            let message = "defined with different targets here and in mixins; give it one target".to_owned();
            self.report(index, Some(&name), message);
        }
    }

    /// Returns the contents of a mixin without its local traits; `None` if the budget is spent.
    fn take_or_copy(&mut self, mixin: usize) -> Option<Given> {
        let uses = self.uses.get_mut(&mixin)?;
        *uses -= 1;
        let last = *uses == 0;
        let (_, raw) = self.shapes.get_index_mut(mixin)?;
        let marker = raw.traits.0.get(MIXIN).cloned().unwrap_or(Value::Null);
        let mut given = if last {
            let members = std::mem::take(&mut raw.members);
            let traits = std::mem::take(&mut raw.traits);
            // The shape stays marked as a mixin, so that it is removed in the end.
            raw.traits.0.insert(MIXIN.to_owned(), marker.clone());
            Given { members, traits, bindings: raw.bindings.take() }
        } else {
            let weight = raw_weight(raw);
            self.budget = self.budget.checked_sub(weight)?;
            let bindings = raw.bindings.as_deref().map(|bindings| Box::new(bindings.clone()));
            Given { members: raw.members.clone(), traits: raw.traits.clone(), bindings }
        };
        given.traits.0.shift_remove(MIXIN);
        for local in marker.get("localTraits").and_then(Value::as_array).into_iter().flatten() {
            if let Some(id) = local.as_str() {
                given.traits.0.shift_remove(id);
            }
        }
        Some(given)
    }
}

fn check_use(raw: &Raw, mixin: &ShapeId, target: Option<&Raw>) -> Option<String> {
    let Some(target) = target else {
        return Some(format!("the mixin {mixin} does not exist"));
    };
    if !target.traits.has(MIXIN) {
        return Some(format!("{mixin} is not a mixin; add the trait {MIXIN}"));
    }
    let (own, other) = (raw.shape_type, target.shape_type);
    (own != other)
        .then(|| format!("the mixin {mixin} is of type {}, the shape of type {}", other.name(), own.name()))
}

/// A mixin of these types may not have the properties that identify an operation or a resource.
fn may_be_mixed_in(raw: &Raw, bindings: &Bindings) -> bool {
    let unit = |id: &Option<ShapeId>| id.as_ref().is_none_or(|id| id.as_str() == super::UNIT);
    match raw.shape_type {
        Type::Operation => unit(&bindings.input) && unit(&bindings.output),
        Type::Resource => *bindings == Bindings::default(),
        _ => true,
    }
}

/// The accumulated contents of mixins, and in the end of the shape itself.
#[derive(Default)]
struct Given {
    members: Members,
    traits: Traits,
    bindings: Option<Box<Bindings>>,
}

impl Given {
    /// Adds later contents, which override. Names of members whose targets differ go to `conflicts`.
    fn add(&mut self, later: Self, conflicts: &mut Vec<String>) {
        if self.members.is_empty() {
            self.members = later.members;
        } else {
            for (name, member) in later.members {
                match self.members.get_mut(&name) {
                    None => {
                        self.members.insert(name, member);
                    }
                    Some(first) if first.target == member.target => first.traits.0.extend(member.traits.0),
                    Some(_) => conflicts.push(name),
                }
            }
        }
        self.traits.0.extend(later.traits.0);
        match (&mut self.bindings, later.bindings) {
            (Some(first), Some(later)) => add_bindings(first, *later),
            (first @ None, later) => *first = later,
            (Some(_), None) => {}
        }
    }
}

/// Keeps scalars of the later one, joins lists, and joins maps with the later one's values.
fn add_bindings(first: &mut Bindings, later: Bindings) {
    first.version = later.version.or_else(|| first.version.take());
    first.input = later.input.or_else(|| first.input.take());
    first.output = later.output.or_else(|| first.output.take());
    first.errors.extend(later.errors);
    first.operations.extend(later.operations);
    first.collection_operations.extend(later.collection_operations);
    first.resources.extend(later.resources);
    first.rename.extend(later.rename);
    first.identifiers.extend(later.identifiers);
    first.properties.extend(later.properties);
    first.lifecycle.extend(later.lifecycle);
}

/// Returns the approximate cost of a copy of a shape: one for each value, plus its text.
fn raw_weight(raw: &Raw) -> usize {
    let members: usize = raw.members.iter().map(|(name, member)| name.len() + member_weight(member)).sum();
    let bindings = raw.bindings.as_deref().map_or(0, |bindings| {
        64 * (bindings.operations.len()
            + bindings.resources.len()
            + bindings.errors.len()
            + bindings.rename.len())
    });
    1 + members + traits_weight(&raw.traits) + bindings
}

fn member_weight(member: &Member) -> usize {
    64 + member.target.as_str().len() + traits_weight(&member.traits)
}

fn traits_weight(traits: &Traits) -> usize {
    traits.0.iter().map(|(id, value)| 32 + id.len() + value_weight(value)).sum()
}

/// Recursion is bounded: JSON is at most 128 levels deep.
fn value_weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 32 + text.len(),
        Value::Array(items) => 32 + items.iter().map(value_weight).sum::<usize>(),
        Value::Object(fields) => {
            32 + fields.iter().map(|(key, value)| key.len() + value_weight(value)).sum::<usize>()
        }
        _ => 32,
    }
}
