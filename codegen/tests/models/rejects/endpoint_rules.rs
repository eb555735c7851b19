//! Endpoint rule sets that no client could implement, or that violate the rules language.

use serde_json::{Value, json};

use super::common::{check, said};

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

/// Asserts the message about a condition.
#[track_caller]
fn condition(condition: Value, expected: &str) {
    let rules =
        json!([{ "conditions": [condition], "type": "error", "error": "e" }, endpoint("https://a.example")]);
    let said = said(|shapes| service(shapes)[RULE_SET] = rule_set(rules));
    assert_eq!(said, format!("ns#Service: the endpoint rule set {expected}"));
}

/// Asserts the message about a rule.
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
fn a_valid_rule_set_is_accepted() {
    assert_eq!(
        said(|shapes| service(shapes)[RULE_SET] = rule_set(json!([endpoint("https://a.example")]))),
        "generates"
    );
    assert_eq!(said(|shapes| service(shapes)[RULE_SET] = rule_set(json!([]))), "generates");
}

#[test]
fn functions_must_be_known_and_called_as_they_are() {
    condition(call("guess", json!(["a"])), "calls `guess`, which is not a known function");
    condition(call("isSet", json!(["a", "b"])), "does not call `isSet` with one argument");
    condition(call("stringEquals", json!(["a"])), "does not call `stringEquals` with two arguments");
    condition(call("substring", json!(["a", 1])), "calls `substring` with 2 arguments instead of 4");
    condition(call("substring", json!(["a", 0, -1, false])), "calls `substring` with a negative number");
    condition(call("coalesce", json!(["a"])), "calls `coalesce` with fewer than two arguments");
    condition(call("ite", json!([true, "a"])), "does not call `ite` with three arguments");
    condition(json!({ "fn": "not" }), "calls `not` without `argv`");
    condition(json!({ "ref": "Region" }), "has `{\"ref\":\"Region\"}` instead of a function call");
    condition(json!("Region"), "has `\"Region\"` instead of a function call");
}

#[test]
fn values_must_be_of_their_types() {
    let region = json!({ "ref": "Region" });
    condition(
        call("booleanEquals", json!(["a", true])),
        "has a string instead of a boolean, in `booleanEquals(..)`",
    );
    condition(call("parseURL", json!([1])), "has a number instead of a string, in `parseURL(..)`");
    condition(
        call("aws.partition", json!([region])),
        "uses a value that may be absent, in `aws.partition(..)`; check it with `isSet`",
    );
    condition(
        call("stringEquals", json!([region, region])),
        "compares two values that may be absent, in `stringEquals(..)`; check them with `isSet`",
    );
    condition(
        call("coalesce", json!(["a", true])),
        "calls `coalesce` with values that are neither all strings nor all booleans",
    );
    condition(call("isSet", json!([null])), "has the value `null`, which is not supported");
    condition(call("isSet", json!([1.5])), "has the number `1.5`");
}

#[test]
fn names_and_paths_must_resolve() {
    let partition = call("aws.partition", json!(["a"]));
    condition(call("isSet", json!([{ "ref": "Gone" }])), "refers to `Gone`, which does not exist");
    condition(call("not", json!([{ "ref": 1 }])), "has a `ref` that is not a string: `1`");
    condition(call("getAttr", json!([partition, "moon"])), "reads `moon`, which does not exist");
    condition(
        call("getAttr", json!([partition, "name[0]"])),
        "reads `name[0]` of a value that is not a list",
    );
    condition(call("getAttr", json!([partition, "name[x]"])), "has `name[x]`, which is not a path");
    condition(
        call("getAttr", json!([call("parseURL", json!(["a"])), "scheme"])),
        "reads `scheme` of a value that may be absent; assign it before",
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
    rule(json!({ "conditions": [], "type": "tree" }), "has no list `rules`");
    rule(json!({ "conditions": [], "type": "error" }), "has a rule of type `error` without `error`");
    rule(json!({ "conditions": [], "type": "endpoint" }), "has a rule of type `endpoint` without `endpoint`");
    rule(json!({ "conditions": [], "type": "endpoint", "endpoint": {} }), "has an endpoint without a `url`");
    rule(endpoint("https://{Region"), "has unbalanced braces in `https://{Region`");
    rule(endpoint("{Region}"), "has `Region` in a string, which may be absent; check it with `isSet`");
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
        "has an authentication scheme with `mood`: `1`, which is not supported",
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
            "ns#Service: the endpoint rule set has no list `rules`",
        ],
    );
    check(|shapes| service(shapes)["smithy.rules#endpointBdd"] = json!({}), &["generates"]);
}

/// A path must have the type of the parameter, and be supported.
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
        let said = format!("ns#Put: takes `Tables` from `{path}`, a path that is not supported");
        check(|shapes| tables(shapes, path), &[&said]);
    }
}

#[test]
fn parameters_of_operations_must_exist_with_their_type() {
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
            "ns#Put: takes `Region` from `sort(text)`, a path that is not supported",
            "ns#In$text: is a parameter of the endpoint rules, but has another type",
            "ns#Put: sets `Flag` of the endpoint rules to a value of another type",
        ],
    );
}
