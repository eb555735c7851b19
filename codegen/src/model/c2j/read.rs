//! Typed access to C2J's JSON: a value of an unexpected type is a problem, and counts as absent.

use std::cell::RefCell;

use serde_json::{Map, Value};

use crate::error::{Diagnostic, Diagnostics, Subject};
use crate::model::is_identifier;

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(RefCell<Diagnostics>);

impl Problems {
    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.0.into_inner()
    }
}

/// A JSON object of the model, with its shape.
#[derive(Clone)]
pub(super) struct Node<'a> {
    object: Option<&'a Map<String, Value>>,
    about: String,
    problems: &'a Problems,
}

impl<'a> Node<'a> {
    pub(super) fn new(value: &'a Value, about: String, problems: &'a Problems) -> Self {
        let node = Self { object: value.as_object(), about, problems };
        if node.object.is_none() {
            node.report("it is not an object");
        }
        node
    }

    /// Another file of the same service.
    pub(super) fn sibling(&self, value: &'a Value, about: &str) -> Self {
        Self::new(value, about.to_owned(), self.problems)
    }

    pub(super) fn about(&self) -> &str {
        &self.about
    }

    pub(super) fn report(&self, message: impl Into<String>) {
        // The same value may be read for several purposes.
        let diagnostic = Diagnostic::new(message).about(Subject::Name(self.about.as_str().into()));
        let mut problems = self.problems.0.borrow_mut();
        if !problems.0.contains(&diagnostic) {
            problems.push(diagnostic);
        }
    }

    /// Reports a name that is not a valid Smithy identifier.
    pub(super) fn check_name(&self, name: &str) {
        if !is_identifier(name) {
            self.report(format!("`{name}` is not an identifier"));
        }
    }

    /// Returns the value of a key; `null` counts as absent.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value> {
        self.object?.get(key).filter(|value| !value.is_null())
    }

    fn typed<T>(&self, key: &str, read: impl Fn(&'a Value) -> Option<T>, wanted: &str) -> Option<T> {
        let value = self.value(key)?;
        let typed = read(value);
        if typed.is_none() {
            self.report(format!("`{key}` is not {wanted}"));
        }
        typed
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.typed(key, Value::as_bool, "true or false").unwrap_or(false)
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.typed(key, Value::as_str, "text")
    }

    pub(super) fn required_text(&self, key: &str) -> Option<&'a str> {
        if self.value(key).is_none() {
            self.report(format!("`{key}` is missing"));
        }
        self.text(key)
    }

    pub(super) fn number(&self, key: &str) -> Option<&'a Value> {
        self.typed(key, |value| value.is_number().then_some(value), "a number")
    }

    pub(super) fn integer(&self, key: &str) -> Option<u64> {
        self.typed(key, Value::as_u64, "a whole number")
    }

    pub(super) fn list(&self, key: &str) -> &'a [Value] {
        self.typed(key, Value::as_array, "a list").map_or(&[], Vec::as_slice)
    }

    /// Returns the entries of a list of strings.
    pub(super) fn texts(&self, key: &str) -> Vec<&'a str> {
        let texts = self.list(key).iter().map(Value::as_str).collect::<Option<_>>();
        texts.unwrap_or_else(|| {
            self.report(format!("`{key}` is not a list of strings"));
            Vec::new()
        })
    }

    /// Returns a string, or the first of a list of strings.
    pub(super) fn text_of_first(&self, key: &str) -> Option<&'a str> {
        match self.value(key)? {
            Value::Array(_) => self.texts(key).first().copied(),
            _ => self.text(key),
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.object.into_iter().flat_map(|object| object.keys().map(String::as_str))
    }

    /// Returns the entries of a list of objects, with the shape of the list.
    pub(super) fn nodes(&self, key: &str) -> Vec<Self> {
        let node = |value| Self::new(value, self.about.clone(), self.problems);
        self.list(key).iter().map(node).collect()
    }

    /// Returns an object, with the same shape.
    pub(super) fn object(&self, key: &str) -> Option<Self> {
        let object = self.typed(key, Value::as_object, "an object")?;
        Some(Self { object: Some(object), about: self.about.clone(), problems: self.problems })
    }

    pub(super) fn required_object(&self, key: &str, about: String) -> Self {
        if self.value(key).is_none() {
            self.report(format!("`{key}` is missing"));
        }
        Self { object: self.object(key).and_then(|node| node.object), about, problems: self.problems }
    }

    /// Returns the entries of an object of objects, each with the id that is derived from its name.
    pub(super) fn entries(&self, key: &str, id: impl Fn(&str) -> String) -> Vec<(&'a str, Self)> {
        let entries = self.typed(key, Value::as_object, "an object").into_iter().flatten();
        entries.map(|(name, value)| (name.as_str(), Self::new(value, id(name), self.problems))).collect()
    }

    /// Returns the members of a structure, each with its own id.
    pub(super) fn members(&self) -> Vec<(&'a str, Self)> {
        self.entries("members", |name| format!("{}${name}", self.about))
    }
}
