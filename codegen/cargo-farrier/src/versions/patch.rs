//! The differences between two JSON values, and their application.
//!
//! Smaller than the values, and exact to the byte: the order of keys counts. An array whose length differs is replaced as a whole.

use farrier::Diagnostic;
use serde_json::{Value, json};

use crate::Result;

/// Returns the steps from one value to another, each applied to the result of the previous ones.
pub(super) fn diff(old: &Value, new: &Value) -> Vec<Value> {
    let mut steps = Vec::new();
    collect(old, new, "", &mut steps);
    steps
}

fn collect(old: &Value, new: &Value, at: &str, steps: &mut Vec<Value>) {
    match (old, new) {
        (Value::Object(before), Value::Object(after)) if same_order(before, after) => {
            for key in before.keys().filter(|key| !after.contains_key(*key)) {
                steps.push(json!({ "remove": below(at, key) }));
            }
            for (index, (key, value)) in after.iter().enumerate() {
                match before.get(key) {
                    Some(old) => collect(old, value, &below(at, key), steps),
                    None => steps.push(json!({ "add": below(at, key), "at": index, "value": value })),
                }
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (old, new)) in before.iter().zip(after).enumerate() {
                collect(old, new, &format!("{at}/{index}"), steps);
            }
        }
        // Objects are equal whatever the order of their keys, so the order is compared separately.
        _ if old == new && !old.is_object() => {}
        _ => steps.push(json!({ "set": at, "value": new })),
    }
}

/// Whether the common keys are in the same order.
fn same_order(before: &serde_json::Map<String, Value>, after: &serde_json::Map<String, Value>) -> bool {
    before
        .keys()
        .filter(|key| after.contains_key(*key))
        .eq(after.keys().filter(|key| before.contains_key(*key)))
}

/// Returns a pointer as in RFC 6901.
fn below(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Applies the steps.
///
/// # Errors
///
/// A step that does not fit the value.
pub(super) fn apply(value: &mut Value, steps: &[Value]) -> Result<()> {
    for step in steps {
        if take(value, step).is_none() {
            let start: String = step.to_string().chars().take(120).collect();
            return Err(Diagnostic::new(format!("a step of the history does not fit: {start}")).into());
        }
    }
    Ok(())
}

fn take(value: &mut Value, step: &Value) -> Option<()> {
    let text = |name: &str| step.get(name).and_then(Value::as_str);
    if let Some(pointer) = text("set") {
        *value.pointer_mut(pointer)? = step.get("value")?.clone();
        return Some(());
    }
    let pointer = text("add").or_else(|| text("remove"))?;
    let (parent, key) = pointer.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = value.pointer_mut(parent)?.as_object_mut()?;
    if text("remove").is_some() {
        return parent.shift_remove(&key).map(drop);
    }
    let index = usize::try_from(step.get("at")?.as_u64()?).ok().filter(|index| *index <= parent.len())?;
    parent.shift_insert(index, key, step.get("value")?.clone());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(old: &str, new: &str) -> usize {
        let [old, new]: [Value; 2] = [old, new].map(|text| serde_json::from_str(text).expect("it is JSON"));
        let steps = diff(&old, &new);
        let mut value = old;
        apply(&mut value, &steps).expect("steps fit what they were made of");
        assert_eq!(value.to_string(), new.to_string());
        steps.len()
    }

    #[test]
    fn a_patch_leads_to_the_same_bytes() {
        assert_eq!(through(r#"{"a":1,"b":[1,{"c":2}]}"#, r#"{"a":1,"b":[1,{"c":2}]}"#), 0);
        assert_eq!(through(r#"{"a":1,"c":3,"d":4}"#, r#"{"0":0,"a":1,"b":2,"d":{"x/~":1}}"#), 4);
        assert_eq!(through(r#"{"x/~":{"k":1}}"#, r#"{"x/~":{"j":0,"k":2}}"#), 2);
        assert_eq!(through(r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#), 1);
        assert_eq!(through(r#"[1,2]"#, r#"[1,2,3]"#), 1);
        assert_eq!(through(r#"[1,{"a":1},3]"#, r#"[1,{"a":2},3]"#), 1);
        assert_eq!(through(r#"{"v":1.0}"#, r#"{"v":1.00}"#), 1);
    }

    #[test]
    fn a_step_that_does_not_fit_is_an_error() {
        for step in [
            json!({ "set": "/none", "value": 1 }),
            json!({ "remove": "/none" }),
            json!({ "add": "/a/b", "at": 0, "value": 1 }),
            json!({ "add": "/b", "at": 2, "value": 1 }),
            json!({ "add": "/b", "at": 0 }),
            json!({}),
            json!(1),
        ] {
            let mut value = json!({ "a": 1 });
            assert!(apply(&mut value, std::slice::from_ref(&step)).is_err(), "{step}");
            assert_eq!(value, json!({ "a": 1 }));
        }
    }
}
