//! Models written as JSON AST: loading the result gives the same model.

use std::fs;

use farrier::model::{Loaded, Model, Role, ShapeKind, Source, load, merged_ast, to_ast};
use serde_json::{Value, json};

use super::common::{ast, ast_v1, source, to};
use super::reference::files;
use crate::cases;

fn reload(ast: &Value) -> Loaded {
    load(&[source("ast.json", ast.to_string(), Role::Model)]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Everything except for the files of the shapes: the written form has a single file.
fn contents(model: &Model) -> impl PartialEq + std::fmt::Debug + use<'_> {
    let order = |kind: &ShapeKind| match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let shapes =
        model.shapes.iter().map(move |(id, shape)| (id, &shape.kind, order(&shape.kind), &shape.traits));
    (shapes.collect::<Vec<_>>(), &model.metadata)
}

fn assert_same(sources: &[Source]) {
    let name = &sources[0].name;
    let loaded = load(sources).unwrap_or_else(|problems| panic!("{problems}"));
    let flat = reload(&to_ast(&loaded.model));
    assert!(contents(&flat.model) == contents(&loaded.model), "{name}, without mixins");
    assert_eq!(flat.unknown_traits, loaded.unknown_traits, "{name}");
    let merged = reload(&merged_ast(sources).unwrap_or_else(|problems| panic!("{problems}")));
    assert!(contents(&merged.model) == contents(&loaded.model), "{name}, with mixins");
}

#[test]
fn cases_are_written_as_they_are_read() {
    for case in cases::all() {
        let bytes = fs::read(&case.model).expect("a case");
        assert_same(&[source(&case.name, bytes, Role::Model)]);
    }
}

#[test]
fn public_models_are_written_as_they_are_read() {
    for folder in ["models", "protocol-tests", "protocol-tests/with-mixins"] {
        for file in files(folder).unwrap_or_default() {
            let bytes = fs::read(&file).expect("a readable file");
            assert_same(&[source(&file.display().to_string(), bytes, Role::Model)]);
        }
    }
}

#[test]
fn files_are_merged_with_the_overlay() {
    let model = ast(&json!({
        "ns#Base": { "type": "structure", "members": { "a": to("smithy.api#String") },
            "traits": { "smithy.api#mixin": {} } },
        "ns#Text": { "type": "structure", "mixins": [{ "target": "ns#Base" }], "members": {} },
    }));
    let old = ast_v1(&json!({ "old#Flag": { "type": "boolean" } }));
    let overlay = ast(&json!({ "ns#Text$a": { "type": "apply",
        "traits": { "smithy.api#sensitive": {}, "farrier#reason": "a secret" } } }));
    let sources = [
        source("model.json", model, Role::Model),
        source("old.json", old, Role::Model),
        source("overlay.json", overlay, Role::Overlay),
    ];
    assert_same(&sources);
    let merged = merged_ast(&sources).expect("a good model");
    assert_eq!(
        merged,
        json!({ "smithy": "2.0", "shapes": {
            "ns#Base": { "type": "structure", "members": { "a": to("smithy.api#String") },
                "traits": { "smithy.api#mixin": {} } },
            "ns#Text": { "type": "structure", "mixins": [{ "target": "ns#Base" }], "members": {} },
            "ns#Text$a": { "type": "apply", "traits": { "smithy.api#sensitive": {} } },
            "old#Flag": { "type": "boolean", "traits": { "smithy.api#default": false } },
        } })
    );
    let flat = to_ast(&load(&sources).expect("a good model").model);
    assert_eq!(
        flat,
        json!({ "smithy": "2.0", "shapes": {
            "ns#Text": { "type": "structure",
                "members": { "a": { "target": "smithy.api#String", "traits": { "smithy.api#sensitive": {} } } } },
            "old#Flag": { "type": "boolean", "traits": { "smithy.api#default": false } },
        } })
    );
}

/// An overlay names the members of an enum, also where the model has the trait `enum` of Smithy 1.0 on a string.
#[test]
fn values_of_old_enums_keep_what_an_overlay_adds() {
    let values = json!([{ "name": "RED", "value": "red" }, { "name": "BLUE", "value": "blue" }]);
    let model = ast_v1(&json!({
        "ns#Colour": { "type": "string", "traits": { "smithy.api#enum": values } },
        "ns#Named": { "type": "string", "traits": { "smithy.api#mixin": {}, "smithy.api#enum": values } },
        "ns#Paint": { "type": "string", "mixins": [{ "target": "ns#Named" }] },
        "ns#Marked": { "type": "string", "traits": { "smithy.api#mixin": {}, "smithy.api#length": { "max": 9 } } },
        "ns#Ink": { "type": "string", "mixins": [{ "target": "ns#Marked" }], "traits": { "smithy.api#enum": values } },
    }));
    let mut entries = serde_json::Map::new();
    for name in ["Colour", "Paint", "Ink"] {
        let traits = json!({ "smithy.api#deprecated": {}, "farrier#reason": "out of stock" });
        entries.insert(format!("ns#{name}$BLUE"), json!({ "type": "apply", "traits": traits }));
    }
    let sources = [
        source("model.json", model, Role::Model),
        source("overlay.json", ast(&Value::Object(entries)), Role::Overlay),
    ];
    assert_same(&sources);
    let merged = merged_ast(&sources).expect("a good model");
    for name in ["Colour", "Paint", "Ink"] {
        let blue = &merged["shapes"][format!("ns#{name}")]["members"]["BLUE"]["traits"];
        assert_eq!(
            blue,
            &json!({ "smithy.api#enumValue": "blue", "smithy.api#deprecated": {} }),
            "{merged:#}"
        );
    }
}

/// A string that an overlay makes an enum has members, which documentation describes.
#[test]
fn values_of_an_overlay_are_written() {
    let model = ast(&json!({ "ns#Kind": { "type": "string" } }));
    let overlay = ast(&json!({ "ns#Kind": { "type": "apply", "traits": {
        "smithy.api#enum": [{ "name": "A", "value": "a" }], "farrier#reason": "known values" } } }));
    let docs = ast(&json!({ "ns#Kind$A": { "type": "apply",
        "traits": { "smithy.api#documentation": "The first." } } }));
    assert_same(&[
        source("model.json", model, Role::Model),
        source("overlay.json", overlay, Role::Overlay),
        source("docs.json", docs, Role::Documentation),
    ]);
}
