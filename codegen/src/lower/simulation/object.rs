//! Reads the values of `farrier#simulation`: each member of an object once, and reports the rest.

use std::cell::RefCell;
use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::Cx;
use super::SIMULATION;
use crate::model::ShapeId;

/// An object of the trait's value, with its operation for problems.
pub(super) struct Object<'a, 'm> {
    cx: &'a Cx<'m>,
    about: &'a ShapeId,
    /// Its path, such as `list.start`.
    path: String,
    map: &'a Map<String, Value>,
    read: RefCell<HashSet<&'static str>>,
}

impl<'a, 'm> Object<'a, 'm> {
    /// Returns the value as an object; reports another type.
    pub(super) fn of(cx: &'a Cx<'m>, about: &'a ShapeId, path: String, value: &'a Value) -> Option<Self> {
        let Value::Object(map) = value else {
            cx.notes.trait_problem(
                SIMULATION,
                about,
                format!("`{SIMULATION}` has a `{path}` that is not an object"),
            );
            return None;
        };
        Some(Self { cx, about, path, map, read: RefCell::default() })
    }

    /// Reports a problem of this object.
    pub(super) fn problem(&self, message: impl std::fmt::Display) {
        self.cx.notes.trait_problem(
            SIMULATION,
            self.about,
            format!("`{SIMULATION}` has a `{}` {message}", self.path),
        );
    }

    /// Returns an optional member.
    pub(super) fn get(&self, name: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(name);
        self.map.get(name)
    }

    /// Returns a required string.
    pub(super) fn text(&self, name: &'static str) -> Option<&'a str> {
        if self.get(name).is_none() {
            self.problem(format!("without `{name}`"));
        }
        self.maybe_text(name)
    }

    /// Returns an optional string.
    pub(super) fn maybe_text(&self, name: &'static str) -> Option<&'a str> {
        let value = self.get(name)?;
        if !value.is_string() {
            self.problem(format!("whose `{name}` is not a string"));
        }
        value.as_str()
    }

    /// Returns an optional nested object.
    pub(super) fn object(&self, name: &'static str) -> Option<Self> {
        Self::of(self.cx, self.about, format!("{}.{name}", self.path), self.get(name)?)
    }

    /// Returns the entries of a nested object with arbitrary names.
    pub(super) fn entries(
        &self,
        name: &'static str,
    ) -> Option<impl Iterator<Item = (&'a str, &'a Value)> + use<'a>> {
        let value = self.get(name);
        let Some(Value::Object(map)) = value else {
            self.problem(format!("whose `{name}` is not an object"));
            return None;
        };
        Some(map.iter().map(|(name, value)| (name.as_str(), value)))
    }

    /// Reports members that were not read.
    pub(super) fn done(&self) {
        let read = self.read.borrow();
        for name in self.map.keys().filter(|name| !read.contains(name.as_str())) {
            let mut known: Vec<&str> = read.iter().copied().collect();
            known.sort_unstable();
            let known = known.join("`, `");
            self.problem(format!("with `{}`, which must be one of `{known}`", name.escape_debug()));
        }
    }
}
