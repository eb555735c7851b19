//! Names for enum values, which C2J does not have and Smithy requires.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// Returns the members of an enum shape: one for each value, in order, a repeated value once.
pub(super) fn members(values: &[&str]) -> Map<String, Value> {
    let mut members = Map::new();
    let mut seen = HashSet::new();
    for value in values.iter().filter(|value| seen.insert(**value)) {
        let name = member_name(value);
        let mut unique = name.clone();
        let mut count = 1;
        while members.contains_key(&unique) {
            count += 1;
            unique = format!("{name}_{count}");
        }
        let traits = json!({ "smithy.api#enumValue": value });
        members.insert(unique, json!({ "target": crate::model::UNIT, "traits": traits }));
    }
    members
}

/// Returns the value in upper case, with `_` between a lower case and an upper case letter and in place of invalid
/// characters; a value without any letter or digit becomes its code points.
fn member_name(value: &str) -> String {
    if value.is_empty() {
        return "EMPTY".to_owned();
    }
    if !value.contains(|c: char| c.is_ascii_alphanumeric()) {
        let points: Vec<String> = value.chars().map(|c| format!("U{:04X}", u32::from(c))).collect();
        return points.join("_");
    }
    let mut name = String::with_capacity(value.len() + 1);
    let mut previous = None;
    for c in value.chars() {
        if previous.is_none() && c.is_ascii_digit()
            || previous.is_some_and(|p: char| p.is_ascii_lowercase()) && c.is_ascii_uppercase()
        {
            name.push('_');
        }
        name.push(if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
        previous = Some(c);
    }
    name
}
