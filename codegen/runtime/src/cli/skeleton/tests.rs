//! Samples of inputs and outputs.

use serde_json::{json, Value};

use super::super::samples::clique::OPERATION;
use super::super::samples::everything::{EVERYTHING, NOTHING, SECRET};
use super::super::samples::world::World;
use super::super::table::Command;
use super::{input_json, input_yaml, output};

#[test]
fn a_sample_has_every_member() {
    let item = |inner| {
        json!({
            "Name": "", "Count": 0, "On": true, "Ratio": 0.0, "Data": null, "When": "1970-01-01T00:00:00",
            "Numbers": [0], "Tags": {"KeyName": ""}, "Item": inner, "Items": [inner], "Any": {},
        })
    };
    let expected = json!({
        "Name": "", "Colour": "RED", "Level": 0, "Count": 0, "Long": 0, "Float": 0.0, "Ratio": 0.0, "Big": 0, "On": true,
        "Data": null, "When": "1970-01-01T00:00:00", "Any": {}, "Documents": [{}], "Texts": [""], "Sparse": [""],
        "Numbers": [0], "Tags": {"KeyName": ""}, "Item": item(json!({})), "Items": [item(json!({}))],
        "Choice": {"Text": "", "Number": 0}, "Alone": {"Value": ""}, "ClientToken": "",
    });
    // As text: the order counts.
    assert_eq!(value(&input_json(&EVERYTHING)).to_string(), expected.to_string());
    assert_eq!(input_json(&NOTHING), "{}\n");
}

#[test]
fn a_sample_of_an_output_has_names_as_texts() {
    let expected = json!({
        "Name": "Name", "Count": 0, "Data": "blob", "When": "1970-01-01T00:00:00", "Texts": ["Texts"],
        "Tags": {"KeyName": ""}, "Choice": {"Text": "Text", "Number": 0},
    });
    assert_eq!(output(&EVERYTHING).to_string(), expected.to_string());
}

#[test]
fn the_yaml_says_what_is_asked_for() {
    let yaml = input_yaml(&EVERYTHING);
    let start = "\
Name: ''  # [REQUIRED] What it is called.
Colour: RED  # A colour of those. Valid values are: RED, GREEN.
Level: 0  # Valid values are: 1, 5.
Count: 0
Long: 0
Float: 0.0
Ratio: 0.0
Big: 0
'On': true
Data: !!binary ''
When: '1970-01-01T00:00:00'
Any: {}
Documents:
- {}
Texts:
- ''
";
    assert_eq!(&yaml[..start.len()], start);
    let nested = "
Items:
- Name: ''  # [REQUIRED]
  Count: 0
";
    assert!(yaml.contains(nested), "{yaml}");
    let deeper = "
  Tags:
    KeyName: ''
  Item: {}  # An item within.
  Items:
  - {}
";
    assert!(yaml.contains(deeper), "{yaml}");
    assert!(yaml.ends_with("ClientToken: ''\n"), "{yaml}");
    assert_eq!(input_yaml(&NOTHING), "{}\n");
}

#[test]
fn the_yaml_is_read_as_what_the_json_is() {
    for command in [&EVERYTHING, &SECRET] {
        let read = World::default().read(command, &[("cli-input-yaml", &[&input_yaml(command)])]).unwrap();
        // In YAML a blob can be empty.
        let json = value(&input_json(command)).to_string().replace("null", "\"\"");
        assert_eq!(read.to_string(), json);
    }
}

/// Structures below the last level that fits are empty.
#[test]
fn a_sample_of_structures_within_each_other_ends() {
    let command = Command { operation: &OPERATION, ..NOTHING };
    let command: &'static Command = Box::leak(Box::new(command));
    let inner = |own: &str| {
        let members = (1..=20).map(|at| (format!("S{at}"), json!({}))).collect();
        (own.to_owned(), Value::Object(members))
    };
    let mut first: serde_json::Map<String, Value> = (1..=20).map(|at| inner(&format!("S{at}"))).collect();
    // It is within itself.
    first["S1"] = json!({});
    let expected = json!({ "Clique": [first] });
    assert_eq!(value(&input_json(command)), expected);
    assert_eq!(output(command), expected);
    let yaml = input_yaml(command);
    assert_eq!(World::default().read(command, &[("cli-input-yaml", &[&yaml])]).unwrap(), expected);
    let json = input_json(command);
    assert_eq!(World::default().read(command, &[("cli-input-json", &[&json])]).unwrap(), expected);
}

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}
