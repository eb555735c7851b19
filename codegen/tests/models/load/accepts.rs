//! Valid models: every shape type, order, merging, `apply`, resources, the prelude.

use farrier::model::{Role, ShapeId, ShapeKind, load};
use serde_json::json;

use super::common::{ast, has, loaded, member, members, names, shape, shapes, source, to};

#[test]
fn every_simple_type_is_read() {
    let types = [
        ("blob", ShapeKind::Blob),
        ("boolean", ShapeKind::Boolean),
        ("string", ShapeKind::String),
        ("byte", ShapeKind::Byte),
        ("short", ShapeKind::Short),
        ("integer", ShapeKind::Integer),
        ("long", ShapeKind::Long),
        ("float", ShapeKind::Float),
        ("double", ShapeKind::Double),
        ("bigInteger", ShapeKind::BigInteger),
        ("bigDecimal", ShapeKind::BigDecimal),
        ("document", ShapeKind::Document),
        ("timestamp", ShapeKind::Timestamp),
    ];
    for (name, kind) in types {
        let loaded = shapes(&json!({ "ns#S": { "type": name } }));
        assert_eq!(shape(&loaded, "ns#S").kind, kind);
    }
}

#[test]
fn aggregates_keep_their_members_and_traits_in_file_order() {
    let loaded = shapes(&json!({
        "ns#Z": { "type": "structure", "members": { "b": to("ns#U"), "a": to("ns#L"), "C": to("ns#M") } },
        "ns#U": { "type": "union", "members": { "z": to("smithy.api#String"), "y": to("smithy.api#Unit") } },
        "ns#L": { "type": "list", "member": to("smithy.api#String"), "traits": {
            "smithy.api#uniqueItems": {}, "smithy.api#length": { "min": 1 }, "smithy.api#documentation": "d" } },
        "ns#M": { "type": "map", "key": to("smithy.api#String"), "value": to("ns#Z") },
    }));
    assert_eq!(names(&loaded, "ns#Z"), ["b", "a", "C"]);
    assert_eq!(names(&loaded, "ns#U"), ["z", "y"]);
    let traits: Vec<_> = shape(&loaded, "ns#L").traits.0.keys().collect();
    assert_eq!(traits, ["smithy.api#uniqueItems", "smithy.api#length", "smithy.api#documentation"]);
    let ids: Vec<_> = loaded.model.shapes.keys().take(4).map(ShapeId::name).collect();
    assert_eq!(ids, ["Z", "U", "L", "M"]);
    assert!(
        matches!(&shape(&loaded, "ns#M").kind, ShapeKind::Map { value, .. } if value.target.name() == "Z")
    );
}

#[test]
fn enums_get_their_names_as_values() {
    let loaded = shapes(&json!({
        "ns#E": { "type": "enum", "members": {
            "A": to("smithy.api#Unit"),
            "B": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "b" } } } },
        "ns#I": { "type": "intEnum", "members": {
            "ONE": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } } },
    }));
    assert_eq!(member(&loaded, "ns#E", "A").traits.text("smithy.api#enumValue"), Some("A"));
    assert_eq!(member(&loaded, "ns#E", "B").traits.text("smithy.api#enumValue"), Some("b"));
    assert_eq!(member(&loaded, "ns#I", "ONE").traits.get("smithy.api#enumValue"), Some(&json!(1)));
}

#[test]
fn services_resources_and_operations_are_read() {
    let loaded = shapes(&json!({
        "ns#S": { "type": "service", "version": "2020", "operations": [to("ns#Op")], "resources": [to("ns#R")],
            "errors": [to("ns#E")], "rename": { "ns#E": "Oops" } },
        "ns#R": { "type": "resource", "identifiers": { "id": to("smithy.api#String") },
            "properties": { "p": to("smithy.api#Integer") },
            "list": to("ns#List"), "create": to("ns#Create"), "operations": [to("ns#Op2")],
            "collectionOperations": [to("ns#Op3")], "resources": [to("ns#Sub")] },
        "ns#Sub": { "type": "resource" },
        "ns#Op": { "type": "operation", "input": to("ns#In"), "output": to("ns#In"), "errors": [to("ns#E")] },
        "ns#List": { "type": "operation" },
        "ns#Create": { "type": "operation" },
        "ns#Op2": { "type": "operation" },
        "ns#Op3": { "type": "operation" },
        "ns#In": { "type": "structure" },
        "ns#E": { "type": "structure", "traits": { "smithy.api#error": "client" } },
    }));
    let ShapeKind::Service(service) = &shape(&loaded, "ns#S").kind else { panic!("no service") };
    assert_eq!(service.version, "2020");
    assert_eq!(service.rename.values().collect::<Vec<_>>(), ["Oops"]);
    let ShapeKind::Resource(resource) = &shape(&loaded, "ns#R").kind else { panic!("no resource") };
    assert_eq!(resource.lifecycle.keys().collect::<Vec<_>>(), ["create", "list"]);
    assert_eq!(resource.collection_operations.len(), 1);
    assert_eq!(resource.properties["p"].as_str(), "smithy.api#Integer");
    let ShapeKind::Operation(list) = &shape(&loaded, "ns#List").kind else { panic!("no operation") };
    assert_eq!((list.input.as_str(), list.output.as_str()), ("smithy.api#Unit", "smithy.api#Unit"));
    assert!(matches!(shape(&loaded, "smithy.api#Unit").kind, ShapeKind::Structure(_)));
}

