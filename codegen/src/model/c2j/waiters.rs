//! Waiters: `smithy.waiters#waitable` from `waiters-2.json`.
//!
//! C2J polls at a constant delay, Smithy at a growing one, between a minimum and a maximum. C2J's delay becomes the minimum, and
//! the maximum is Smithy's default, as in the Smithy forms of the same waiters. A waiter with an acceptor that
//! Smithy cannot represent is left out: without the acceptor, it would wait for something else.

use serde_json::{Map, Value, json};

use super::Converter;
use super::read::Node;

/// The default maximum delay of a waiter, in seconds.
const DEFAULT_MAX_DELAY: u64 = 120;

impl<'a> Converter<'a> {
    pub(super) fn add_waiters(&self, file: &Node<'a>, shapes: &mut Map<String, Value>) {
        let mut of_operations = Map::new();
        for (name, waiter) in file.entries("waiters", |name| format!("waiters: {name}")) {
            let Some(operation) = waiter.required_text("operation") else { continue };
            let known = of_operations.entry(operation).or_insert_with(|| json!({}));
            if let Some(value) = self.waiter(operation, &waiter) {
                known[name] = value;
            }
        }
        for (operation, waiters) in of_operations {
            let some = waiters.as_object().is_some_and(|waiters| !waiters.is_empty());
            let value = some.then_some(waiters);
            self.add_to_operation(shapes, &operation, file, "smithy.waiters#waitable", value);
        }
    }

    fn waiter(&self, operation: &str, waiter: &Node<'a>) -> Option<Value> {
        let acceptors = waiter.nodes("acceptors");
        let acceptors: Option<Vec<_>> = acceptors
            .iter()
            .map(|acceptor| {
                let state = acceptor.required_text("state")?;
                Some(json!({ "state": state, "matcher": self.matcher(operation, acceptor)? }))
            })
            .collect();
        let delay = waiter.integer("delay").unwrap_or(2).max(1);
        let mut value = Map::new();
        if let Some(description) = waiter.text("description") {
            value.insert("documentation".to_owned(), description.into());
        }
        value.insert("acceptors".to_owned(), acceptors?.into());
        value.insert("minDelay".to_owned(), delay.into());
        if delay > DEFAULT_MAX_DELAY {
            value.insert("maxDelay".to_owned(), delay.into());
        }
        Some(Value::Object(value))
    }

    /// Returns the matcher of an acceptor; `None` if Smithy cannot represent it.
    fn matcher(&self, operation: &str, acceptor: &Node<'a>) -> Option<Value> {
        let expected = acceptor.value("expected");
        match (acceptor.required_text("matcher")?, expected?) {
            ("error", Value::Bool(failed)) => Some(json!({ "success": !failed })),
            ("error", Value::String(code)) => {
                Some(json!({ "errorType": self.error_of_code(operation, code) }))
            }
            ("status", Value::Number(status)) => match status.as_u64()? {
                200..=299 => Some(json!({ "success": true })),
                status => self.error_of_status(operation, status).map(|name| json!({ "errorType": name })),
            },
            (matcher @ ("path" | "pathAll" | "pathAny"), expected) => {
                let path = acceptor.required_text("argument")?;
                let (expected, comparator) = match (expected, matcher) {
                    (Value::Bool(flag), _) => (flag.to_string(), "booleanEquals"),
                    (Value::String(text), "path") => (text.clone(), "stringEquals"),
                    (Value::String(text), "pathAll") => (text.clone(), "allStringEquals"),
                    (Value::String(text), _) => (text.clone(), "anyStringEquals"),
                    _ => return None,
                };
                let output = json!({ "path": path, "expected": expected, "comparator": comparator });
                Some(json!({ "output": output }))
            }
            ("error" | "status", _) => None,
            (other, _) => {
                acceptor.report(format!("the matcher `{other}` is unknown"));
                None
            }
        }
    }

    fn errors_of(&self, operation: &str) -> Vec<(&'a str, Node<'a>)> {
        let found = self.operations.iter().find(|(name, _)| *name == operation);
        let errors = found.map(|(_, operation)| operation.nodes("errors")).unwrap_or_default();
        errors
            .iter()
            .filter_map(|error| error.text("shape"))
            .filter_map(|name| Some((name, self.shape(name)?.object("error")?)))
            .collect()
    }

    /// Returns the name of the operation's error with this code, or the code itself: Smithy accepts either.
    fn error_of_code(&self, operation: &str, code: &str) -> String {
        let errors = self.errors_of(operation);
        let found = errors.iter().find(|(_, error)| error.text("code") == Some(code));
        found.map_or(code, |(name, _)| self.names.shape(name)).to_owned()
    }

    /// Returns the name of the operation's error with this status, if there is exactly one.
    fn error_of_status(&self, operation: &str, status: u64) -> Option<String> {
        let mut errors = self.errors_of(operation);
        errors.retain(|(_, error)| error.integer("httpStatusCode") == Some(status));
        let [(name, _)] = errors.as_slice() else { return None };
        Some(self.names.shape(name).to_owned())
    }
}
