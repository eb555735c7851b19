//! A small valid model to invalidate, and the resulting messages.

use serde_json::{Value, json};

use crate::cases::generate_text;

pub(crate) const STRING: &str = "smithy.api#String";

/// Returns a valid service with one operation, `PUT /notes/{id}`, in namespace `ns`.
pub(crate) fn good() -> Value {
    json!({ "smithy": "2.0", "shapes": {
        "ns#Service": { "type": "service", "version": "1", "operations": [to("ns#Put")],
            "traits": { "aws.protocols#restJson1": {} } },
        "ns#Put": { "type": "operation", "input": to("ns#In"), "output": to("ns#Out"), "errors": [to("ns#Bad")],
            "traits": { "smithy.api#http": { "method": "PUT", "uri": "/notes/{id}" } } },
        "ns#In": { "type": "structure", "members": {
            "id": { "target": STRING, "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
            "text": to(STRING) } },
        "ns#Out": { "type": "structure", "members": { "note": to("ns#Note") } },
        "ns#Note": { "type": "structure", "members": { "text": to(STRING) } },
        "ns#Bad": { "type": "structure", "members": { "message": to(STRING) },
            "traits": { "smithy.api#error": "client" } },
    } })
}

/// Returns all messages about a text, or `generates`.
pub(crate) fn said_of_text(text: impl Into<Vec<u8>>) -> String {
    match generate_text("spoiled", text) {
        Ok(_) => "generates".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

/// Returns all messages about the invalidated model, without the name of its one file.
pub(crate) fn said(spoil: impl FnOnce(&mut Value)) -> String {
    let mut model = good();
    spoil(&mut model["shapes"]);
    let said = said_of_text(model.to_string());
    let lines = said.split('\n').map(|line| line.strip_prefix("m.json: ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Invalidates the valid model and compares the messages, line by line.
#[track_caller]
pub(crate) fn check(spoil: impl FnOnce(&mut Value), lines: &[&str]) {
    assert_eq!(said(spoil).lines().collect::<Vec<_>>(), lines);
}

/// A member definition.
pub(crate) fn to(target: &str) -> Value {
    json!({ "target": target })
}

/// A member definition with one trait of the prelude.
pub(crate) fn with(target: &str, name: &str, value: Value) -> Value {
    json!({ "target": target, "traits": { format!("smithy.api#{name}"): value } })
}

#[test]
fn the_valid_model_is_accepted() {
    assert_eq!(said(|_| {}), "generates");
}
