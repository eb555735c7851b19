//! Several files: references in any order, other formats, overlays, and duplicates.

use farrier::model::{Role, Source, load, locate, merged_ast, to_ast};
use farrier::{Config, generate};
use serde_json::json;

use crate::load::common::{problems, source};

fn idl(name: &str, text: &str, role: Role) -> Source {
    source(name, format!("$version: \"2\"\n{text}"), role)
}

fn model(name: &str, text: &str) -> Source {
    idl(name, text, Role::Model)
}

#[test]
fn files_refer_to_each_other_in_any_order() {
    let json = json!({ "smithy": "2.0", "metadata": { "names": ["c"] }, "shapes": {
        "ns#FromJson": { "type": "structure", "members": { "a": { "target": "other#Marked" } } },
        "ns#many": { "type": "list", "member": { "target": "smithy.api#String" }, "traits": { "smithy.api#trait": {} } },
    } });
    let sources = [
        model(
            "a.smithy",
            "metadata names = [\"a\"]\nnamespace ns\nuse other#Marked\nstructure A { b: B, m: Marked, j: FromJson }",
        ),
        model(
            "b.smithy",
            "metadata names = [\"b\"]\nnamespace ns\n@mark @many string B\napply other#Marked @deprecated",
        ),
        model("c.smithy", "namespace other\n@ns#mark string Marked"),
        model("d.smithy", "namespace ns\n@trait structure mark {}"),
        source("e.json", json.to_string(), Role::Model),
    ];
    let forward = to_ast(&load(&sources).expect("a good model").model);
    assert_eq!(forward["shapes"]["ns#A"]["members"]["m"], json!({ "target": "other#Marked" }));
    assert_eq!(forward["shapes"]["ns#A"]["members"]["j"], json!({ "target": "ns#FromJson" }));
    assert_eq!(forward["shapes"]["ns#B"]["traits"], json!({ "ns#mark": {}, "ns#many": [] }));
    assert_eq!(
        forward["shapes"]["other#Marked"]["traits"],
        json!({ "ns#mark": {}, "smithy.api#deprecated": {} })
    );
    assert_eq!(forward["metadata"]["names"], json!(["a", "b", "c"]));
    let mut reversed = sources.to_vec();
    reversed.reverse();
    let backward = to_ast(&load(&reversed).expect("a good model").model);
    assert_eq!(backward["shapes"], forward["shapes"]);
    assert_eq!(backward["metadata"]["names"], json!(["c", "b", "a"]));
}

#[test]
fn equal_definitions_are_one_and_others_are_rejected() {
    let first = model("a.smithy", "namespace ns\nstructure S { a: String }");
    let json = json!({ "smithy": "2.0", "shapes": {
        "ns#S": { "type": "structure", "members": { "a": { "target": "smithy.api#String" } } } } });
    let same = source("b.json", json.to_string(), Role::Model);
    assert_eq!(load(&[first.clone(), same]).expect("equal definitions").model.shapes.len(), 2);
    let other = model("c.smithy", "namespace ns\n\nstructure S { a: Integer }");
    assert_eq!(
        problems(&[first, other]),
        "c.smithy:4:11: ns#S: a.smithy defines this shape differently; remove one of the two"
    );
    let twice = model("d.smithy", "namespace ns\nstring S\ninteger S");
    assert_eq!(
        problems(&[twice]),
        "d.smithy:4:9: ns#S: d.smithy defines this shape differently; remove one of the two"
    );
}

#[test]
fn overlays_and_documentation_may_be_idl() {
    let overlay = "namespace ns
        apply S @farrier#reason(\"it is old\")
        apply S @deprecated
        apply S$secret { @sensitive @farrier#reason(\"a secret\") }";
    let sources = [
        model("m.smithy", "namespace ns\nstructure S { secret: String }"),
        idl("o.smithy", overlay, Role::Overlay),
        idl("d.smithy", "namespace ns\napply S @documentation(\"a structure\")", Role::Documentation),
    ];
    let ast = to_ast(&load(&sources).expect("a good model").model);
    assert_eq!(
        ast["shapes"]["ns#S"],
        json!({ "type": "structure",
            "members": { "secret": { "target": "smithy.api#String", "traits": { "smithy.api#sensitive": {} } } },
            "traits": { "smithy.api#deprecated": {}, "smithy.api#documentation": "a structure" } })
    );
    let stale = idl(
        "o.smithy",
        "namespace ns\napply S @sensitive\n\napply T$a @farrier#reason(\"b\")",
        Role::Overlay,
    );
    assert_eq!(
        problems(&[sources[0].clone(), stale]),
        "o.smithy:3:7: ns#S: the entry has no farrier#reason; state the reason for it\n\
         o.smithy:5:7: ns#T$a: adds no trait; remove the entry\n\
         o.smithy:5:7: ns#T$a: adds to ns#T$a, which the model no longer has; remove the entry"
    );
}

#[test]
fn mixins_are_kept_on_request() {
    let text = "namespace ns
        @mixin structure M { a: String }
        structure S with [M] { @required $a, b: Integer = 0
        }";
    let merged = merged_ast(&[model("m.smithy", text)]).expect("a good model");
    assert_eq!(
        merged["shapes"],
        json!({
            "ns#M": { "type": "structure", "members": { "a": { "target": "smithy.api#String" } },
                "traits": { "smithy.api#mixin": {} } },
            "ns#S": { "type": "structure", "mixins": [{ "target": "ns#M" }],
                "members": { "b": { "target": "smithy.api#Integer", "traits": { "smithy.api#default": 0 } } } },
            "ns#S$a": { "type": "apply", "traits": { "smithy.api#required": {} } },
        })
    );
}

#[test]
fn problems_of_generation_have_positions_too() {
    let text = "namespace ns
        @aws.protocols#restJson1
        service S { operations: [Go] }
        @http(method: \"GET\", uri: \"/{name}\")
        operation Go { input := { size: Integer } }";
    let sources = [model("m.smithy", text)];
    let loaded = load(&sources).expect("a good model");
    let problems = generate(&loaded.model, &Config::new("s")).expect_err("no label");
    let located = locate(problems.clone(), &sources);
    assert!(problems.0.iter().all(|problem| problem.position.is_none()));
    assert!(located.0.iter().all(|problem| problem.position.is_some()), "{located}");
}

#[test]
fn text_in_the_wrong_kind_of_file_is_recognized() {
    let json = source("m.smithy", "{ \"smithy\": \"2.0\" }", Role::Model);
    assert_eq!(problems(&[json]), "m.smithy:1:1: this is JSON; end the name of the file in `.json`");
    let idl = source("m.json", "// a model\nnamespace ns\n", Role::Model);
    assert_eq!(
        problems(&[idl]),
        "m.json:1:1: not JSON; if this is Smithy IDL, end the name of the file in `.smithy`"
    );
}
