//! Endpoint rule sets that no client could follow, or that say what the rules language has no word for.

use serde_json::{Value, json};

use crate::common::{check, said};

const RULE_SET: &str = "smithy.rules#endpointRuleSet";

fn service(shapes: &mut Value) -> &mut Value {
    &mut shapes["ns#Service"]["traits"]
}

fn endpoint(url: &str) -> Value {
    json!({ "conditions": [], "type": "endpoint", "endpoint": { "url": url } })
}

/// A rule set with the parameters `Region` and `Flag`.
fn rule_set(rules: Value) -> Value {
    json!({ "version": "1.0", "rules": rules, "parameters": {
        "Region": { "type": "String" }, "Flag": { "type": "Boolean", "required": true, "default": false } } })
}

/// Asserts what is said of a condition.
#[track_caller]
fn condition(condition: Value, expected: &str) {
    let rules =
        json!([{ "conditions": [condition], "type": "error", "error": "e" }, endpoint("https://a.example")]);
    let said = said(|shapes| service(shapes)[RULE_SET] = rule_set(rules));
    assert_eq!(said, format!("ns#Service: the endpoint rule set {expected}"));
}

/// Asserts what is said of a rule.
#[track_caller]
fn rule(rule: Value, expected: &str) {
    check(
        |shapes| service(shapes)[RULE_SET] = rule_set(json!([rule])),
        &[&format!("ns#Service: the endpoint rule set {expected}")],
    );
}

fn call(name: &str, arguments: Value) -> Value {
    json!({ "fn": name, "argv": arguments })
}

#[test]
fn a_good_rule_set_is_good() {
    assert_eq!(
        said(|shapes| service(shapes)[RULE_SET] = rule_set(json!([endpoint("https://a.example")]))),
        "generates"
    );
    assert_eq!(said(|shapes| service(shapes)[RULE_SET] = rule_set(json!([]))), "generates");
}

#[test]
fn functions_must_be_known_and_called_as_they_are() {
    condition(call("guess", json!(["a"])), "calls `guess`, which is not a known function");
    condition(call("isSet", json!(["a", "b"])), "calls `isSet` with other than one argument");
    condition(call("stringEquals", json!(["a"])), "calls `stringEquals` with other than two arguments");
    condition(call("substring", json!(["a", 1])), "calls `substring` with 2 arguments instead of 4");
    condition(call("substring", json!(["a", 0, -1, false])), "calls `substring` with a negative number");
    condition(call("coalesce", json!(["a"])), "calls `coalesce` with fewer than two arguments");
    condition(call("ite", json!([true, "a"])), "calls `ite` with other than three arguments");
    condition(json!({ "fn": "not" }), "calls `not` without `argv`");
    condition(json!({ "ref": "Region" }), "has `{\"ref\":\"Region\"}` where a function is called");
    condition(json!("Region"), "has `\"Region\"` where a function is called");
}

#[test]
fn values_must_be_of_their_types() {
    let region = json!({ "ref": "Region" });
    condition(
        call("booleanEquals", json!(["a", true])),
        "has a text where a boolean is wanted, in `booleanEquals(..)`",
    );
    condition(call("parseURL", json!([1])), "has a number where a text is wanted, in `parseURL(..)`");
    condition(
        call("aws.partition", json!([region])),
        "uses what may be absent, in `aws.partition(..)`; ask `isSet` before",
    );
    condition(
        call("stringEquals", json!([region, region])),
        "compares two values that may be absent, in `stringEquals(..)`; ask `isSet` before",
    );
    condition(
        call("coalesce", json!(["a", true])),
        "calls `coalesce` with values that are neither all texts nor all booleans",
    );
    condition(call("isSet", json!([null])), "has the value `null`, which is not understood");
    condition(call("isSet", json!([1.5])), "has the number `1.5`");
}

#[test]
fn names_and_paths_must_lead_somewhere() {
    let partition = call("aws.partition", json!(["a"]));
    condition(call("isSet", json!([{ "ref": "Gone" }])), "refers to `Gone`, which is not there");
    condition(call("not", json!([{ "ref": 1 }])), "has a `ref` that is not text, but `1`");
    condition(call("getAttr", json!([partition, "moon"])), "asks for `moon`, which is not there");
    condition(call("getAttr", json!([partition, "name[0]"])), "asks for `name[0]` of what is not a list");
    condition(call("getAttr", json!([partition, "name[x]"])), "has `name[x]`, which is not a path");
    condition(
        call("getAttr", json!([call("parseURL", json!(["a"])), "scheme"])),
        "asks for `scheme` of what may be absent; assign it before",
    );
    let mut assigned = call("isSet", json!(["a"]));
    assigned["assign"] = json!("a b");
    condition(assigned, "assigns to `\"a b\"`, which is not a name");
}