#[test]
fn prelude_shapes_are_there_when_targeted_only() {
    let loaded = shapes(&json!({ "ns#S": { "type": "structure", "members": {
        "a": to("smithy.api#PrimitiveBoolean"), "b": to("smithy.api#Timestamp") } } }));
    assert_eq!(
        shape(&loaded, "smithy.api#PrimitiveBoolean").traits.get("smithy.api#default"),
        Some(&json!(false))
    );
    assert!(has(&loaded, "smithy.api#Timestamp"));
    assert!(!has(&loaded, "smithy.api#String"));
    let prelude = shape(&loaded, "smithy.api#Timestamp").file;
    assert_eq!(loaded.model.files.get(prelude).map(String::as_str), Some("<prelude>"));
}

#[test]
fn files_are_merged_and_equal_definitions_tolerated() {
    let text = json!({ "smithy": "2.0", "metadata": { "list": [1], "same": 1 }, "shapes": {
        "ns#T": { "type": "string", "traits": { "smithy.api#pattern": "x" } } } });
    let other = json!({ "smithy": "2", "metadata": { "list": [2], "same": 1 }, "shapes": {
        "ns#T": { "type": "string", "traits": { "smithy.api#pattern": "x" } },
        "ns#U": { "type": "string" } } });
    let sources =
        [source("a.json", text.to_string(), Role::Model), source("b.json", other.to_string(), Role::Model)];
    let loaded = load(&sources).expect("a good model");
    assert_eq!(loaded.model.files, ["a.json", "b.json"]);
    assert_eq!((shape(&loaded, "ns#T").file, shape(&loaded, "ns#U").file), (0, 1));
    assert_eq!(loaded.model.metadata["list"], json!([1, 2]));
}

#[test]
fn apply_reaches_shapes_members_and_the_member_of_a_list() {
    let tags = |tag: &str| json!({ "type": "apply", "traits": { "smithy.api#tags": [tag] } });
    let apply = ast(&json!({
        "ns#S": tags("s"), "ns#S$a": tags("a"), "ns#L$member": tags("l"), "ns#M$key": tags("k") }));
    let model = ast(&json!({
        "ns#S": { "type": "structure", "members": { "a": to("ns#L") }, "traits": { "smithy.api#tags": ["first"] } },
        "ns#L": { "type": "list", "member": to("ns#M") },
        "ns#M": { "type": "map", "key": to("smithy.api#String"), "value": to("smithy.api#String") },
    }));
    let sources = [source("apply.json", apply, Role::Model), source("model.json", model, Role::Model)];
    let loaded = load(&sources).expect("a good model");
    let tag = |text: &str| Some(json!([text]));
    let of = "smithy.api#tags";
    assert_eq!(shape(&loaded, "ns#S").traits.get(of), Some(&json!(["first", "s"])));
    assert_eq!(members(&loaded, "ns#S")["a"].traits.get(of).cloned(), tag("a"));
    let ShapeKind::List(list) = &shape(&loaded, "ns#L").kind else { panic!("no list") };
    assert_eq!(list.traits.get(of).cloned(), tag("l"));
    let ShapeKind::Map { key, .. } = &shape(&loaded, "ns#M").kind else { panic!("no map") };
    assert_eq!(key.traits.get(of).cloned(), tag("k"));
}

#[test]
fn unknown_traits_stay_and_are_counted() {
    let loaded = shapes(&json!({
        "ns#S": { "type": "structure", "traits": { "com.example#own": {}, "aws.api#data": "x", "ns#mine": 1 },
            "members": { "a": { "target": "smithy.api#String", "traits": {
                "com.example#own": 1, "smithy.api#fresh": {}, "farrier#newtype": "Token" } } } },
        "ns#mine": { "type": "integer", "traits": { "smithy.api#trait": {} } },
    }));
    let counted: Vec<_> = loaded.unknown_traits.iter().map(|(id, count)| (id.as_str(), *count)).collect();
    assert_eq!(counted, [("com.example#own", 2), ("ns#mine", 1), ("smithy.api#fresh", 1)]);
    assert!(member(&loaded, "ns#S", "a").traits.has("smithy.api#fresh"));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let text = format!("\u{feff}{}", ast(&json!({ "ns#T": { "type": "string" } })));
    assert!(has(&loaded(&text), "ns#T"));
}

#[test]
fn recursion_through_optional_members_lists_maps_and_unions_is_fine() {
    let required = |target: &str| json!({ "target": target, "traits": { "smithy.api#required": {} } });
    shapes(&json!({
        "ns#S": { "type": "structure", "members": {
            "l": required("ns#L"), "m": required("ns#M"), "u": required("ns#U"), "s": to("ns#S") } },
        "ns#L": { "type": "list", "member": to("ns#S") },
        "ns#M": { "type": "map", "key": to("smithy.api#String"), "value": to("ns#S") },
        "ns#U": { "type": "union", "members": { "s": to("ns#S"), "l": to("ns#Deep") } },
        "ns#Deep": { "type": "list", "member": to("ns#U") },
    }));
}
