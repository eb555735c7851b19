//! The syntax tree of an IDL file: what it says, before any name is resolved. Text is borrowed from the file.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::forms::Version;
use crate::model::raw::Type;

/// A whole file.
#[derive(Debug)]
pub(in crate::model) struct File<'t> {
    pub(in crate::model) version: Version,
    pub(super) metadata: Vec<(Key<'t>, Node<'t>)>,
    /// Empty if the file has none; it has no shapes then.
    pub(super) namespace: &'t str,
    /// The ids of `use` statements by their names.
    pub(super) uses: HashMap<&'t str, Id<'t>>,
    pub(super) statements: Vec<Statement<'t>>,
}

#[derive(Debug)]
pub(super) enum Statement<'t> {
    Shape(Shape<'t>),
    Apply { target: Id<'t>, traits: Vec<Trait<'t>> },
}

/// A shape id as written: absolute or relative, perhaps of a member; and its offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Id<'t> {
    pub(super) text: &'t str,
    pub(super) at: u32,
}

/// A name or key, and its offset.
#[derive(Clone, Debug)]
pub(super) struct Key<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) at: u32,
}

#[derive(Debug)]
pub(super) struct Shape<'t> {
    pub(super) shape_type: Type,
    /// A `set` of 1.0.
    pub(super) is_set: bool,
    pub(super) name: Key<'t>,
    pub(super) traits: Vec<Trait<'t>>,
    /// The resource after `for`.
    pub(super) resource: Option<Id<'t>>,
    pub(super) mixins: Vec<Id<'t>>,
    pub(super) body: Body<'t>,
}

impl<'t> Shape<'t> {
    /// A shape without its parts after the name.
    pub(super) fn new(shape_type: Type, name: Key<'t>, traits: Vec<Trait<'t>>) -> Self {
        let (resource, mixins, body) = (None, Vec::new(), Body::None);
        Self { shape_type, is_set: false, name, traits, resource, mixins, body }
    }
}

/// The part in braces.
#[derive(Debug)]
pub(super) enum Body<'t> {
    None,
    Members(Vec<Member<'t>>),
    /// The properties of a service or resource.
    Properties(Vec<(Key<'t>, Node<'t>)>),
    Operation(Operation<'t>),
}

#[derive(Debug)]
pub(super) struct Member<'t> {
    pub(super) name: Key<'t>,
    pub(super) target: Target<'t>,
    /// With the value after `=` as a trait.
    pub(super) traits: Vec<Trait<'t>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'t> {
    Id(Id<'t>),
    /// `$name`: the target is that of a resource or mixin.
    Elided,
    /// A member of an enum.
    Unit,
}

#[derive(Debug, Default)]
pub(super) struct Operation<'t> {
    pub(super) input: Option<Io<'t>>,
    pub(super) output: Option<Io<'t>>,
    pub(super) errors: Vec<Id<'t>>,
}

impl<'t> Operation<'t> {
    /// The structures that are written in the operation.
    pub(super) fn inline(&self) -> impl Iterator<Item = &Shape<'t>> {
        [&self.input, &self.output].into_iter().filter_map(|io| match io {
            Some(Io::Inline(shape)) => Some(&**shape),
            _ => None,
        })
    }
}

/// The input or output of an operation.
#[derive(Debug)]
pub(super) enum Io<'t> {
    Id(Id<'t>),
    Inline(Box<Shape<'t>>),
}

#[derive(Debug)]
pub(super) struct Trait<'t> {
    pub(super) id: Id<'t>,
    /// The value; without one, the type of the trait determines it.
    pub(super) value: Option<Node<'t>>,
}

/// A value of metadata or of a trait.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Null,
    Bool(bool),
    Number(&'t str),
    Text(Cow<'t, str>),
    /// Text without quotes is the id of a shape.
    Id(Id<'t>),
    Array(Vec<Node<'t>>),
    Object(Vec<(Key<'t>, Node<'t>)>),
}

impl Node<'_> {
    /// Describes a value, for "expected ..., found ...".
    pub(super) fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Id(_) => "a shape id",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}
