//! Shapes that can never be built, that nest too deep, or whose defaults do not fit.

use serde_json::json;

use crate::common::{STRING, check, said, to, with};

#[test]
fn a_structure_that_requires_itself_is_refused() {
    check(
        |shapes| {
            shapes["ns#Note"]["members"]["other"] = with("ns#Other", "required", json!({}));
            shapes["ns#Other"] = json!({ "type": "structure", "members": {
                "note": with("ns#Note", "required", json!({})) } });
            shapes["ns#List"] = json!({ "type": "list", "member": to("ns#List") });
        },
        &[
            "ns#Note: can never be built, for it requires itself: ns#Note$other -> ns#Other$note -> ns#Note; \
             make a member optional",
            "ns#List: contains itself with no structure or union in between: ns#List$member -> ns#List",
        ],
    );
}

#[test]
fn lists_nest_sixteen_deep_and_no_deeper() {
    let nested = |depth: usize| {
        said(|shapes| {
            for level in 1..=depth {
                let item = if level == depth { STRING.to_owned() } else { format!("ns#L{}", level + 1) };
                shapes[format!("ns#L{level}")] = json!({ "type": "list", "member": to(&item) });
            }
            shapes["ns#Note"]["members"]["text"] = to("ns#L1");
        })
    };
    assert_eq!(nested(16), "generates");
    assert_eq!(nested(17), "ns#Note$text: lists and maps nest more than 16 deep here");
    assert_eq!(nested(5_000), "ns#Note$text: lists and maps nest more than 16 deep here");
}

#[test]
fn what_is_no_data_is_no_member() {
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = to("ns#Put"),
        &["ns#Note$text: `target` must be a shape that has values, but ns#Put is an operation"],
    );
}

/// Only unions may have members of `smithy.api#Unit`; there would be no type of that name.
#[test]
fn a_structure_has_no_member_of_the_unit_type() {
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = to("smithy.api#Unit"),
        &["ns#Note$text: points to smithy.api#Unit, which only members of unions may"],
    );
}

/// What is generated would not compile, or the default would silently be lost.
#[test]
fn defaults_must_fit_their_type() {
    for (ty, default, kind) in [
        ("Byte", json!(300), "an integer of 8 bits"),
        ("Short", json!(-40_000), "an integer of 16 bits"),
        ("Integer", json!(3_000_000_000_i64), "an integer of 32 bits"),
        ("Integer", json!(1.5), "an integer of 32 bits"),
        ("Integer", json!("1"), "an integer of 32 bits"),
        ("Long", json!(1e30), "an integer of 64 bits"),
        ("Boolean", json!(1), "a boolean"),
        ("String", json!(false), "a string"),
        ("Float", json!("x"), "a number of 32 bits"),
    ] {
        let member = with(&format!("smithy.api#{ty}"), "default", default.clone());
        let said = said(|shapes| shapes["ns#Note"]["members"]["text"] = member);
        assert_eq!(said, format!("ns#Note$text: has the default {default}, but it is {kind}"));
    }
}

/// One structure cannot be both: an error has a place and members of its own.
#[test]
fn an_error_is_no_input_and_no_output() {
    for role in ["input", "output"] {
        let said = said(|shapes| {
            shapes["ns#Put"]["traits"]["smithy.api#http"]["uri"] = json!("/");
            shapes["ns#In"] = json!({ "type": "structure" });
            shapes["ns#Put"][role] = to("ns#Bad");
        });
        assert_eq!(said, format!("ns#Put: has the error ns#Bad as its {role}; give it another structure"));
    }
}

#[test]
fn enum_values_may_be_any_text_but_not_the_same() {
    let value = |value: &str| with("smithy.api#Unit", "enumValue", json!(value));
    check(
        |shapes| {
            shapes["ns#Kind"] = json!({ "type": "enum", "members": {
                "A": value("x\ny"), "B": value("x\ny"), "C": value("") } });
            shapes["ns#Note"]["members"]["text"] = to("ns#Kind");
        },
        &["ns#Kind$B: has the same value as `A`: `x\\ny`"],
    );
}

#[test]
fn problems_of_all_kinds_come_together() {
    check(
        |shapes| {
            shapes["other#Note"] = json!({ "type": "structure", "members": {} });
            shapes["ns#Note"]["members"]["other"] = to("other#Note");
            shapes["ns#Note"]["members"]["when"] =
                with("smithy.api#Timestamp", "timestampFormat", json!("soon"));
            shapes["ns#In"]["members"]["text"] = with(STRING, "httpPayload", json!({}));
            shapes["ns#In"]["members"]["left"] = to(STRING);
            shapes["ns#Put"]["traits"]["smithy.api#http"] =
                json!({ "method": "P P", "uri": "/{gone}", "code": 1 });
        },
        &[
            "other#Note: would be the Rust type `Note`, and so would ns#Note; rename one with the service's \
             `rename` in an overlay",
            "ns#Put: `P P` is not an HTTP method",
            "ns#Put: `/{gone}` has the label `gone`, but no member is bound to it",
            "ns#In$id: is a label, but the URI has no place for it",
            "ns#In$left: cannot travel: another member is the payload",
            "ns#Put: 1 is not an HTTP status",
            "ns#Note$when: the timestamp format `soon` is not known",
        ],
    );
}
