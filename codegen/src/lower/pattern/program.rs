//! What there is to match, as steps.

use super::Node;
use crate::ir::Step;

/// How many steps a pattern may take; the largest of the public models takes some hundreds.
const MAX_STEPS: usize = 1000;

/// The steps; none if they are too many.
pub(super) fn steps(node: &Node) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    add(node, &mut steps)?;
    push(Step::Match, &mut steps)?;
    Some(steps)
}

fn push(step: Step, steps: &mut Vec<Step>) -> Option<()> {
    if steps.len() >= MAX_STEPS {
        return None;
    }
    steps.push(step);
    Some(())
}

fn add(node: &Node, steps: &mut Vec<Step>) -> Option<()> {
    match node {
        Node::Empty => Some(()),
        Node::One(ranges) => push(Step::One(ranges.clone()), steps),
        Node::Start => push(Step::Start, steps),
        Node::End => push(Step::End, steps),
        Node::All(nodes) => nodes.iter().try_for_each(|node| add(node, steps)),
        Node::Any(nodes) => alternatives(nodes, steps),
        Node::Repeat(node, min, max) => match &**node {
            Node::One(ranges) => push(Step::Many(ranges.clone(), *min, *max), steps),
            node => repeat(node, *min, *max, steps),
        },
    }
}

/// A split before each alternative but the last, and a jump behind it.
fn alternatives(nodes: &[Node], steps: &mut Vec<Step>) -> Option<()> {
    let mut jumps = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if at + 1 == nodes.len() {
            add(node, steps)?;
            break;
        }
        let split = steps.len();
        push(Step::Split(split + 1, 0), steps)?;
        add(node, steps)?;
        jumps.push(steps.len());
        push(Step::Jump(0), steps)?;
        steps[split] = Step::Split(split + 1, steps.len());
    }
    let end = steps.len();
    jumps.into_iter().for_each(|jump| steps[jump] = Step::Jump(end));
    Some(())
}

/// As many copies as must be, then a loop, or as many more as may be.
fn repeat(node: &Node, min: u32, max: Option<u32>, steps: &mut Vec<Step>) -> Option<()> {
    for _ in 0..min {
        let before = steps.len();
        add(node, steps)?;
        if steps.len() == before {
            return Some(());
        }
    }
    let Some(max) = max else {
        let split = steps.len();
        push(Step::Split(split + 1, 0), steps)?;
        add(node, steps)?;
        push(Step::Jump(split), steps)?;
        steps[split] = Step::Split(split + 1, steps.len());
        return Some(());
    };
    let mut splits = Vec::new();
    for _ in min..max {
        let split = steps.len();
        splits.push(split);
        push(Step::Split(split + 1, 0), steps)?;
        add(node, steps)?;
    }
    let end = steps.len();
    splits.into_iter().for_each(|split| steps[split] = Step::Split(split + 1, end));
    Some(())
}
