//! The uses of shapes in a model: some traits belong to shapes in Smithy, but to references in C2J.

use std::collections::HashMap;

use super::read::Node;

/// The references to one shape.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// References of members with `jsonvalue`.
    pub(super) json: usize,
    /// All references.
    pub(super) all: usize,
    /// Whether a member requires it to be streamed.
    pub(super) streaming: bool,
}

pub(super) struct Usage<'a> {
    indices: HashMap<&'a str, usize>,
    uses: HashMap<&'a str, Uses>,
    /// The reference of the only operation that uses a shape as its input.
    inputs: HashMap<&'a str, Node<'a>>,
}

impl<'a> Usage<'a> {
    pub(super) fn of(operations: &[(&'a str, Node<'a>)], shapes: &[(&'a str, Node<'a>)]) -> Self {
        let indices = shapes.iter().enumerate().map(|(index, (name, _))| (*name, index)).collect();
        let mut usage = Self { indices, uses: HashMap::new(), inputs: HashMap::new() };
        for (_, operation) in operations {
            if let Some(input) = operation.object("input") {
                usage.count(&input, |uses| uses.inputs += 1);
                if let Some(name) = input.text("shape") {
                    usage.inputs.insert(name, input);
                }
            }
            if let Some(output) = operation.object("output") {
                usage.count(&output, |uses| uses.outputs += 1);
            }
            operation.nodes("errors").iter().for_each(|error| usage.count(error, |_| {}));
        }
        for (_, shape) in shapes {
            for (_, member) in shape.members() {
                let (json, streaming) = (member.flag("jsonvalue"), member.flag("streaming"));
                usage.count(&member, |uses| {
                    uses.json += usize::from(json);
                    uses.streaming |= streaming;
                });
            }
            for part in ["member", "key", "value"] {
                shape.object(part).iter().for_each(|member| usage.count(member, |_| {}));
            }
        }
        usage
    }

    fn count(&mut self, reference: &Node<'a>, how: impl FnOnce(&mut Uses)) {
        if let Some(name) = reference.text("shape") {
            let uses = self.uses.entry(name).or_default();
            uses.all += 1;
            how(uses);
        }
    }

    pub(super) fn uses(&self, shape: &str) -> Uses {
        self.uses.get(shape).copied().unwrap_or_default()
    }

    /// The position of a shape among all shapes.
    pub(super) fn index_of(&self, shape: &str) -> Option<usize> {
        self.indices.get(shape).copied()
    }

    /// Returns the reference of the operation that alone uses this shape, as its input.
    pub(super) fn as_sole_input(&self, shape: &str) -> Option<&Node<'a>> {
        let uses = self.uses(shape);
        self.inputs.get(shape).filter(|_| uses.inputs == 1 && uses.all == 1)
    }
}
