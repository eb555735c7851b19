//! Shapes that can never be built, that nest too deep, or that have invalid defaults.

use serde_json::json;

use super::common::{STRING, check, said, to, with};

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
            "ns#Note: requires itself and can never be built: ns#Note$other -> ns#Other$note -> ns#Note; \
             make a member optional",
            "ns#List: contains itself without a structure or union in between: ns#List$member -> ns#List",
        ],
    );
}

#[test]
fn lists_nest_up_to_sixteen_levels() {
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
    assert_eq!(nested(17), "ns#Note$text: lists and maps are nested more than 16 levels deep");
    assert_eq!(nested(5_000), "ns#Note$text: lists and maps are nested more than 16 levels deep");
}

#[test]
fn members_must_target_data_shapes() {
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = to("ns#Put"),
        &["ns#Note$text: `target` must be a shape with values, but ns#Put is an operation"],
    );
}

/// Only unions may have members of `smithy.api#Unit`; there would be no type of that name.
#[test]
fn a_structure_has_no_member_of_the_unit_type() {
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = to("smithy.api#Unit"),
        &["ns#Note$text: points to smithy.api#Unit, which is only valid for members of unions"],
    );
}

/// The generated code would not compile, or the default would silently be lost.
#[test]
fn defaults_must_fit_their_type() {
    for (ty, default, kind) in [
        ("Byte", json!(300), "an 8-bit integer"),
        ("Short", json!(-40_000), "a 16-bit integer"),
        ("Integer", json!(3_000_000_000_i64), "a 32-bit integer"),
        ("Integer", json!(1.5), "a 32-bit integer"),
        ("Integer", json!("1"), "a 32-bit integer"),
        ("Long", json!(1e30), "a 64-bit integer"),
        ("Boolean", json!(1), "a boolean"),
        ("String", json!(false), "a string"),
        ("Float", json!("x"), "a 32-bit number"),
    ] {
        let member = with(&format!("smithy.api#{ty}"), "default", default.clone());
        let said = said(|shapes| shapes["ns#Note"]["members"]["text"] = member);
        assert_eq!(said, format!("ns#Note$text: has the default {default}, but it is {kind}"));
    }
}

/// One structure cannot be both: an error has its own module and members.
#[test]
fn an_error_cannot_be_an_input_or_output() {
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
            "other#Note: would be the Rust type `Note`, like ns#Note; rename one with the service's \
             `rename` in an overlay",
            "ns#Note$when: the timestamp format `soon` is unknown",
            "ns#Put: `P P` is not an HTTP method",
            "ns#Put: `/{gone}` has the label `gone`, but no member is bound to it",
            "ns#In$id: is a label, but the URI does not contain it",
            "ns#In$left: has no location: another member is the payload",
            "ns#Put: 1 is not an HTTP status",
        ],
    );
}
