//! Merges the contents of several files into one set of shapes and `apply` statements.

use indexmap::map::Entry;
use serde_json::{Map, Value};

use super::Traits;
use super::ast::{Apply, Contents};
use super::raw::Shapes;
use crate::{Diagnostic, Diagnostics};

/// All files of the model in one.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) shapes: Shapes,
    pub(super) applies: Vec<Apply>,
    pub(super) metadata: Map<String, Value>,
}

/// Merges the files in their order. A shape may be defined twice if both definitions are equal.
pub(super) fn merge(contents: Vec<Contents>, files: &[String], found: &mut Diagnostics) -> Merged {
    let mut merged = Merged::default();
    for Contents { file, shapes, applies, metadata, .. } in contents {
        let file_name = files.get(file).map_or("", String::as_str);
        for (id, raw) in shapes {
            match merged.shapes.entry(id) {
                Entry::Vacant(entry) => {
                    entry.insert(raw);
                }
                Entry::Occupied(entry) if entry.get().same_as(&raw) => {}
                Entry::Occupied(entry) => {
                    let first = files.get(entry.get().file).map_or("", String::as_str);
                    let message = format!("{first} defines this shape differently; remove one of the two");
                    found.push(Diagnostic::new(message).about(entry.key()).in_file(file_name));
                }
            }
        }
        merged.applies.extend(applies);
        for (key, value) in metadata {
            if let Err(key) = merge_metadata(&mut merged.metadata, key, value) {
                let message = format!("metadata `{key}` has a different value in an earlier file");
                found.push(Diagnostic::new(message).in_file(file_name));
            }
        }
    }
    merged
}

/// Arrays are joined, equal values are one, anything else is a conflict: returns its key.
pub(super) fn merge_metadata(
    metadata: &mut Map<String, Value>,
    key: String,
    value: Value,
) -> Result<(), String> {
    match (metadata.get_mut(&key), value) {
        (None, value) => {
            metadata.insert(key, value);
            Ok(())
        }
        (Some(Value::Array(first)), Value::Array(second)) => {
            first.extend(second);
            Ok(())
        }
        (Some(first), second) if *first == second => Ok(()),
        _ => Err(key),
    }
}

/// Adds a trait. Smithy's rule for a trait given twice: equal values are one, arrays are joined, anything else is a
/// conflict: returns its id.
pub(super) fn merge_trait(traits: &mut Traits, id: String, value: Value) -> Result<(), String> {
    match (traits.0.get_mut(&id), value) {
        (None, value) => {
            traits.0.insert(id, value);
            Ok(())
        }
        (Some(first), second) if *first == second => Ok(()),
        (Some(Value::Array(first)), Value::Array(second)) => {
            first.extend(second);
            Ok(())
        }
        _ => Err(id),
    }
}
