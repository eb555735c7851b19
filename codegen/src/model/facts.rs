//! Takes a Smithy JSON AST and returns the same AST without the prose of its authors.
//!
//! Facts remain: shapes, members, constraints, bindings, rules. Prose is removed, since it belongs to its
//! authors; this repository has its own. It works on the structure of the AST alone, so a member or a shape named
//! `documentation` is safe; of the traits, it only knows where they contain prose.

use serde_json::{Map, Value};

/// Traits that contain only prose.
const PROSE: [&str; 3] =
    ["smithy.api#documentation", "smithy.api#externalDocumentation", "aws.iam#actionPermissionDescription"];

/// Returns the same AST without prose: documentation of every kind, the messages of deprecations, the titles of
/// examples, and the model's lint suppressions with their reasons. Order is kept; `traits` that become empty are removed.
///
/// The texts of `error` rules of an endpoint rule set are kept: endpoint tests compare them.
#[must_use]
pub fn facts_only(mut ast: Value) -> Value {
    let Some(root) = ast.as_object_mut() else { return ast };
    if let Some(metadata) = root.get_mut("metadata").and_then(Value::as_object_mut) {
        remove(metadata, "suppressions");
        if metadata.is_empty() {
            remove(root, "metadata");
        }
    }
    if let Some(shapes) = root.get_mut("shapes").and_then(Value::as_object_mut) {
        shapes.values_mut().for_each(strip_shape);
    }
    ast
}

fn strip_shape(shape: &mut Value) {
    strip_traits(shape);
    for part in ["member", "key", "value"] {
        if let Some(member) = shape.get_mut(part) {
            strip_traits(member);
        }
    }
    if let Some(members) = shape.get_mut("members").and_then(Value::as_object_mut) {
        members.values_mut().for_each(strip_traits);
    }
}

/// Strips the traits of a shape or of a member.
fn strip_traits(of: &mut Value) {
    let Some(of) = of.as_object_mut() else { return };
    let Some(traits) = of.get_mut("traits").and_then(Value::as_object_mut) else { return };
    traits.retain(|id, _| !PROSE.contains(&id.as_str()));
    for (id, value) in traits.iter_mut() {
        strip_trait(id, value);
    }
    if traits.is_empty() {
        remove(of, "traits");
    }
}

fn strip_trait(id: &str, value: &mut Value) {
    match id {
        "smithy.api#deprecated" => strip(value, &["message"]),
        "smithy.api#recommended" => strip(value, &["reason"]),
        "smithy.api#examples" => strip_each(value, &["title", "documentation"]),
        "smithy.api#enum"
        | "smithy.waiters#waitable"
        | "smithy.rules#clientContextParams"
        | "smithy.test#httpRequestTests"
        | "smithy.test#httpResponseTests" => strip_each(value, &["documentation"]),
        "aws.iam#iamAction" => strip(value, &["documentation", "relativeDocumentation"]),
        "aws.iam#defineConditionKeys" => strip_each(value, &["documentation", "relativeDocumentation"]),
        "smithy.rules#endpointTests" => strip_part(value, "testCases"),
        "smithy.rules#endpointRuleSet" => {
            strip_part(value, "parameters");
            strip_rules(value);
        }
        "smithy.rules#endpointBdd" => {
            strip_part(value, "parameters");
            strip_part(value, "conditions");
            strip_part(value, "results");
        }
        _ => {}
    }
}

/// Strips the rules of a rule set or of a tree rule, their conditions, and all nested rules.
fn strip_rules(tree: &mut Value) {
    let Some(rules) = tree.get_mut("rules").and_then(Value::as_array_mut) else { return };
    for rule in rules {
        strip(rule, &["documentation"]);
        strip_part(rule, "conditions");
        strip_rules(rule);
    }
}

fn strip_part(of: &mut Value, part: &str) {
    if let Some(entries) = of.get_mut(part) {
        strip_each(entries, &["documentation"]);
    }
}

/// Removes keys from each entry of a list or map.
fn strip_each(entries: &mut Value, keys: &[&str]) {
    match entries {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| strip(entry, keys)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| strip(entry, keys)),
        _ => {}
    }
}

fn strip(of: &mut Value, keys: &[&str]) {
    if let Some(of) = of.as_object_mut() {
        of.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

/// `Map::remove` would move the last entry into the gap.
fn remove(of: &mut Map<String, Value>, key: &str) {
    of.shift_remove(key);
}
