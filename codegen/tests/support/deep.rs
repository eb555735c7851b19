//! Models whose types nest deeper than rustc's default limit: their crates must compile too.

use serde_json::{Map, Value, json};

/// The number of nested structures. Without a higher limit, rustc gives up after 25 structures in maps.
const LEVELS: usize = 60;

/// The models by the name of their package.
pub(crate) fn models() -> Vec<(&'static str, Value)> {
    let map = |target: String| json!({ "type": "map", "key": string(), "value": to(&target) });
    let list = |target: String| json!({ "type": "list", "member": to(&target) });
    vec![
        ("deep_maps", chain(Some(&map))),
        ("deep_lists", chain(Some(&list))),
        ("deep_structures", chain(None)),
    ]
}

/// A chain of structures, directly or through another shape.
fn chain(between: Option<&dyn Fn(String) -> Value>) -> Value {
    let mut shapes = Map::new();
    for level in 0..LEVELS {
        let mut members = json!({ "name": string() });
        let next = format!("m#L{}", level + 1);
        if level + 1 < LEVELS {
            members["next"] = match between {
                None => to(&next),
                Some(between) => {
                    let id = format!("m#Between{level}");
                    shapes.insert(id.clone(), between(next));
                    to(&id)
                }
            };
        }
        shapes.insert(format!("m#L{level}"), json!({ "type": "structure", "members": members }));
    }
    let whole = json!({ "type": "structure", "members": { "all": to("m#L0") } });
    let error = json!({
        "type": "structure", "members": { "all": to("m#L0") }, "traits": { "smithy.api#error": "client" }
    });
    let operation = json!({
        "type": "operation", "input": to("m#GoInput"), "output": to("m#GoOutput"), "errors": [to("m#Bad")],
        "traits": {
            "smithy.api#http": { "method": "POST", "uri": "/" },
            "smithy.api#examples": [{ "title": "One", "input": { "all": { "name": "a" } }, "output": {} }]
        }
    });
    let service = json!({
        "type": "service", "version": "1", "operations": [to("m#Go")], "traits": { "aws.protocols#restJson1": {} }
    });
    for (id, shape) in [
        ("m#GoInput", whole.clone()),
        ("m#GoOutput", whole),
        ("m#Bad", error),
        ("m#Go", operation),
        ("m#Deep", service),
    ] {
        shapes.insert(id.to_owned(), shape);
    }
    json!({ "smithy": "2.0", "shapes": shapes })
}

fn to(target: &str) -> Value {
    json!({ "target": target })
}

fn string() -> Value {
    to("smithy.api#String")
}
