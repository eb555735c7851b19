//! Mixins, flattened.

use farrier::model::{ShapeId, ShapeKind};
use serde_json::{Value, json};

use super::common::{has, member, names, rejected_shapes, shape, shapes, to};

fn mixin(shape: Value) -> Value {
    let mut shape = shape;
    shape["traits"]["smithy.api#mixin"] = json!({});
    shape
}

const STRING: &str = "smithy.api#String";

#[test]
fn members_of_mixins_come_first_in_the_order_of_the_specification() {
    let loaded = shapes(&json!({
        "ns#S": { "type": "structure", "mixins": [to("ns#B"), to("ns#C")], "members": { "s": to(STRING), "b": to(STRING) } },
        "ns#A": mixin(json!({ "type": "structure", "members": { "a": to(STRING) } })),
        "ns#B": mixin(json!({ "type": "structure", "mixins": [to("ns#A")], "members": { "b": to(STRING) } })),
        "ns#C": mixin(json!({ "type": "structure", "members": { "c": to(STRING) } })),
    }));
    assert_eq!(names(&loaded, "ns#S"), ["a", "b", "c", "s"]);
    assert!(!has(&loaded, "ns#A") && !has(&loaded, "ns#B") && !has(&loaded, "ns#C"));
}

#[test]
fn later_mixins_and_the_shape_override_traits() {
    let loaded = shapes(&json!({
        "ns#D": { "type": "structure", "mixins": [to("ns#C")],
            "traits": { "smithy.api#documentation": "D", "ns#four": {} } },
        "ns#A": mixin(json!({ "type": "structure",
            "traits": { "smithy.api#documentation": "A", "ns#foo": 1, "ns#one": {} } })),
        "ns#B": mixin(json!({ "type": "structure",
            "traits": { "smithy.api#documentation": "B", "ns#foo": 2, "ns#two": {} } })),
        "ns#C": mixin(json!({ "type": "structure", "mixins": [to("ns#A"), to("ns#B")],
            "traits": { "smithy.api#documentation": "C", "ns#three": {} } })),
    }));
    let traits = serde_json::to_value(
        shape(&loaded, "ns#D").traits.0.iter().collect::<std::collections::BTreeMap<_, _>>(),
    );
    assert_eq!(
        traits.ok(),
        Some(
            json!({ "smithy.api#documentation": "D", "ns#four": {}, "ns#three": {}, "ns#foo": 2, "ns#two": {},
            "ns#one": {} })
        )
    );
}

#[test]
fn local_traits_stay_with_the_mixin() {
    let loaded = shapes(&json!({
        "ns#M": { "type": "structure", "traits": { "smithy.api#private": {}, "smithy.api#tags": ["t"],
            "smithy.api#mixin": { "localTraits": ["smithy.api#private"] } } },
        "ns#S": { "type": "structure", "mixins": [to("ns#M")] },
        "ns#T": { "type": "structure", "mixins": [to("ns#M")] },
    }));
    for id in ["ns#S", "ns#T"] {
        assert_eq!(shape(&loaded, id).traits.0.keys().collect::<Vec<_>>(), ["smithy.api#tags"]);
    }
}

#[test]
fn inherited_members_take_traits_from_apply_and_from_redefinition() {
    let docs = |text: &str| json!({ "smithy.api#documentation": text });
    let loaded = shapes(&json!({
        "ns#M": mixin(json!({ "type": "structure", "members": {
            "a": { "target": STRING, "traits": docs("generic") },
            "b": { "target": STRING, "traits": { "smithy.api#documentation": "generic", "smithy.api#required": {} } } } })),
        "ns#S": { "type": "structure", "mixins": [to("ns#M")], "members": {
            "b": { "target": STRING, "traits": docs("redefined") } } },
        "ns#N": mixin(json!({ "type": "structure", "mixins": [to("ns#M")] })),
        "ns#T": { "type": "structure", "mixins": [to("ns#N")] },
        "ns#S$a": { "type": "apply", "traits": docs("applied") },
        "ns#N$a": { "type": "apply", "traits": docs("on the mixin") },
    }));
    let text = |id: &str, name: &str| {
        member(&loaded, id, name).traits.text("smithy.api#documentation").map(str::to_owned)
    };
    assert_eq!(text("ns#S", "a").as_deref(), Some("applied"));
    assert_eq!(text("ns#S", "b").as_deref(), Some("redefined"));
    assert!(member(&loaded, "ns#S", "b").traits.has("smithy.api#required"));
    assert_eq!(text("ns#T", "a").as_deref(), Some("on the mixin"));
    assert_eq!(names(&loaded, "ns#S"), ["a", "b"]);
}

