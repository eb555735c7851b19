//! The farrier traits: valid values and valid targets. `farrier#newtype` is in `names.rs`.

use serde_json::{Value, json};

use super::common::check;

/// Returns the messages about the hints of the service.
#[track_caller]
fn hints(value: &Value, message: &str) {
    check(
        |shapes| shapes["ns#Service"]["traits"]["farrier#hints"] = value.clone(),
        &[&format!("ns#Service: {message}")],
    );
}

#[test]
fn hints_are_checked() {
    let entry =
        |status: u16, code: &Value, text: &str| json!({ "status": status, "code": code, "text": text });
    hints(&json!({}), "expected `farrier#hints` to be an array, found an object");
    hints(&json!([]), "`farrier#hints` is empty; remove it");
    hints(&json!(["x"]), "entry 0 of `farrier#hints` must be an object, not a string");
    let status = "needs a `status` of 300 to 599";
    hints(&json!([{ "text": "x" }]), &format!("entry 0 of `farrier#hints` {status}"));
    hints(&json!([{ "status": "403", "text": "x" }]), &format!("entry 0 of `farrier#hints` {status}"));
    hints(&json!([entry(200, &Value::Null, "x")]), &format!("entry 0 of `farrier#hints` {status}"));
    let code = "has a `code` that is neither null nor the code of an error";
    hints(&json!([entry(403, &json!("a b"), "x")]), &format!("entry 0 of `farrier#hints` {code}"));
    hints(&json!([entry(403, &json!(1), "x")]), &format!("entry 0 of `farrier#hints` {code}"));
    let text = "needs a `text` of one line, without a dot at its end";
    for bad in ["", " x", "x.", "x\ny", "\u{202e}x"] {
        let second = entry(403, &Value::Null, bad);
        let both = json!([entry(403, &json!("A"), "x"), second]);
        hints(&both, &format!("entry 1 of `farrier#hints` {text}"));
    }
    hints(
        &json!([{ "status": 403, "text": "x", "note": "y" }]),
        "entry 0 of `farrier#hints` has `note`; there are `status`, `code`, `operations` and `text`",
    );
    let of = |operations: Value| json!({ "status": 403, "operations": operations, "text": "x" });
    let names = "entry 0 of `farrier#hints` needs `operations` to be an array of names, at least one";
    for bad in [json!([]), json!("Put"), json!([1]), json!([""])] {
        hints(&json!([of(bad)]), names);
    }
    hints(
        &json!([of(json!(["Put"])), entry(403, &Value::Null, "for all others"), of(json!(["Get", "Put"]))]),
        "`farrier#hints` has two entries for status 403 with no code and the operation `Put`",
    );
    hints(
        &json!([entry(403, &Value::Null, "x"), { "status": 403, "text": "y" }]),
        "`farrier#hints` has two entries for status 403 with no code",
    );
    hints(
        &json!([entry(403, &json!("A"), "x"), entry(403, &json!("A"), "y")]),
        "`farrier#hints` has two entries for status 403 with the code `A`",
    );
    check(
        |shapes| shapes["ns#Note"]["traits"] = json!({ "farrier#hints": [entry(403, &Value::Null, "x")] }),
        &["ns#Note: has `farrier#hints`, which is for the service"],
    );
}

#[test]
fn dates_and_times_are_strings() {
    let trait_of = |value: Value| json!({ "farrier#iso8601": value });
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!(true)),
        &["ns#Note: expected `farrier#iso8601` to be an object, found a boolean"],
    );
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!({ "format": "x" })),
        &["ns#Note: `farrier#iso8601` has no members; its value is {}"],
    );
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!({})),
        &["ns#Note: has `farrier#iso8601`, but is not a string"],
    );
    check(
        |shapes| shapes["ns#Note"]["members"]["text"]["traits"] = trait_of(json!({})),
        &["ns#Note: has a member with `farrier#iso8601`, which belongs on the string that it targets"],
    );
}

#[test]
fn other_values_are_for_enums() {
    let trait_of = |value: Value| json!({ "farrier#otherValues": value });
    let problem = "ns#Note: has `farrier#otherValues`, which is for enums of strings";
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!([])),
        &["ns#Note: expected `farrier#otherValues` to be an object, found an array"],
    );
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!({ "as": "x" })),
        &["ns#Note: `farrier#otherValues` has no members; its value is {}"],
    );
    check(|shapes| shapes["ns#Note"]["traits"] = trait_of(json!({})), &[problem]);
    check(|shapes| shapes["ns#Note"]["members"]["text"]["traits"] = trait_of(json!({})), &[problem]);
}

#[test]
fn a_repeated_token_ends_only_paging() {
    let trait_of = |value: Value| json!({ "farrier#repeatedTokenEnds": value });
    let problem = "has `farrier#repeatedTokenEnds`, which is for operations with `smithy.api#paginated`";
    check(
        |shapes| shapes["ns#Put"]["traits"]["farrier#repeatedTokenEnds"] = json!({}),
        &[&format!("ns#Put: {problem}")],
    );
    check(|shapes| shapes["ns#Note"]["traits"] = trait_of(json!({})), &[&format!("ns#Note: {problem}")]);
    check(
        |shapes| shapes["ns#Note"]["traits"] = trait_of(json!(true)),
        &["ns#Note: expected `farrier#repeatedTokenEnds` to be an object, found a boolean"],
    );
}

#[test]
fn repeated_items_end_only_paging_of_items_with_an_id() {
    let problem = "has `farrier#repeatedItemsEnd`, which is for operations with `smithy.api#paginated`";
    let of_put = |shapes: &mut Value, id: Value| shapes["ns#Put"]["traits"]["farrier#repeatedItemsEnd"] = id;
    check(|shapes| of_put(shapes, json!("id")), &[&format!("ns#Put: {problem}")]);
    check(
        |shapes| of_put(shapes, json!({})),
        &["ns#Put: expected `farrier#repeatedItemsEnd` to be a string, found an object"],
    );
    let paged = |shapes: &mut Value, id: &str, items: Value| {
        of_put(shapes, json!(id));
        shapes["ns#Put"]["traits"]["smithy.api#paginated"] =
            json!({ "inputToken": "after", "outputToken": "next", "items": "items" });
        shapes["ns#In"]["members"]["after"] = json!({ "target": "smithy.api#String" });
        let members = &mut shapes["ns#Out"]["members"];
        members["next"] = json!({ "target": "smithy.api#String" });
        members["items"] = json!({ "target": "ns#Items" });
        shapes["ns#Items"] = json!({ "type": "list", "member": { "target": items } });
        shapes["ns#Entry"] = json!({ "type": "structure", "members": {
            "id": { "target": "smithy.api#String" }, "size": { "target": "smithy.api#Integer" },
        } });
    };
    let names = "ns#Put: `farrier#repeatedItemsEnd` names";
    for (id, items, expected) in [
        ("id", "ns#Entry", "generates".to_owned()),
        ("name", "ns#Entry", format!("{names} `name`, which an item does not have")),
        ("size", "ns#Entry", format!("{names} `size`, which must be a string")),
        (
            "id",
            "smithy.api#String",
            "ns#Put: has `farrier#repeatedItemsEnd`, and pages no list of structures".to_owned(),
        ),
    ] {
        check(|shapes| paged(shapes, id, json!(items)), &[&expected]);
    }
}
