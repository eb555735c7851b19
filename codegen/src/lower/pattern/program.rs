//! Compiles parsed patterns to steps.

use super::Node;
use crate::ir::PatternStep;

/// The maximum number of steps of a pattern; the largest of the public models takes some hundreds.
const MAX_STEPS: usize = 1000;

/// Returns the steps; `None` if there are too many.
pub(super) fn steps(node: &Node) -> Option<Vec<PatternStep>> {
    let mut steps = Vec::new();
    add(node, &mut steps)?;
    push(PatternStep::Match, &mut steps)?;
    Some(steps)
}

fn push(step: PatternStep, steps: &mut Vec<PatternStep>) -> Option<()> {
    if steps.len() >= MAX_STEPS {
        return None;
    }
    steps.push(step);
    Some(())
}

fn add(node: &Node, steps: &mut Vec<PatternStep>) -> Option<()> {
    match node {
        Node::Empty => Some(()),
        Node::One(ranges) => push(PatternStep::One(ranges.clone()), steps),
        Node::Start => push(PatternStep::Start, steps),
        Node::End => push(PatternStep::End, steps),
        Node::All(nodes) => nodes.iter().try_for_each(|node| add(node, steps)),
        Node::Any(nodes) => alternatives(nodes, steps),
        Node::Repeat(node, min, max) => match &**node {
            Node::One(ranges) => push(PatternStep::Many(ranges.clone(), *min, *max), steps),
            node => repeat(node, *min, *max, steps),
        },
    }
}

/// A split before each alternative except the last, and a jump after it.
fn alternatives(nodes: &[Node], steps: &mut Vec<PatternStep>) -> Option<()> {
    let mut jumps = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if at + 1 == nodes.len() {
            add(node, steps)?;
            break;
        }
        let split = steps.len();
        push(PatternStep::Split(split + 1, 0), steps)?;
        add(node, steps)?;
        jumps.push(steps.len());
        push(PatternStep::Jump(0), steps)?;
        steps[split] = PatternStep::Split(split + 1, steps.len());
    }
    let end = steps.len();
    jumps.into_iter().for_each(|jump| steps[jump] = PatternStep::Jump(end));
    Some(())
}

/// The required copies, then a loop, or the optional copies.
fn repeat(node: &Node, min: u32, max: Option<u32>, steps: &mut Vec<PatternStep>) -> Option<()> {
    for _ in 0..min {
        let before = steps.len();
        add(node, steps)?;
        if steps.len() == before {
            return Some(());
        }
    }
    let Some(max) = max else {
        let split = steps.len();
        push(PatternStep::Split(split + 1, 0), steps)?;
        add(node, steps)?;
        push(PatternStep::Jump(split), steps)?;
        steps[split] = PatternStep::Split(split + 1, steps.len());
        return Some(());
    };
    let mut splits = Vec::new();
    for _ in min..max {
        let split = steps.len();
        splits.push(split);
        push(PatternStep::Split(split + 1, 0), steps)?;
        add(node, steps)?;
    }
    let end = steps.len();
    splits.into_iter().for_each(|split| steps[split] = PatternStep::Split(split + 1, end));
    Some(())
}
