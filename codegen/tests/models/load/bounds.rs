//! The loader returns for every input: deep, long, large and damaged.

use farrier::model::{Role, load};
use serde_json::{Map, Value, json};

use super::common::{loaded, names, problems, rejected, source, to};
use crate::numbers::Numbers;

#[test]
fn ten_thousand_levels_are_an_error() {
    let text = format!("{{\"smithy\": {}", "[".repeat(10_000));
    assert_eq!(rejected(text), "m.json:1:138: not JSON: recursion limit exceeded");
}

#[test]
fn a_file_of_more_than_64_mib_is_refused_unread() {
    let sources = [source("big.json", vec![b' '; (64 << 20) + 1], Role::Model)];
    assert_eq!(
        problems(&sources),
        "big.json: the file has 67108865 bytes; a model may have at most 67108864"
    );
}

const LONG: usize = 100_000;

/// A model of `LONG` shapes, each made from its number; as text, which is faster than a `Value` of this size.
fn chain(make: impl Fn(usize) -> String) -> String {
    let shapes: Vec<String> =
        (0..LONG).map(|number| format!("\"ns#S{number}\": {{ {} }}", make(number))).collect();
    format!("{{ \"smithy\": \"2.0\", \"shapes\": {{ {} }} }}", shapes.join(","))
}

const IS_MIXIN: &str = r#""traits": { "smithy.api#mixin": {} }"#;

