//! Endpoint rules: `smithy.rules#endpointRuleSet` compiled to conditions and results, its parameters, its tests, and the
//! parameters that operations set.
//!
//! Takes the JSON of the traits and returns [`Endpoints`]. Errors in a rule set are problems of the service; it
//! knows nothing about tokens. <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>

mod calls;
mod context;
mod ends;
mod outline;
mod params;
mod rules;
mod template;
mod tests;

use serde_json::Value;

use super::context::Notes;
use crate::ir::{EndpointParam, Endpoints, RuleCall, RuleExpr, RuleFunction, Setting, Variable};
use crate::model::endpoint_rules::url;
use crate::model::{ShapeId, Traits};
pub(super) use params::param_value;
use rules::Rules;

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const BDD: &str = "smithy.rules#endpointBdd";
const TESTS: &str = "smithy.rules#endpointTests";

/// Whether a service has rules that are compiled.
pub(super) fn has_rules(service: &Traits) -> bool {
    service.has(RULE_SET)
}

/// Returns the module `endpoint`: of the rules, or, without rules, of a required endpoint.
pub(super) fn endpoints(notes: &Notes, id: &ShapeId, traits: &Traits) -> Endpoints {
    let Some(rule_set) = traits.get(RULE_SET) else {
        return without_rules(traits.has(BDD));
    };
    let params = params::endpoint_params(notes, id, rule_set);
    let mut rules = Rules::new(&params);
    let body = rules.rule_set(rule_set);
    for problem in &rules.problems {
        notes.problem(id, format!("the endpoint rule set {problem}"));
    }
    let uses_partitions = rules.uses_partitions;
    let functions = outline::functions(body);
    let region = params.iter().find(|param| param.setting == Some(Setting::Region));
    let checks_region = region.is_some_and(|region| !asks_about(&functions, &region.ident));
    let tests = traits
        .get(TESTS)
        .map_or_else(Vec::new, |tests| tests::endpoint_tests(notes, id, rule_set, &params, tests));
    Endpoints {
        has_rules: true,
        has_diagram: false,
        example: region.and_then(|region| shown(rule_set, region)),
        functions,
        checks_region,
        uses_partitions,
        tests,
        params,
    }
}

/// Returns the endpoint of one region, for examples: from the tests of the model, or the rules.
pub(super) fn example(traits: &Traits) -> String {
    let tested = traits.get(TESTS).and_then(|tests| {
        tests.get("testCases")?.as_array()?.iter().find_map(|case| {
            let params = case.get("params")?;
            let plain = |key: &str| params.get(key).and_then(Value::as_bool) != Some(true);
            let regional = params.get("Region")?.as_str()? == "us-east-1" && params.get("Endpoint").is_none();
            let url = case.get("expect")?.get("endpoint")?.get("url")?.as_str()?;
            (regional && plain("UseFIPS") && plain("UseDualStack")).then(|| url.to_owned())
        })
    });
    let resolved = || {
        let region = serde_json::Map::from_iter([("Region".to_owned(), Value::from("us-east-1"))]);
        url(traits.get(RULE_SET)?, &region).ok()?
    };
    tested
        .or_else(resolved)
        .filter(|url| is_plain(url))
        .unwrap_or_else(|| "https://service.example.com".to_owned())
}

/// Without rules, the endpoint is the only parameter. Rules in the form of `smithy.rules#endpointBdd` are not compiled.
fn without_rules(has_diagram: bool) -> Endpoints {
    Endpoints {
        has_rules: false,
        has_diagram,
        params: vec![params::endpoint()],
        functions: Vec::new(),
        checks_region: false,
        uses_partitions: false,
        tests: Vec::new(),
        example: None,
    }
}

/// Whether the rules themselves check that a name can be part of a host name.
fn asks_about(functions: &[RuleFunction], name: &str) -> bool {
    let mut asks = false;
    for function in functions {
        function.expressions(&mut |value| {
            let RuleExpr::Call { function: RuleCall::HostLabel, arguments } = value else { return };
            asks |= match arguments.first() {
                Some(RuleExpr::Variable(Variable { ident, .. }) | RuleExpr::Param { ident, .. }) => {
                    ident == name
                }
                _ => false,
            };
        });
    }
    asks
}

/// Returns a region, and its endpoint by the rules.
fn shown(rule_set: &Value, region: &EndpointParam) -> Option<(&'static str, String)> {
    const REGION: &str = "us-east-1";
    let given = serde_json::Map::from_iter([(region.wire_name.clone(), Value::from(REGION))]);
    let url = url(rule_set, &given).ok()??;
    is_plain(&url).then_some((REGION, url))
}

/// Whether a URL can be shown unchanged.
fn is_plain(url: &str) -> bool {
    let host = url.strip_prefix("https://").unwrap_or_default();
    !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
}
