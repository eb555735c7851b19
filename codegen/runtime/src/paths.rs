//! Paths of member names within JSON values.

use serde_json::{Map, Value};

/// Returns the value at a path, if present.
pub(crate) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// Returns the value at a path, mutable.
#[cfg(feature = "cli")]
pub(crate) fn at_mut<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, name| value.get_mut(name))
}

/// Sets the value at a path, and creates missing objects on it.
pub(crate) fn put(value: &mut Value, path: &[&str], new: Value) {
    let Some((name, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    if let Value::Object(members) = value {
        put(members.entry(*name).or_insert(Value::Null), rest, new);
    }
}

/// Moves the value at a path out, or returns `null`.
#[cfg(feature = "cli")]
pub(crate) fn take(mut value: Value, path: &[&str]) -> Value {
    at_mut(&mut value, path).map(Value::take).unwrap_or_default()
}

/// Removes a member, and the structures above it that become empty.
pub(crate) fn remove(value: &mut Value, path: &[&str]) {
    let (Some((name, rest)), Value::Object(members)) = (path.split_first(), value) else { return };
    if let Some(inner) = members.get_mut(*name).filter(|_| !rest.is_empty()) {
        remove(inner, rest);
        if !matches!(inner, Value::Object(members) if members.is_empty()) {
            return;
        }
    }
    // In order, whatever the features of `serde_json`.
    members.retain(|key, _| key != name);
}
