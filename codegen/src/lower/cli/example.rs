//! The example of a command: the input of the model's own example, `smithy.api#examples`, as options.
//!
//! Takes the value of the trait and the members with their options, and returns the words of a command line. For an example that cannot
//! be written as options, the tool generates one.

use serde_json::Value;

use crate::ir::{Field, Ty};

/// The options of the first example that succeeds.
pub(super) fn options(examples: &Value, input: &[(&Field, &String)]) -> Option<Vec<Vec<String>>> {
    let mut examples = examples.as_array()?.iter();
    let example = examples.find(|example| example.get("error").is_none())?;
    let given = example.get("input")?.as_object()?;
    if given.keys().any(|name| input.iter().all(|(field, _)| field.name != *name)) {
        return None;
    }
    let mut options = Vec::new();
    // Secrets come from the environment, and idempotency tokens are generated.
    for (field, flag) in input.iter().filter(|(field, _)| !field.is_secret() && !field.idempotency_token) {
        match given.get(&field.name).filter(|value| !value.is_null()) {
            Some(value) => options.push(option(field, flag, value)?),
            None if field.schema.required => return None,
            None => {}
        }
    }
    Some(options)
}

fn option(field: &Field, flag: &str, value: &Value) -> Option<Vec<String>> {
    let values = match (&field.ty, value) {
        _ if field.schema.streaming => vec!["example.bin".to_owned()],
        (Ty::Bool, Value::Bool(true)) => return Some(vec![format!("--{flag}")]),
        (Ty::Bool, Value::Bool(false)) => return Some(vec![format!("--no-{flag}")]),
        (Ty::List { item, .. } | Ty::NonEmpty(item), Value::Array(items))
            if item.is_scalar() && !items.is_empty() =>
        {
            items.iter().map(|value| scalar(item, value)).collect::<Option<_>>()?
        }
        (ty, value) if ty.is_scalar() => vec![scalar(ty, value)?],
        // The format of bytes in an example is not specified.
        (ty, _) if has_blob(ty, value) => return None,
        (_, value) => vec![value.to_string()],
    };
    Some(std::iter::once(format!("--{flag}")).chain(values).collect())
}

/// A value as one word; `None` if the tool would read that word as something else.
fn scalar(ty: &Ty, value: &Value) -> Option<String> {
    match (ty, value) {
        (Ty::Blob, _) => None,
        (_, Value::String(text)) if text.contains("://") && !text.starts_with("http") => None,
        (_, Value::String(text)) if text.is_empty() || text.starts_with(['-', '[', '{']) => None,
        (_, Value::String(text)) => Some(text.clone()),
        (_, Value::Number(number)) => Some(number.to_string()),
        (_, Value::Bool(value)) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether a value can contain bytes. Members of structures are not known here: any text in them may be bytes.
fn has_blob(ty: &Ty, value: &Value) -> bool {
    match (ty, value) {
        (Ty::Blob, _) => true,
        (Ty::List { item, .. } | Ty::NonEmpty(item), Value::Array(items)) => {
            items.iter().any(|value| has_blob(item, value))
        }
        (Ty::Map { value: of, .. }, Value::Object(entries)) => {
            entries.values().any(|value| has_blob(of, value))
        }
        _ => false,
    }
}
