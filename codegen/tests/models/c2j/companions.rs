//! The companion files of a C2J model, and whole models with wrong types in any place.

use farrier::model::c2j::{Files, to_ast};
use serde_json::{Value, json};

use super::{id, service};

/// One operation, and one of each companion file.
fn with_companions() -> [Value; 6] {
    let operations = json!({ "List": {
        "http": { "method": "GET", "requestUri": "/{id}" }, "input": { "shape": "In" },
        "errors": [{ "shape": "Gone" }], "endpointdiscovery": { "required": true },
        "staticContextParams": { "Hot": { "value": true } },
    }});
    let shapes = json!({
        "In": { "type": "structure", "required": ["id"], "members": {
            "id": { "shape": "S", "location": "uri", "contextParam": { "name": "Id" } },
            "items": { "shape": "L" }, "map": { "shape": "M" },
        }},
        "Gone": {
            "type": "structure", "members": {}, "exception": true,
            "error": { "code": "GoneCode", "httpStatusCode": 404 }, "retryable": { "throttling": true },
        },
        "S": { "type": "string", "enum": ["a"], "min": 1 },
        "L": { "type": "list", "member": { "shape": "S" } },
        "M": { "type": "map", "key": { "shape": "S" }, "value": { "shape": "S" } },
    });
    [
        service(json!({ "protocols": ["rest-json", "rest-xml"] }), operations, shapes),
        json!({ "pagination": { "List": {
            "input_token": "next", "output_token": "page.next", "limit_key": "max", "result_key": ["items", "more"],
        }}}),
        json!({ "version": 2, "waiters": {
            "Listed": { "operation": "List", "delay": 3, "maxAttempts": 4, "acceptors": [
                { "matcher": "pathAll", "argument": "items[].state", "expected": "OK", "state": "success" },
                { "matcher": "error", "expected": "GoneCode", "state": "retry" },
                { "matcher": "status", "expected": 404, "state": "failure" },
                { "matcher": "error", "expected": false, "state": "success" },
            ]},
            "Teapot": { "operation": "List", "delay": 3, "maxAttempts": 4, "acceptors": [
                { "matcher": "status", "expected": 418, "state": "success" },
            ]},
        }}),
        json!({ "examples": { "List": [
            { "id": "one", "title": "", "description": "Lists.", "input": { "id": "a" }, "comments": {} },
        ]}}),
        json!({ "version": "1.0", "rules": [], "parameters": {
            "Region": { "type": "string" }, "Hot": { "type": "Boolean" }, "All": { "type": "stringArray" },
        }}),
        json!({ "version": "1.0", "testCases": [] }),
    ]
}

fn all_files(files: &[Value; 6]) -> Files<'_> {
    let [service, paginators, waiters, examples, endpoint_rule_set, endpoint_tests] = files;
    Files {
        service,
        paginators: Some(paginators),
        waiters: Some(waiters),
        examples: Some(examples),
        endpoint_rule_set: Some(endpoint_rule_set),
        endpoint_tests: Some(endpoint_tests),
    }
}

#[test]
fn companion_files_become_traits() {
    let files = with_companions();
    let ast = to_ast(&all_files(&files)).unwrap();
    let traits = &ast["shapes"][id("List")]["traits"];
    let paginated =
        json!({ "inputToken": "next", "outputToken": "page.next", "items": "items", "pageSize": "max" });
    assert_eq!(traits["smithy.api#paginated"], paginated);
    let path = json!({ "path": "items[].state", "expected": "OK", "comparator": "allStringEquals" });
    let waitable = json!({ "Listed": {
        "acceptors": [
            { "state": "success", "matcher": { "output": path } },
            { "state": "retry", "matcher": { "errorType": "Gone" } },
            { "state": "failure", "matcher": { "errorType": "Gone" } },
            { "state": "success", "matcher": { "success": true } },
        ],
        "minDelay": 3,
    }});
    assert_eq!(traits["smithy.waiters#waitable"], waitable);
    let examples = json!([{ "title": "one", "documentation": "Lists.", "input": { "id": "a" } }]);
    assert_eq!(traits["smithy.api#examples"], examples);
    let service = &ast["shapes"][id("IronForge")]["traits"];
    let parameters = json!({
        "Region": { "type": "String" }, "Hot": { "type": "Boolean" }, "All": { "type": "StringArray" },
    });
    assert_eq!(service["smithy.rules#endpointRuleSet"]["parameters"], parameters);
    assert_eq!(service["smithy.rules#endpointTests"], json!({ "version": "1.0", "testCases": [] }));
}

#[test]
fn a_paginator_with_several_tokens_is_left_out() {
    let mut files = with_companions();
    files[1]["pagination"]["List"]["input_token"] = json!(["a", "b"]);
    let ast = to_ast(&all_files(&files)).unwrap();
    assert_eq!(ast["shapes"][id("List")]["traits"].get("smithy.api#paginated"), None);
}

#[test]
fn companions_of_another_service_are_reported() {
    let mut files = with_companions();
    files[0]["operations"] = json!({});
    let problems = to_ast(&all_files(&files)).unwrap_err().to_string();
    let expected = [
        "com.amazonaws.ironforge#List: the operation `List` does not exist",
        "waiters: the operation `List` does not exist",
        "examples: the operation `List` does not exist",
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}

/// Returns every location in the files, as JSON pointers.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), into)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

#[test]
fn wrong_types_never_panic() {
    let good = Value::Array(with_companions().to_vec());
    let mut pointers = Vec::new();
    places(&good, "", &mut pointers);
    for pointer in pointers.iter().filter(|pointer| !pointer.is_empty()) {
        for wrong in [json!(null), json!(true), json!(-1), json!("x"), json!([]), json!({}), json!([[1]])] {
            let mut bad = good.clone();
            *bad.pointer_mut(pointer).unwrap() = wrong;
            let files: [Value; 6] = bad.as_array().unwrap().clone().try_into().unwrap();
            let _ = to_ast(&all_files(&files));
        }
    }
}