#[test]
fn simple_shapes_lists_maps_unions_and_enums_may_use_mixins() {
    let loaded = shapes(&json!({
        "ns#SM": mixin(json!({ "type": "string", "traits": { "smithy.api#pattern": "x" } })),
        "ns#S": { "type": "string", "mixins": [to("ns#SM")] },
        "ns#LM": mixin(json!({ "type": "list", "member": to(STRING) })),
        "ns#L": { "type": "list", "mixins": [to("ns#LM")] },
        "ns#L$member": { "type": "apply", "traits": { "smithy.api#tags": ["t"] } },
        "ns#MM": mixin(json!({ "type": "map", "key": to(STRING), "value": to(STRING) })),
        "ns#M": { "type": "map", "mixins": [to("ns#MM")] },
        "ns#UM": mixin(json!({ "type": "union", "members": { "a": to(STRING) } })),
        "ns#U": { "type": "union", "mixins": [to("ns#UM")], "members": { "b": to(STRING) } },
        "ns#EM": mixin(json!({ "type": "enum", "members": { "A": to("smithy.api#Unit") } })),
        "ns#E": { "type": "enum", "mixins": [to("ns#EM")], "members": { "B": to("smithy.api#Unit") } },
    }));
    assert_eq!(shape(&loaded, "ns#S").traits.text("smithy.api#pattern"), Some("x"));
    assert!(
        matches!(&shape(&loaded, "ns#L").kind, ShapeKind::List(member) if member.traits.has("smithy.api#tags"))
    );
    assert!(matches!(shape(&loaded, "ns#M").kind, ShapeKind::Map { .. }));
    assert_eq!(names(&loaded, "ns#U"), ["a", "b"]);
    assert_eq!(member(&loaded, "ns#E", "A").traits.text("smithy.api#enumValue"), Some("A"));
}

#[test]
fn services_operations_and_resources_may_use_mixins() {
    let loaded = shapes(&json!({
        "ns#Oa": { "type": "operation" },
        "ns#Ob": { "type": "operation", "mixins": [to("ns#Om")], "input": to("ns#In"), "errors": [to("ns#E2")] },
        "ns#Om": mixin(json!({ "type": "operation", "errors": [to("ns#E1")] })),
        "ns#In": { "type": "structure" },
        "ns#E1": { "type": "structure", "traits": { "smithy.api#error": "client" } },
        "ns#E2": { "type": "structure", "traits": { "smithy.api#error": "client" } },
        "ns#Sm": mixin(json!({ "type": "service", "version": "1", "operations": [to("ns#Oa")],
            "rename": { "ns#E1": "One", "ns#E2": "Two" } })),
        "ns#S": { "type": "service", "version": "2", "mixins": [to("ns#Sm")], "operations": [to("ns#Ob")],
            "rename": { "ns#E2": "Other" } },
        "ns#Rm": mixin(json!({ "type": "resource", "traits": { "smithy.api#internal": {} } })),
        "ns#R": { "type": "resource", "mixins": [to("ns#Rm")], "identifiers": { "id": to(STRING) } },
    }));
    let ShapeKind::Service(service) = &shape(&loaded, "ns#S").kind else { panic!("no service") };
    assert_eq!(service.version, "2");
    assert_eq!(service.operations.iter().map(ShapeId::name).collect::<Vec<_>>(), ["Oa", "Ob"]);
    assert_eq!(service.rename.values().collect::<Vec<_>>(), ["One", "Other"]);
    let ShapeKind::Operation(operation) = &shape(&loaded, "ns#Ob").kind else { panic!("no operation") };
    assert_eq!(operation.input.as_str(), "ns#In");
    assert_eq!(operation.errors.iter().map(ShapeId::name).collect::<Vec<_>>(), ["E1", "E2"]);
    assert!(shape(&loaded, "ns#R").traits.has("smithy.api#internal"));
}

#[test]
fn bad_mixins_are_rejected() {
    let uses = |mixin: &str| json!({ "type": "structure", "mixins": [to(mixin)] });
    assert_eq!(
        rejected_shapes(&json!({
            "ns#A": uses("ns#Gone"), "ns#B": uses("ns#Plain"), "ns#C": uses("ns#U"),
            "ns#Plain": { "type": "structure" }, "ns#U": mixin(json!({ "type": "union" })),
            "ns#O": mixin(json!({ "type": "operation", "input": to("ns#Plain") })),
            "ns#R": mixin(json!({ "type": "resource", "identifiers": { "id": to(STRING) } })) })),
        "m.json: ns#A: the mixin ns#Gone does not exist\n\
         m.json: ns#B: ns#Plain is not a mixin; add the trait smithy.api#mixin\n\
         m.json: ns#C: the mixin ns#U is of type union, the shape of type structure\n\
         m.json: ns#O: an operation that is a mixin may only have `errors`\n\
         m.json: ns#R: a resource that is a mixin may have no properties"
    );
    assert_eq!(
        rejected_shapes(&json!({
            "ns#User": uses("ns#A"), "ns#A": mixin(uses("ns#B")), "ns#B": mixin(uses("ns#A")),
            "ns#Self": mixin(uses("ns#Self")) })),
        "m.json: ns#A: a cycle of mixins: ns#A -> ns#B -> ns#A\n\
         m.json: ns#Self: a cycle of mixins: ns#Self -> ns#Self"
    );
    assert_eq!(
        rejected_shapes(&json!({
            "ns#M": mixin(json!({ "type": "structure", "members": { "a": to(STRING) } })),
            "ns#S": { "type": "structure", "mixins": [to("ns#M")], "members": { "a": to("smithy.api#Blob") } },
            "ns#S$b": { "type": "apply", "traits": { "smithy.api#required": {} } } })),
        "m.json: ns#S$b: `apply` to a member that its shape does not have\n\
         m.json: ns#S$a: defined with different targets here and in mixins; give it one target"
    );
    assert_eq!(
        rejected_shapes(&json!({
            "ns#M": mixin(json!({ "type": "structure" })),
            "ns#S": { "type": "structure", "members": { "a": to("ns#M") } } })),
        "m.json: ns#S$a: `target` is ns#M, a mixin; only `mixins` may name it"
    );
}
