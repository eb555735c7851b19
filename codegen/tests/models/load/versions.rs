//! Differences of Smithy 1.0, converted to 2.0.

use farrier::model::{Role, ShapeKind, load};
use serde_json::{Value, json};

use super::common::{ast, ast_v1, loaded, member, names, shape, shapes, source, to};

const DEFAULT: &str = "smithy.api#default";

fn boxed(target: &str) -> Value {
    json!({ "target": target, "traits": { "smithy.api#box": {} } })
}

#[test]
fn sets_become_lists_of_unique_items() {
    let loaded = loaded(&ast_v1(&json!({ "ns#S": { "type": "set", "member": to("smithy.api#String") } })));
    assert!(matches!(shape(&loaded, "ns#S").kind, ShapeKind::List(_)));
    assert!(shape(&loaded, "ns#S").traits.has("smithy.api#uniqueItems"));
}

#[test]
fn unboxed_members_get_their_implied_default() {
    let loaded = loaded(&ast_v1(&json!({
        "ns#S": { "type": "structure", "members": {
            "own": to("ns#Int"), "ownBoxed": to("ns#Boxed"), "memberBoxed": boxed("ns#Int"),
            "flag": to("smithy.api#PrimitiveBoolean"), "long": to("smithy.api#PrimitiveLong"),
            "prelude": to("smithy.api#Integer"), "text": to("smithy.api#String"), "body": to("ns#Body"),
            "needed": { "target": "ns#Body", "traits": { "smithy.api#required": {} } } } },
        "ns#Int": { "type": "integer" },
        "ns#Boxed": { "type": "integer", "traits": { "smithy.api#box": {} } },
        "ns#Body": { "type": "blob", "traits": { "smithy.api#streaming": {} } },
        "ns#L": { "type": "list", "member": to("ns#Int") },
    })));
    let default = |name: &str| member(&loaded, "ns#S", name).traits.get(DEFAULT).cloned();
    assert_eq!(default("own"), Some(json!(0)));
    assert_eq!(default("ownBoxed"), None);
    assert_eq!(default("memberBoxed"), Some(Value::Null));
    assert_eq!(default("flag"), Some(json!(false)));
    assert_eq!(default("long"), Some(json!(0)));
    assert_eq!(default("prelude"), None);
    assert_eq!(default("text"), None);
    assert_eq!(default("body"), Some(json!("")));
    assert_eq!(default("needed"), None);
    assert_eq!(shape(&loaded, "ns#Int").traits.get(DEFAULT), Some(&json!(0)));
    assert!(shape(&loaded, "ns#Boxed").traits.0.is_empty());
    let ShapeKind::List(list) = &shape(&loaded, "ns#L").kind else { panic!("no list") };
    assert!(!list.traits.has(DEFAULT));
}

#[test]
fn version_2_implies_nothing() {
    let loaded = shapes(&json!({
        "ns#S": { "type": "structure", "members": { "own": to("ns#Int") } },
        "ns#Int": { "type": "integer" },
    }));
    assert!(member(&loaded, "ns#S", "own").traits.0.is_empty());
    assert!(shape(&loaded, "ns#Int").traits.0.is_empty());
}

#[test]
fn each_file_has_its_own_version() {
    let old =
        ast_v1(&json!({ "old#S": { "type": "structure", "members": { "a": to("new#I"), "b": to("old#I") } },
        "old#I": { "type": "integer" } }));
    let new = ast(&json!({ "new#S": { "type": "structure", "members": { "a": to("old#I") } },
        "new#I": { "type": "integer" } }));
    let sources = [source("old.json", old, Role::Model), source("new.json", new, Role::Model)];
    let loaded = load(&sources).expect("a good model");
    assert!(!member(&loaded, "old#S", "a").traits.has(DEFAULT));
    assert!(member(&loaded, "old#S", "b").traits.has(DEFAULT));
    assert!(!member(&loaded, "new#S", "a").traits.has(DEFAULT));
}

fn enum_trait(definitions: &Value) -> String {
    ast_v1(&json!({ "ns#E": { "type": "string", "traits": {
        "smithy.api#documentation": "d", "smithy.api#enum": definitions } } }))
}

#[test]
fn enum_traits_become_enums() {
    let loaded = loaded(&enum_trait(&json!([
        { "name": "A", "value": "a", "documentation": "first", "tags": ["t"], "deprecated": true },
        { "name": "B", "value": "b" },
    ])));
    assert_eq!(names(&loaded, "ns#E"), ["A", "B"]);
    let a = &member(&loaded, "ns#E", "A").traits;
    assert_eq!(a.text("smithy.api#enumValue"), Some("a"));
    assert_eq!(a.text("smithy.api#documentation"), Some("first"));
    assert_eq!(a.get("smithy.api#tags"), Some(&json!(["t"])));
    assert!(a.has("smithy.api#deprecated"));
    let traits = &shape(&loaded, "ns#E").traits;
    assert!(traits.has("smithy.api#documentation") && !traits.has("smithy.api#enum"));
}

#[test]
fn missing_names_come_from_the_values() {
    let loaded = loaded(&enum_trait(&json!([
        { "value": "us-east-1" }, { "value": "us.east.1" }, { "value": "1.0" }, { "value": "a:b" },
        { "name": "US_EAST_1_2", "value": "taken" }, { "value": "us east 1" },
    ])));
    assert_eq!(
        names(&loaded, "ns#E"),
        ["US_EAST_1", "US_EAST_1_3", "_1_0", "A_B", "US_EAST_1_2", "US_EAST_1_4"]
    );
}

#[test]
fn a_value_that_allows_no_name_leaves_a_string() {
    let loaded = loaded(&enum_trait(&json!([{ "value": "a" }, { "value": "*" }])));
    assert_eq!(shape(&loaded, "ns#E").kind, ShapeKind::String);
    assert!(shape(&loaded, "ns#E").traits.has("smithy.api#enum"));
}
