//! Thousands of damaged models, always the same: load and generate return for each of them, and must
//! not panic.

use serde_json::{Value, json};

use super::common::said_of_text;
use crate::cases;
use crate::numbers::Numbers;

/// Replacement values of every type, and names from elsewhere in the model.
fn replacement(model: &Value, numbers: &mut Numbers) -> Value {
    let plain = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(9_007_199_254_740_993_u64),
        json!(""),
        json!("}{"),
        json!("/{a}/{b+}"),
        json!("é\n\u{0}"),
        json!([]),
        json!({}),
        json!("structure"),
        json!("union"),
        json!("list"),
        json!("timestamp"),
        json!("smithy.api#Unit"),
        json!("smithy.api#Document"),
        json!({ "target": "smithy.api#Blob" }),
    ];
    let shapes = model["shapes"].as_object().map_or(0, serde_json::Map::len);
    let some_id = model["shapes"].as_object().and_then(|all| all.keys().nth(numbers.below(shapes))).cloned();
    let id = some_id.unwrap_or_default();
    match numbers.below(4) {
        0 => json!(id),
        1 => json!({ "target": id }),
        _ => plain[numbers.below(plain.len())].clone(),
    }
}

/// Keys that move things, and traits that change their meaning.
const KEYS: &[&str] = &[
    "members",
    "member",
    "Foo_Bar",
    "fn",
    "smithy.api#required",
    "smithy.api#httpLabel",
    "smithy.api#httpHeader",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpPayload",
    "smithy.api#httpResponseCode",
    "smithy.api#default",
    "smithy.api#streaming",
    "smithy.api#sparse",
    "smithy.api#sensitive",
    "smithy.api#error",
    "smithy.api#documentation",
    "smithy.api#deprecated",
    "smithy.api#timestampFormat",
    "smithy.api#length",
    "farrier#follow",
    "farrier#newtype",
    "farrier#upload",
];

/// Walks to a random place and deletes, replaces, renames or adds something there.
fn damage(place: &mut Value, with: &Value, numbers: &mut Numbers) {
    if numbers.below(30) == 0 {
        *place = with.clone();
        return;
    }
    match place {
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(numbers.below(fields.len())).cloned().unwrap_or_default();
            match numbers.below(12) {
                0 => drop(fields.remove(&key)),
                1 => {
                    let moved = fields.remove(&key).unwrap_or_default();
                    fields.insert(KEYS[numbers.below(KEYS.len())].to_owned(), moved);
                }
                2 => drop(fields.insert(KEYS[numbers.below(KEYS.len())].to_owned(), with.clone())),
                _ => damage(&mut fields[&key], with, numbers),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let index = numbers.below(items.len());
            damage(&mut items[index], with, numbers);
        }
        other => *other = with.clone(),
    }
}

/// Damages every case in turn, in one place or two.
fn fuzz(rounds: usize, seed: u64) -> usize {
    let models: Vec<Value> = cases::all()
        .into_iter()
        .map(|case| serde_json::from_slice(&std::fs::read(case.model).expect("a case")).expect("JSON"))
        .collect();
    let mut numbers = Numbers(seed);
    let mut good = 0;
    for round in 0..rounds {
        let mut model = models[round % models.len()].clone();
        for _ in 0..=numbers.below(2) {
            let with = replacement(&model, &mut numbers);
            damage(&mut model["shapes"], &with, &mut numbers);
        }
        let said = said_of_text(model.to_string());
        good += usize::from(said == "generates");
        assert!(!said.contains("please report this"), "{said}\n{model}");
        assert!(!said.is_empty() && said.lines().all(|line| !line.ends_with('.')), "{said}");
    }
    good
}

#[test]
fn damaged_models_never_panic() {
    let rounds = 4_000;
    let good = fuzz(rounds, 0x9E37_79B9_7F4A_7C15);
    assert!(
        (rounds / 20..rounds * 9 / 10).contains(&good),
        "too gentle or too harsh: {good} of {rounds} generate"
    );
}
