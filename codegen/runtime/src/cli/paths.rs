//! Paths of member names within values.

use serde_json::{Map, Value};

/// Returns the value at a path, if present.
pub(crate) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// Returns the value at a path, mutable.
pub(crate) fn at_mut<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, name| value.get_mut(name))
}

/// Moves the value at a path out, or returns `null`.
pub(crate) fn take(mut value: Value, path: &[&str]) -> Value {
    at_mut(&mut value, path).map(Value::take).unwrap_or_default()
}

/// Removes a member, and the structures above it that become empty.
pub(crate) fn remove(value: &mut Value, path: &[&str]) {
    let (Some((name, rest)), Value::Object(members)) = (path.split_first(), value) else { return };
    if let Some(inner) = members.get_mut(*name).filter(|_| !rest.is_empty()) {
        remove(inner, rest);
        if !inner.as_object().is_some_and(Map::is_empty) {
            return;
        }
    }
    members.shift_remove(*name);
}

/// Inserts a member, with the structures around it.
pub(crate) fn put(value: &mut Value, path: &[&str], new: Value) {
    match (path.split_first(), value) {
        (Some((name, [])), Value::Object(members)) => {
            members.insert((*name).to_owned(), new);
        }
        (Some((name, rest)), Value::Object(members)) => {
            put(members.entry(*name).or_insert_with(|| Value::Object(Map::new())), rest, new);
        }
        _ => {}
    }
}
