//! The nesting depth of types as rustc counts it: to check `Send` and drop glue, rustc visits nested types, and gives up
//! at 128 steps unless the crate has a larger limit.
//!
//! Takes the lowered types and returns the value of the attribute, if it is needed.

use std::collections::HashMap;

use super::recursion::components;
use crate::ir::{Operation, Shapes, Struct, Ty, Type};

/// The default limit of rustc.
const USUAL: usize = 128;

/// The types around those of a model: outputs are in results, those in futures, and those in boxes.
const AROUND: usize = 32;

/// The steps of rustc through the types of the standard library: `Option`, then `Box`, `Vec` and `BTreeMap` with their
/// components. The numbers are those of its messages, rounded up.
mod steps {
    pub(super) const OPTION: usize = 1;
    pub(super) const BOX: usize = 3;
    pub(super) const LIST: usize = 5;
    pub(super) const MAP: usize = 5;
}

/// Returns the `recursion_limit` that the crate needs, in steps of 128; `None` for almost all crates.
pub(super) fn recursion_limit(operations: &[Operation], shapes: &Shapes) -> Option<usize> {
    let graph = Graph::of(operations, shapes);
    let needed = graph.deepest().saturating_add(AROUND);
    (needed > USUAL).then(|| needed.div_ceil(USUAL).saturating_mul(USUAL))
}

/// Types, with the number of steps from each to the nested ones.
struct Graph {
    edges: Vec<Vec<(usize, usize)>>,
}

impl Graph {
    fn of(operations: &[Operation], shapes: &Shapes) -> Self {
        let operations = operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
        let errors = shapes.errors.iter().map(|error| &error.shape);
        let mut nodes: Vec<(&str, Vec<(&Ty, usize)>)> =
            operations.chain(errors).map(|shape| (shape.ident.as_str(), fields(shape))).collect();
        for ty in &shapes.types {
            let inside = match ty {
                Type::Struct(shape) => fields(shape),
                Type::Union(shape) => {
                    let members = shape.members.iter();
                    let boxed = |boxed: bool| if boxed { steps::BOX } else { 0 };
                    members
                        .filter_map(|member| Some((member.ty.as_ref()?, 1 + boxed(member.boxed))))
                        .collect()
                }
                Type::Events(_) | Type::Enum(_) | Type::IntEnum(_) | Type::Newtype(_) => Vec::new(),
            };
            nodes.push((ty.ident(), inside));
        }
        let places: HashMap<&str, usize> =
            nodes.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect();
        let targets = |(_, inside): &(&str, Vec<(&Ty, usize)>)| {
            let mut targets = Vec::new();
            inside.iter().for_each(|(ty, steps)| reach(ty, *steps, &places, &mut targets));
            targets
        };
        Self { edges: nodes.iter().map(targets).collect() }
    }

    /// Returns the maximum number of steps from any type. Mutually recursive types count once each: rustc stops at visited types.
    fn deepest(&self) -> usize {
        let targets: Vec<Vec<usize>> =
            self.edges.iter().map(|edges| edges.iter().map(|(to, _)| *to).collect()).collect();
        let component = components(&targets);
        // For each component: the steps through all its types, and those from it on.
        let mut own = vec![0; self.edges.len()];
        let mut beyond = vec![0; self.edges.len()];
        // Components are numbered from the outside in.
        let mut nodes: Vec<usize> = (0..self.edges.len()).collect();
        nodes.sort_by_key(|node| std::cmp::Reverse(component[*node]));
        for (at, &node) in nodes.iter().enumerate() {
            let here = component[node];
            let mut within = 0;
            for &(to, steps) in &self.edges[node] {
                let there = component[to];
                if there == here {
                    within = within.max(steps);
                } else {
                    beyond[here] = beyond[here].max(steps.saturating_add(own[there]));
                }
            }
            own[here] += within;
            if nodes.get(at + 1).is_none_or(|next| component[*next] != here) {
                own[here] = own[here].saturating_add(beyond[here]);
            }
        }
        own.into_iter().max().unwrap_or_default()
    }
}

fn fields(shape: &Struct) -> Vec<(&Ty, usize)> {
    let steps = |boxed: bool| 1 + steps::OPTION + if boxed { steps::BOX } else { 0 };
    shape.fields.iter().map(|field| (&field.ty, steps(field.boxed))).collect()
}

/// Returns the named types in a type, with the steps to each.
fn reach(ty: &Ty, steps: usize, places: &HashMap<&str, usize>, found: &mut Vec<(usize, usize)>) {
    match ty {
        Ty::Struct(named) | Ty::Union(named) => {
            found.extend(places.get(named.ident.as_str()).map(|at| (*at, steps)));
        }
        Ty::List { item, .. } | Ty::NonEmpty(item) => reach(item, steps + steps::LIST, places, found),
        Ty::Map { key, value, .. } => {
            reach(key, steps + steps::MAP, places, found);
            reach(value, steps + steps::MAP + steps::OPTION, places, found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deepest(edges: &[&[(usize, usize)]]) -> usize {
        Graph { edges: edges.iter().map(|edges| edges.to_vec()).collect() }.deepest()
    }

    #[test]
    fn the_longest_path_counts() {
        assert_eq!(deepest(&[]), 0);
        assert_eq!(deepest(&[&[(1, 2), (2, 7)], &[(2, 7)], &[]]), 9);
        // The order of the types does not matter.
        assert_eq!(deepest(&[&[], &[(0, 7)], &[(1, 2), (0, 3)]]), 9);
    }

    #[test]
    fn nested_types_count_once() {
        assert_eq!(deepest(&[&[(0, 4)]]), 4);
        assert_eq!(deepest(&[&[(1, 4)], &[(0, 5), (2, 6)], &[]]), 15);
        assert_eq!(deepest(&[&[(1, 1)], &[(2, 4)], &[(1, 5), (3, 6)], &[(4, 2)], &[]]), 18);
    }
}