#[test]
fn rules_must_have_their_parts() {
    rule(json!({ "conditions": [] }), "has a rule without a type");
    rule(json!({ "type": "error", "error": "e" }), "has a rule without the list `conditions`");
    rule(json!({ "conditions": [], "type": "hunch" }), "has a rule of the unknown type `hunch`");
    rule(json!({ "conditions": [], "type": "tree" }), "has no list `rules` where there must be one");
    rule(json!({ "conditions": [], "type": "error" }), "has a rule of type `error` without one");
    rule(json!({ "conditions": [], "type": "endpoint" }), "has a rule of type `endpoint` without one");
    rule(json!({ "conditions": [], "type": "endpoint", "endpoint": {} }), "has an endpoint without a `url`");
    rule(endpoint("https://{Region"), "has a brace without its counterpart in `https://{Region`");
    rule(endpoint("{Region}"), "has `Region` in a text, which may be absent; ask `isSet` before");
    let with = |part: &str, value: Value| {
        let mut rule = endpoint("https://a.example");
        rule["endpoint"][part] = value;
        rule
    };
    rule(with("headers", json!([])), "has an endpoint whose `headers` are not an object");
    rule(with("headers", json!({ "a": "b" })), "has a header `a` that is not a list");
    rule(with("properties", json!({ "authSchemes": [{}] })), "has an authentication scheme without a name");
    rule(
        with("properties", json!({ "authSchemes": [{ "name": "a", "mood": 1 }] })),
        "has an authentication scheme with `mood`: `1`, which is not understood",
    );
    rule(with("properties", json!({ "a": null })), "has a property that is null");
}

#[test]
fn parameters_must_have_names_and_types() {
    check(
        |shapes| {
            let mut rules = rule_set(json!([endpoint("https://a.example")]));
            rules["parameters"] = json!({ "a b": { "type": "String" }, "C": {}, "D": { "type": "Number" },
                "E": { "type": "Boolean", "default": "no" } });
            service(shapes)[RULE_SET] = rules;
        },
        &[
            "ns#Service: the endpoint rule set has a parameter `a b` whose name is not an identifier",
            "ns#Service: the endpoint rule set has a parameter `C` without a type",
            "ns#Service: the endpoint rule set has a parameter `D` of the unknown type `Number`",
            "ns#Service: the endpoint rule set has a parameter `E` whose default is not of its type",
        ],
    );
    check(
        |shapes| service(shapes)[RULE_SET] = json!({}),
        &[
            "ns#Service: the endpoint rule set has no `parameters`",
            "ns#Service: the endpoint rule set has no list `rules` where there must be one",
        ],
    );
    check(|shapes| service(shapes)["smithy.rules#endpointBdd"] = json!({}), &["generates"]);
}

/// A path must come to what the parameter is, and be made of what is understood.
#[test]
fn paths_that_do_not_fit_are_refused() {
    let tables = |shapes: &mut Value, path: &str| {
        let mut rules = rule_set(json!([endpoint("https://a.example")]));
        rules["parameters"]["Tables"] = json!({ "type": "stringArray", "documentation": "Tables." });
        service(shapes)[RULE_SET] = rules;
        shapes["ns#Put"]["traits"]["smithy.rules#operationContextParams"] =
            json!({ "Tables": { "path": path } });
        shapes["ns#In"]["members"]["notes"] = json!({ "target": "ns#Notes" });
        shapes["ns#Notes"] = json!({ "type": "list", "member": { "target": "ns#Note" } });
    };
    for path in ["notes[*].text", "[text, id]", "notes[*].[text, text][]", "notes[].text", "[id]"] {
        check(|shapes| tables(shapes, path), &["generates"]);
    }
    for path in [
        "text",
        "notes",
        "notes[*]",
        "notes[*].none",
        "notes[0].text",
        "notes[*].[text]",
        "notes[*].text | text",
        "notes.text",
        "[notes[*].text]",
        "keys(notes)",
        "keys(text, id)",
        "text.id",
        "text[]",
        "text || id",
        "[text, id][0]",
        "",
        "[",
    ] {
        let said = format!("ns#Put: takes `Tables` from `{path}`, a path that is not understood here");
        check(|shapes| tables(shapes, path), &[&said]);
    }
}

#[test]
fn what_operations_say_must_fit_the_parameters() {
    check(
        |shapes| {
            service(shapes)[RULE_SET] = rule_set(json!([endpoint("https://a.example")]));
            shapes["ns#Put"]["traits"]["smithy.rules#staticContextParams"] =
                json!({ "Flag": { "value": "text" }, "Unknown": { "value": 1 } });
            shapes["ns#Put"]["traits"]["smithy.rules#operationContextParams"] =
                json!({ "Region": { "path": "sort(text)" } });
            shapes["ns#In"]["members"]["text"]["traits"] =
                json!({ "smithy.rules#contextParam": { "name": "Flag" } });
        },
        &[
            "ns#Put: takes `Region` from `sort(text)`, a path that is not understood here",
            "ns#In$text: is a parameter of the endpoint rules, but not of its type",
            "ns#Put: sets `Flag` of the endpoint rules to what is not of its type",
        ],
    );
}
