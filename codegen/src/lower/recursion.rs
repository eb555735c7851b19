//! Finds members that need a `Box`: those through which a type would contain itself.
//!
//! Lists and maps break a cycle, since their content is on the heap. The rest is a graph of structures and unions;
//! a member inside one of its strongly connected components is boxed.

use std::collections::HashMap;

use super::closure::{Usage, members};
use crate::model::{Model, ShapeId, ShapeKind};

/// The component of each structure and union; members within one component are boxed.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    component: HashMap<ShapeId, usize>,
    /// Components of one shape that does not point to itself.
    trivial: Vec<bool>,
}

impl Boxes {
    pub(super) fn of(model: &Model, usage: &Usage) -> Self {
        let nodes: Vec<&ShapeId> = usage.shapes().filter(|id| is_inline(model, id)).collect();
        let index: HashMap<&ShapeId, usize> = nodes.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let edges: Vec<Vec<usize>> = nodes
            .iter()
            .map(|id| {
                let kind = model.shapes.get(*id).map(|shape| &shape.kind);
                kind.into_iter()
                    .flat_map(members)
                    .filter_map(|member| index.get(&member.target).copied())
                    .collect()
            })
            .collect();
        let components = components(&edges);
        let mut size = vec![0usize; nodes.len()];
        components.iter().for_each(|&at| size[at] += 1);
        let mut trivial = vec![true; nodes.len()];
        for (node, &at) in components.iter().enumerate() {
            trivial[at] &= size[at] == 1 && !edges[node].contains(&node);
        }
        let component = nodes.into_iter().cloned().zip(components).collect();
        Self { component, trivial }
    }

    /// Whether a member of `container` that points to `target` needs a box.
    pub(super) fn needed(&self, container: &ShapeId, target: &ShapeId) -> bool {
        match (self.component.get(container), self.component.get(target)) {
            (Some(a), Some(b)) => a == b && !self.trivial[*a],
            _ => false,
        }
    }
}

fn is_inline(model: &Model, id: &ShapeId) -> bool {
    matches!(
        model.shapes.get(id).map(|shape| &shape.kind),
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_))
    )
}

/// Returns strongly connected components by Kosaraju's algorithm, without recursion: the component's number per node, smaller than
/// those of its targets.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|&to| reversed[to].push(from));
    }
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for root in 0..edges.len() {
        visit(root, edges, &mut seen, &mut |node| order.push(node));
    }
    let mut component = vec![0; edges.len()];
    let mut assigned = vec![false; edges.len()];
    let mut number = 0;
    for &root in order.iter().rev() {
        if !assigned[root] {
            visit(root, &reversed, &mut assigned, &mut |node| component[node] = number);
            number += 1;
        }
    }
    component
}

/// Visits depth-first, and calls back when a node is done.
fn visit(root: usize, edges: &[Vec<usize>], seen: &mut [bool], done: &mut dyn FnMut(usize)) {
    if std::mem::replace(&mut seen[root], true) {
        return;
    }
    let mut stack = vec![(root, 0)];
    while let Some((node, next)) = stack.last_mut() {
        match edges[*node].get(*next) {
            Some(&target) => {
                *next += 1;
                if !std::mem::replace(&mut seen[target], true) {
                    stack.push((target, 0));
                }
            }
            None => {
                done(*node);
                stack.pop();
            }
        }
    }
}
