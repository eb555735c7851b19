//! The request and response syntax in the documentation has a readable depth.

use serde_json::{Map, Value, json};

use crate::cases;

/// A model of many structures, each of which contains all of them, also in lists and maps.
fn clique(size: usize) -> Value {
    let to = |target: String| json!({ "target": target });
    let mut shapes = Map::new();
    for at in 0..size {
        let member = |other: usize| {
            let kind = ["U", "L", "M"][other % 3];
            (format!("x{other}"), to(format!("m#{kind}{other}")))
        };
        let members: Map<String, Value> = (0..size).map(member).collect();
        let string = to("smithy.api#String".to_owned());
        shapes.insert(format!("m#U{at}"), json!({ "type": "structure", "members": members }));
        shapes.insert(format!("m#L{at}"), json!({ "type": "list", "member": to(format!("m#U{at}")) }));
        let map = json!({ "type": "map", "key": string, "value": to(format!("m#U{at}")) });
        shapes.insert(format!("m#M{at}"), map);
    }
    let whole = json!({ "type": "structure", "members": { "all": to("m#U0".to_owned()) } });
    shapes.insert("m#Whole".to_owned(), whole);
    let operation = json!({
        "type": "operation", "input": to("m#Whole".to_owned()), "output": to("m#Whole".to_owned()),
        "traits": { "smithy.api#http": { "method": "POST", "uri": "/" } }
    });
    shapes.insert("m#Go".to_owned(), operation);
    let service = json!({
        "type": "service", "version": "1", "operations": [to("m#Go".to_owned())],
        "traits": { "aws.protocols#restJson1": {} }
    });
    shapes.insert("m#Clique".to_owned(), service);
    json!({ "smithy": "2.0", "shapes": shapes })
}

/// The lines of the request body in the documentation of the operation.
fn request_body(model: &Value) -> Vec<String> {
    let files = cases::generate_text("clique", model.to_string()).expect("a sound model");
    let file = files.iter().find(|file| file.path == "src/operation/go.rs").expect("the operation");
    let body = file.text.lines().skip_while(|line| *line != "/// {").take_while(|line| *line != "/// ```");
    body.map(|line| line.trim_start_matches("///").to_owned()).collect()
}

#[test]
fn few_structures_within_each_other_are_shown_until_they_repeat() {
    let body = request_body(&clique(2));
    let expected = [
        " {",
        "   \"all\": {",
        "     \"x0\": {...},",
        "     \"x1\": [{",
        "       \"x0\": {...},",
        "       \"x1\": [{...}]",
        "     }]",
        "   }",
        " }",
    ];
    assert_eq!(body, expected);
}

#[test]
fn twenty_are_shown_as_deep_as_there_is_room() {
    let body = request_body(&clique(20));
    assert!((100..=500).contains(&body.len()), "{} lines", body.len());
    // Truncated at a level, not at a line.
    assert_eq!(body.last().map(String::as_str), Some(" }"));
    let level = |name: &str| body.iter().filter(|line| line.contains(&format!("\"{name}\": "))).count();
    assert_eq!((level("x1"), level("x19")), (20, 20));
}

#[test]
fn a_single_structure_that_is_too_long_is_cut() {
    let mut wide = clique(1);
    let members: Map<String, Value> =
        (0..600).map(|at| (format!("a{at}"), json!({ "target": "smithy.api#String" }))).collect();
    wide["shapes"]["m#Whole"]["members"] = Value::Object(members);
    let body = request_body(&wide);
    assert_eq!(body.len(), 501);
    assert_eq!(body.last().map(String::as_str), Some(" ..."));
}
