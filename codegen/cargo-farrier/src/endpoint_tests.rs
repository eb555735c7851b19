//! Endpoint test cases: C2J has none, so they are carried over if they agree with the new rules.

use farrier::model::endpoint_rules::agrees;
use serde_json::{Value, json};

use crate::origin::service_of;

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const TESTS: &str = "smithy.rules#endpointTests";

/// The result for the test cases.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    /// Whether the new model has endpoint rules.
    pub(crate) has_rules: bool,
    /// The number of cases that agree with the new rules.
    pub(crate) kept: usize,
    /// The number of cases that do not agree.
    pub(crate) dropped: usize,
    /// The reasons why cases could not be evaluated.
    pub(crate) reasons: Vec<String>,
}

/// Returns the test cases of a model's service.
pub(crate) fn cases(ast: &Value) -> &[Value] {
    let cases = service_of(ast)
        .and_then(|(_, service)| service.get("traits")?.get(TESTS)?.get("testCases")?.as_array());
    cases.map_or(&[], Vec::as_slice)
}

/// Adds to a model the test cases that its rules agree with: its own, or those of the current model if it has none,
/// and those of another model.
pub(crate) fn carry_over(ast: &mut Value, present: Option<&Value>, extra: Option<&Value>) -> Carried {
    let own = if cases(ast).is_empty() { present } else { Some(&*ast) };
    let mut candidates: Vec<&Value> = Vec::new();
    for case in own.into_iter().chain(extra).flat_map(cases) {
        if !candidates.iter().any(|known| is_same(known, case)) {
            candidates.push(case);
        }
    }
    let mut carried = Carried::default();
    let mut kept = Vec::new();
    if let Some(rules) = service_of(ast).and_then(|(_, service)| service.get("traits")?.get(RULE_SET)) {
        carried.has_rules = true;
        for case in &candidates {
            match agrees(rules, case) {
                Ok(true) => kept.push((*case).clone()),
                Ok(false) => {}
                Err(reason) => carried.reasons.push(format!("an endpoint test case was dropped: {reason}")),
            }
        }
    }
    carried.kept = kept.len();
    carried.dropped = candidates.len() - kept.len();
    set_cases(ast, kept);
    carried
}

/// Whether two cases test the same, whatever their documentation.
fn is_same(one: &Value, other: &Value) -> bool {
    ["params", "expect", "operationInputs"].iter().all(|part| one.get(part) == other.get(part))
}

fn set_cases(ast: &mut Value, cases: Vec<Value>) {
    let Some(id) = service_of(ast).map(|(id, _)| id.clone()) else { return };
    let shape = ast.get_mut("shapes").and_then(|shapes| shapes.get_mut(&id));
    let Some(traits) = shape.and_then(|shape| shape.get_mut("traits")?.as_object_mut()) else { return };
    if cases.is_empty() {
        traits.shift_remove(TESTS);
    } else {
        traits.insert(TESTS.to_owned(), json!({ "version": "1.0", "testCases": cases }));
    }
}
