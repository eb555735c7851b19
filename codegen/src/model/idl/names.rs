//! The names of all shapes of a model, by namespace, and their resolution in an IDL file.

use std::collections::HashMap;

use super::tree::{Body, File, Id, Shape, Statement};
use crate::model::ast::Contents;
use crate::model::raw::Type;
use crate::model::{ShapeId, known_traits, prelude};

/// The types of shapes by name.
type ByName<'a> = HashMap<&'a str, Type>;

/// The shapes of all files.
#[derive(Debug, Default)]
pub(in crate::model) struct Names<'a> {
    namespaces: HashMap<&'a str, ByName<'a>>,
}

impl<'a> Names<'a> {
    /// Adds the shapes of an IDL file.
    pub(in crate::model) fn add_file(&mut self, file: &'a File<'_>) {
        let names = self.namespaces.entry(file.namespace).or_default();
        for statement in &file.statements {
            let Statement::Shape(shape) = statement else { continue };
            add(names, shape);
            if let Body::Operation(operation) = &shape.body {
                operation.inline().for_each(|shape| add(names, shape));
            }
        }
    }

    /// Adds the shapes of another file.
    pub(in crate::model) fn add_contents(&mut self, contents: &'a Contents) {
        for (id, raw) in &contents.shapes {
            self.namespaces.entry(id.namespace()).or_default().entry(id.name()).or_insert(raw.shape_type);
        }
    }

    fn get(&self, namespace: &str, name: &str) -> Option<Type> {
        self.namespaces.get(namespace)?.get(name).copied()
    }
}

fn add<'a>(names: &mut ByName<'a>, shape: &'a Shape<'_>) {
    names.entry(&shape.name.text).or_insert(shape.shape_type);
}

/// The meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A shape of the model.
    Shape(Type),
    /// A shape or trait that every model may use without its definition.
    Common,
    /// Nothing that is defined.
    Unknown,
}

/// Resolves the names of one file.
pub(super) struct Resolver<'a> {
    names: &'a Names<'a>,
    own: Option<&'a ByName<'a>>,
    pub(super) namespace: &'a str,
    /// The ids of `use` statements by their names.
    imported: Option<&'a HashMap<&'a str, Id<'a>>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(names: &'a Names<'a>, file: &'a File<'_>) -> Self {
        Self {
            names,
            own: names.namespaces.get(file.namespace),
            namespace: file.namespace,
            imported: Some(&file.uses),
        }
    }

    /// Resolves names outside of all namespaces, which are those of the prelude.
    pub(super) fn global(names: &'a Names<'a>) -> Self {
        Self { names, own: None, namespace: "", imported: None }
    }

    /// Resolves an id: an absolute one, a `use` statement, a shape of the namespace, one of the prelude, in this order.
    pub(super) fn resolve(&self, id: Id<'_>) -> (ShapeId, Meaning) {
        self.resolve_text(id.text)
    }

    /// Resolves the text of an id, which must be well-formed.
    pub(super) fn resolve_text(&self, text: &str) -> (ShapeId, Meaning) {
        if text.contains('#') {
            return (ShapeId(text.to_owned()), self.meaning(text));
        }
        let (name, member) = text.split_at(text.find('$').unwrap_or(text.len()));
        if let Some(id) = self.imported.and_then(|imported| imported.get(name)) {
            return (ShapeId(format!("{}{member}", id.text)), self.meaning(id.text));
        }
        let own = self.own.and_then(|own| own.get(name));
        if let Some(shape_type) = own {
            return (self.within(self.namespace, text), Meaning::Shape(*shape_type));
        }
        if in_prelude(name) || self.namespace.is_empty() {
            let meaning = if in_prelude(name) { Meaning::Common } else { Meaning::Unknown };
            return (self.within("smithy.api", text), meaning);
        }
        (self.within(self.namespace, text), Meaning::Unknown)
    }

    /// The id of a name in a namespace.
    fn within(&self, namespace: &str, name: &str) -> ShapeId {
        let mut id = String::with_capacity(namespace.len() + 1 + name.len());
        id.push_str(namespace);
        id.push('#');
        id.push_str(name);
        ShapeId(id)
    }

    /// The id of a shape that this file defines.
    pub(super) fn defined(&self, name: &str) -> ShapeId {
        self.within(self.namespace, name)
    }

    fn meaning(&self, id: &str) -> Meaning {
        let Some((namespace, name)) = id.split_once('#') else { return Meaning::Unknown };
        let name = name.split_once('$').map_or(name, |(name, _)| name);
        match self.names.get(namespace, name) {
            Some(shape_type) => Meaning::Shape(shape_type),
            None if namespace == "smithy.api" && !in_prelude(name) => Meaning::Unknown,
            None if known_traits::is_common(namespace) => Meaning::Common,
            None => Meaning::Unknown,
        }
    }
}

/// Whether Smithy's prelude has a shape or trait of this name.
fn in_prelude(name: &str) -> bool {
    prelude::has(name) || known_traits::in_prelude(name)
}
