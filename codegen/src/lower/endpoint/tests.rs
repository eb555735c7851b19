//! The test cases of `smithy.rules#endpointTests`, typed.
//!
//! A case that does not fit its rule set becomes an ignored test with the reason: a mistake in a test should not
//! prevent a client. Conformance counts those.

use serde_json::{Map, Value};

use super::super::context::Notes;
use super::ends::expected;
use super::params::param_value;

use crate::docs;
use crate::ir::{End, EndpointParam, EndpointTest, ParamValue, RuleExpr};
use crate::model::ShapeId;
use crate::model::endpoint_rules::agrees;
use crate::naming::{self, Scope};

pub(super) fn endpoint_tests(
    notes: &Notes,
    id: &ShapeId,
    rule_set: &Value,
    params: &[EndpointParam],
    tests: &Value,
) -> Vec<EndpointTest> {
    let Some(cases) = tests.get("testCases").and_then(Value::as_array) else {
        notes.problem(id, "smithy.rules#endpointTests has no `testCases`");
        return Vec::new();
    };
    let mut names = Scope::default();
    cases
        .iter()
        .map(|case| {
            let none = Map::new();
            let given = case.get("params").and_then(Value::as_object).unwrap_or(&none);
            let typed = typed(given, params);
            let expected = case.get("expect").map(expected);
            let ignored = match (&typed, &expected) {
                (None, _) => Some("has unknown parameters"),
                (_, None | Some(Err(_))) => Some("has an expectation that cannot be compared"),
                _ if agrees(rule_set, case) == Ok(true) => None,
                _ => Some("disagrees with the rules and the current partitions"),
            };
            let docs = case.get("documentation").and_then(Value::as_str);
            EndpointTest {
                name: names.take(name(given)),
                docs: docs.map(docs::markdown).unwrap_or_default(),
                ignored,
                params: typed.unwrap_or_default(),
                expected: match expected {
                    Some(Ok(end)) => end,
                    _ => End::Error(RuleExpr::Text(String::new())),
                },
            }
        })
        .collect()
}

/// Returns the setters to call; `None` if a parameter is unknown, or has another type.
fn typed(given: &Map<String, Value>, params: &[EndpointParam]) -> Option<Vec<(String, ParamValue)>> {
    let setter = |(name, value): (&String, &Value)| {
        let param = params.iter().find(|param| param.wire_name == *name)?;
        let value = param_value(value, param.ty)?;
        // Default values need not be set.
        let usual = param.default.as_ref() == Some(&value);
        Some((!usual).then(|| (param.setter.clone(), value)))
    };
    given.iter().map(setter).collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
}

/// Returns the name of a test, from its parameters: `us_east_1_use_fips_endpoint`.
fn name(given: &Map<String, Value>) -> String {
    let words = given.iter().filter_map(|(name, value)| match value {
        Value::String(_) if name == "Endpoint" => Some("custom".to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Bool(true) => Some(name.clone()),
        Value::Array(_) => Some(name.clone()),
        _ => None,
    });
    let words: Vec<String> = words.map(|word| word.chars().take(40).collect()).collect();
    let name = if words.is_empty() { "nothing".to_owned() } else { words.join("_") };
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    naming::field_name(&format!("{}_endpoint", name.trim_matches('_')))
}
