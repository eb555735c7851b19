//! Tests which parts `facts_only` removes, and which it keeps.

use farrier::model::facts::facts_only;
use serde_json::json;

#[test]
fn prose_is_removed_and_facts_kept() {
    let ast = json!({
        "smithy": "2.0",
        "metadata": { "suppressions": [{ "id": "X", "reason": "because" }], "kept": 1 },
        "shapes": {
            "ns#S": {
                "type": "structure",
                "members": {
                    "documentation": { "target": "ns#T", "traits": { "smithy.api#documentation": "A member." } },
                    "title": { "target": "ns#T", "traits": {
                        "smithy.api#required": {}, "smithy.api#documentation": "Another.",
                    }},
                },
                "traits": { "smithy.api#externalDocumentation": { "Home": "https://example.com" } },
            },
            "ns#L": { "type": "list", "member": {
                "target": "ns#T", "traits": { "smithy.api#documentation": "An item." },
            }},
            "ns#M": {
                "type": "map",
                "key": { "target": "ns#T", "traits": { "smithy.api#documentation": "A key." } },
                "value": { "target": "ns#T" },
                "traits": { "smithy.api#deprecated": { "message": "Old.", "since": "1.0" } },
            },
            "ns#T": { "type": "string", "traits": {
                "smithy.api#enum": [{ "value": "A", "name": "A", "documentation": "The first." }],
            }},
        },
    });
    let expected = json!({
        "smithy": "2.0",
        "metadata": { "kept": 1 },
        "shapes": {
            "ns#S": {
                "type": "structure",
                "members": {
                    "documentation": { "target": "ns#T" },
                    "title": { "target": "ns#T", "traits": { "smithy.api#required": {} } },
                },
            },
            "ns#L": { "type": "list", "member": { "target": "ns#T" } },
            "ns#M": {
                "type": "map",
                "key": { "target": "ns#T" },
                "value": { "target": "ns#T" },
                "traits": { "smithy.api#deprecated": { "since": "1.0" } },
            },
            "ns#T": { "type": "string", "traits": { "smithy.api#enum": [{ "value": "A", "name": "A" }] } },
        },
    });
    // Compared as text: order counts.
    assert_eq!(facts_only(ast).to_string(), expected.to_string());
}

#[test]
fn traits_with_prose_inside_lose_only_the_prose() {
    let ast = json!({ "shapes": {
        "ns#O": { "type": "operation", "traits": {
            "smithy.api#examples": [{
                "title": "One", "documentation": "Does.", "input": { "title": "kept" }, "error": { "shapeId": "ns#E" },
            }],
            "smithy.waiters#waitable": { "Done": { "documentation": "Waits.", "acceptors": [], "minDelay": 2 } },
        }},
        "ns#Service": { "type": "service", "traits": {
            "smithy.rules#endpointRuleSet": {
                "parameters": { "Region": { "documentation": "Where.", "type": "String" } },
                "rules": [{ "conditions": [], "type": "tree", "documentation": "A tree.", "rules": [
                    { "conditions": [], "error": "no way", "documentation": "A leaf.", "type": "error" },
                ]}],
            },
            "smithy.rules#endpointTests": {
                "testCases": [{ "documentation": "Nowhere.", "expect": { "error": "no way" } }],
            },
        }},
    }});
    let expected = json!({ "shapes": {
        "ns#O": { "type": "operation", "traits": {
            "smithy.api#examples": [{ "input": { "title": "kept" }, "error": { "shapeId": "ns#E" } }],
            "smithy.waiters#waitable": { "Done": { "acceptors": [], "minDelay": 2 } },
        }},
        "ns#Service": { "type": "service", "traits": {
            "smithy.rules#endpointRuleSet": {
                "parameters": { "Region": { "type": "String" } },
                "rules": [{ "conditions": [], "type": "tree", "rules": [
                    { "conditions": [], "error": "no way", "type": "error" },
                ]}],
            },
            "smithy.rules#endpointTests": { "testCases": [{ "expect": { "error": "no way" } }] },
        }},
    }});
    assert_eq!(facts_only(ast).to_string(), expected.to_string());
}

#[test]
fn metadata_with_only_suppressions_is_removed() {
    let ast = json!({ "smithy": "2.0", "metadata": { "suppressions": [] }, "shapes": {} });
    assert_eq!(facts_only(ast), json!({ "smithy": "2.0", "shapes": {} }));
}

#[test]
fn other_json_is_unchanged() {
    for odd in [json!(null), json!([1]), json!({ "shapes": { "ns#A": 1, "ns#B": { "traits": [] } } })] {
        assert_eq!(facts_only(odd.clone()), odd);
    }
}