#[test]
fn a_chain_of_100_000_mixins_is_flattened() {
    let loaded = loaded(&chain(|number| {
        let uses =
            if number > 0 { format!("{{ \"target\": \"ns#S{}\" }}", number - 1) } else { String::new() };
        let traits = if number + 1 < LONG { IS_MIXIN } else { r#""traits": {}"# };
        let member = format!(r#""m{number}": {{ "target": "smithy.api#String" }}"#);
        format!(r#""type": "structure", "members": {{ {member} }}, "mixins": [{uses}], {traits}"#)
    }));
    let names = names(&loaded, "ns#S99999");
    assert_eq!((names.len(), names[0], names[LONG - 1]), (LONG, "m0", "m99999"));
}

#[test]
fn a_cycle_of_100_000_mixins_is_reported_in_brief() {
    let said = rejected(chain(|number| {
        let next = (number + 1) % LONG;
        format!(r#""type": "structure", "mixins": [{{ "target": "ns#S{next}" }}], {IS_MIXIN}"#)
    }));
    assert!(said.starts_with("m.json: ns#S0: a cycle of mixins: ns#S0 -> ns#S1 -> "), "{said}");
    assert!(said.ends_with(" -> ns#S11 -> (99988 more) -> ns#S0"), "{said}");
}

#[test]
fn a_required_cycle_of_100_000_structures_is_reported() {
    let said = rejected(chain(|number| {
        let target = format!(r#""target": "ns#S{}""#, (number + 1) % LONG);
        let member = format!(r#"{{ {target}, "traits": {{ "smithy.api#required": {{}} }} }}"#);
        format!(r#""type": "structure", "members": {{ "next": {member} }}"#)
    }));
    assert!(
        said.starts_with("m.json: ns#S0: requires itself and can never be built: ns#S0$next -> "),
        "{said}"
    );
}

#[test]
fn mixins_may_not_explode() {
    let docs = "x".repeat(1_000_000);
    let mut all = Map::new();
    all.insert(
        "ns#M".to_owned(),
        json!({ "type": "structure", "traits": { "smithy.api#mixin": {}, "smithy.api#documentation": docs } }),
    );
    for number in 0..300 {
        all.insert(format!("ns#S{number}"), json!({ "type": "structure", "mixins": [to("ns#M")] }));
    }
    let said = super::common::rejected_shapes(&Value::Object(all));
    assert!(said.ends_with(": mixins make the model too large; use fewer of them"), "{said}");
}

fn sample() -> Value {
    json!({ "smithy": "1.0", "metadata": { "m": [1] }, "shapes": {
        "ns#S": { "type": "service", "version": "1", "operations": [to("ns#O")], "resources": [to("ns#R")],
            "errors": [to("ns#Err")], "rename": { "ns#E": "F" } },
        "ns#R": { "type": "resource", "identifiers": { "id": to("ns#E") }, "read": to("ns#O"), "resources": [] },
        "ns#O": { "type": "operation", "input": to("ns#In"), "output": to("ns#In"), "errors": [to("ns#Err")],
            "mixins": [to("ns#Om")] },
        "ns#Om": { "type": "operation", "traits": { "smithy.api#mixin": { "localTraits": ["ns#x"] } } },
        "ns#In": { "type": "structure", "mixins": [to("ns#M")], "members": { "b": to("ns#L"), "c": to("ns#Map") } },
        "ns#M": { "type": "structure", "traits": { "smithy.api#mixin": {}, "ns#x": 1 }, "members": {
            "a": { "target": "ns#I", "traits": { "smithy.api#box": {}, "smithy.api#required": {} } } } },
        "ns#In$a": { "type": "apply", "traits": { "smithy.api#documentation": "d" } },
        "ns#L": { "type": "set", "member": to("ns#U") },
        "ns#Map": { "type": "map", "key": to("ns#E"), "value": to("ns#In") },
        "ns#U": { "type": "union", "members": { "i": to("ns#I"), "n": to("ns#Ie") } },
        "ns#I": { "type": "integer" },
        "ns#E": { "type": "string", "traits": { "smithy.api#enum": [{ "value": "a" }, { "name": "B", "value": "b" }] } },
        "ns#Ie": { "type": "intEnum", "members": {
            "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } } },
        "ns#Err": { "type": "structure", "traits": { "smithy.api#error": "client", "farrier#newtype": "N" } },
    } })
}

/// Walks to a random place and deletes, replaces, renames or duplicates something there.
fn damage(value: &mut Value, numbers: &mut Numbers) {
    let replacements = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("ns#S"),
        json!("ns#In$a"),
        json!("ns#M"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "target": "ns#In" }),
        json!("structure"),
        json!("apply"),
        json!("list"),
        json!("enum"),
        json!("é#ü"),
    ];
    let replacement = replacements[numbers.below(replacements.len())].clone();
    if numbers.below(5) == 0 {
        *value = replacement;
        return;
    }
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(numbers.below(fields.len())).cloned().unwrap_or_default();
            match numbers.below(12) {
                0 => drop(fields.remove(&key)),
                1 => {
                    let moved = fields.remove(&key).unwrap_or_default();
                    let names =
                        ["ns#In", "mixins", "members", "a b", "smithy.api#enum", "smithy.api#mixin", ""];
                    fields.insert(names[numbers.below(names.len())].to_owned(), moved);
                }
                _ => damage(&mut fields[&key], numbers),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let index = numbers.below(items.len());
            damage(&mut items[index], numbers);
        }
        other => *other = replacement,
    }
}

#[test]
fn damaged_models_never_panic() {
    assert!(load(&[source("m.json", sample().to_string(), Role::Model)]).is_ok());
    let overlay = json!({ "smithy": "2.0", "shapes": { "ns#In$a": { "type": "apply", "traits": {
        "farrier#reason": "why", "smithy.api#sensitive": {} } } } });
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut good = 0;
    for round in 0..5_000 {
        let (mut model, mut overlay) = (sample(), overlay.clone());
        for _ in 0..=numbers.below(3) {
            damage(if round % 5 == 0 { &mut overlay } else { &mut model }, &mut numbers);
        }
        let mut bytes = model.to_string().into_bytes();
        if numbers.below(10) == 0 {
            bytes.truncate(numbers.below(bytes.len()));
        }
        let overlay = source("o.json", overlay.to_string(), Role::Overlay);
        match load(&[source("m.json", bytes, Role::Model), overlay]) {
            Ok(_) => good += 1,
            Err(problems) => {
                assert!(!problems.0.is_empty());
                for problem in &problems.0 {
                    assert!(problem.file.is_some() && !problem.message.ends_with('.'), "{problem}");
                }
            }
        }
    }
    assert!(good > 50, "the mutations are too gentle or too harsh: {good} of 5000 load");
}
