//! The positions of shapes and members in IDL files, for diagnostics that name a shape.

use std::collections::HashMap;

use super::tree::{Body, File, Shape, Statement};
use crate::Diagnostics;
use crate::error::Position;
use crate::model::{ShapeId, Source, json};

/// The starts of the lines of a file.
pub(in crate::model) struct Lines(Vec<u32>);

impl Lines {
    pub(in crate::model) fn of(source: &Source) -> Self {
        let text = json::without_bom(&source.bytes);
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Self(std::iter::once(0).chain(breaks.map(|(at, _)| super::lexer::offset(at + 1))).collect())
    }

    /// Returns the line and column of an offset.
    pub(in crate::model) fn position(&self, at: u32) -> Position {
        let line = self.0.partition_point(|start| *start <= at);
        let start = self.0.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position { line, column: (at - start) as usize + 1 }
    }
}

/// Sets the positions of diagnostics that have none and name a shape of an IDL file.
pub(in crate::model) fn locate(problems: &mut Diagnostics, source: &Source, tree: &File<'_>) {
    let is_here = |file: &Option<String>| file.as_deref() == Some(&*source.name);
    let mut wanted = problems
        .0
        .iter_mut()
        .filter(|problem| problem.position.is_none() && is_here(&problem.file))
        .peekable();
    if wanted.peek().is_none() {
        return;
    }
    let (lines, places) = (Lines::of(source), Places::of(tree));
    for problem in wanted {
        if let Some(at) = problem.id().and_then(|id| places.find(id)) {
            problem.position = Some(lines.position(at));
        }
    }
}

/// The offsets of shapes and `apply` statements.
struct Places<'a> {
    namespace: &'a str,
    /// By name, or by name and member. Of two definitions, the last: it is the one that conflicts.
    defined: HashMap<(&'a str, Option<&'a str>), u32>,
    /// By name and member, as they are written.
    applied: HashMap<&'a str, u32>,
}

impl<'a> Places<'a> {
    fn of(tree: &'a File<'_>) -> Self {
        let (defined, applied) = (HashMap::new(), HashMap::new());
        let mut places = Self { namespace: tree.namespace, defined, applied };
        for statement in &tree.statements {
            match statement {
                Statement::Shape(shape) => places.add(shape),
                Statement::Apply { target, .. } => {
                    let name = target.text.split_once('#').map_or(target.text, |(_, name)| name);
                    places.applied.insert(name, target.at);
                }
            }
        }
        places
    }

    fn add(&mut self, shape: &'a Shape<'_>) {
        self.defined.insert((&shape.name.text, None), shape.name.at);
        match &shape.body {
            Body::Members(members) => {
                for member in members {
                    self.defined.insert((&shape.name.text, Some(&member.name.text)), member.name.at);
                }
            }
            Body::Operation(operation) => operation.inline().for_each(|shape| self.add(shape)),
            _ => {}
        }
    }

    /// A member that the file does not have, such as one of a mixin, is at its shape.
    fn find(&self, id: &ShapeId) -> Option<u32> {
        let defined =
            |member| self.defined.get(&(id.name(), member)).filter(|_| id.namespace() == self.namespace);
        let applied = || self.applied.get(id.relative());
        defined(id.member_name()).or_else(applied).or_else(|| defined(None)).copied()
    }
}
