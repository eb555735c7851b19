//! The formats. The expected texts were printed by the AWS CLI for the same values: version 1 for text and tables, version 2 for
//! YAML.

use serde_json::{json, Value};

use super::super::colour;
use super::super::samples::values::Values;
use super::super::spelling::{self, Layout};
use super::{Format, Printer};

fn printed(format: Format, value: &Value) -> String {
    let mut bytes = Vec::new();
    Printer::new(format, false, "ListThings").print(value, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn things() -> Value {
    json!({
        "Items": [
            {"Id": "1", "Kind": "note", "Size": 3, "Owner": {"Name": "Ann", "Role": "AGENT"}},
            {"Id": "2", "Kind": "note", "Owner": {"Name": "Bob"}},
        ],
        "Count": 2,
        "More": null,
        "Empty": [],
    })
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(Format::of(format.name()), Some(format));
    }
    assert_eq!(Format::of("xml"), None);
}

#[test]
fn json_is_indented_by_four_and_keeps_the_order() {
    let value =
        json!({"B": [1, {"A": "été \u{7f}\u{1f}\n"}], "A": {}, "C": [], "D": 1.0, "E": 1e16, "F": 1e-5});
    let expected = "{\n    \"B\": [\n        1,\n        {\n            \"A\": \"été \u{7f}\\u001f\\n\"\n        }\n    ],\n    \
                    \"A\": {},\n    \"C\": [],\n    \"D\": 1.0,\n    \"E\": 1e+16,\n    \"F\": 1e-05\n}\n";
    assert_eq!(printed(Format::Json, &value), expected);
    assert_eq!(printed(Format::Json, &json!(null)), "null\n");
    assert_eq!(printed(Format::Json, &json!([])), "[]\n");
}

#[test]
fn an_empty_response_prints_nothing() {
    for format in Format::ALL {
        assert_eq!(printed(format, &json!({})), "", "{format:?}");
    }
    assert_eq!(printed(Format::Off, &things()), "");
}

#[test]
fn text_is_lines_of_values_in_the_order_of_their_names() {
    let expected = "2\tNone\nITEMS\t1\tnote\t3\nOWNER\tAnn\tAGENT\nITEMS\t2\tnote\t\nOWNER\tBob\n";
    assert_eq!(printed(Format::Text, &things()), expected);
    let value = json!({"Tags": ["red", "été"], "Grid": [[1, 2], [3, 4]], "Labels": {"b": "2", "a": "1"}});
    assert_eq!(
        printed(Format::Text, &value),
        "GRID\t1\nGRID\t2\nGRID\t3\nGRID\t4\nLABELS\t1\t2\nTAGS\tred\nTAGS\tété\n"
    );
    assert_eq!(printed(Format::Text, &json!([["a", 1], ["b", true]])), "a\t1\nb\tTrue\n");
    assert_eq!(printed(Format::Text, &json!(["a", 1.0])), "a\t1.0\n");
    assert_eq!(printed(Format::Text, &json!(null)), "None\n");
}

/// A member that is a scalar in one item and not in another is shown whole in the latter.
#[test]
fn text_prints_mixed_columns_whole() {
    let value = json!([{"A": 1}, {"A": ["it's", {"b": null, "c": "\u{e9}\u{ad}\n\""}]}]);
    let expected = "1\n[\"it's\", {'b': None, 'c': 'é\\xad\\n\"'}]\n";
    assert_eq!(printed(Format::Text, &value), expected);
}

#[test]
fn a_table_has_a_section_for_each_structure() {
    let expected = "\
--------------------------
|       ListThings       |
+------------+-----------+
|    Count   |   More    |
+------------+-----------+
|  2         |  None     |
+------------+-----------+
||         Items        ||
|+----+--------+--------+|
|| Id | Kind   | Size   ||
|+----+--------+--------+|
||  1 |  note  |  3     ||
|+----+--------+--------+|
|||        Owner       |||
||+--------+-----------+||
|||  Name  |   Role    |||
||+--------+-----------+||
|||  Ann   |  AGENT    |||
||+--------+-----------+||
||         Items        ||
|+----+--------+--------+|
|| Id | Kind   | Size   ||
|+----+--------+--------+|
||  2 |  note  |        ||
|+----+--------+--------+|
|||        Owner       |||
||+----------+---------+||
|||  Name    |  Bob    |||
||+----------+---------+||
";
    assert_eq!(printed(Format::Table, &things()), expected);
}

#[test]
fn a_too_wide_table_is_transposed() {
    let words = "some words that say what it is about some words that say what it is about end";
    let value = json!({"Name": "a name", "Description": words, "Open": true, "Share": 0.5});
    let expected = "\
--------------------------------------------------------------------------------------------------
|                                           ListThings                                           |
+-------------+----------------------------------------------------------------------------------+
|  Description|  some words that say what it is about some words that say what it is about end   |
|  Name       |  a name                                                                          |
|  Open       |  True                                                                            |
|  Share      |  0.5                                                                             |
+-------------+----------------------------------------------------------------------------------+
";
    assert_eq!(printed(Format::Table, &value), expected);
    let mut wide = Vec::new();
    Printer::new(Format::Table, false, "ListThings").width(200).print(&value, &mut wide).unwrap();
    let line = "|                                   Description                                  |  Name   | Open  |  Share  |";
    assert_eq!(String::from_utf8(wide).unwrap().lines().nth(3), Some(line));
}

#[test]
fn tables_of_lists_and_of_wide_letters() {
    let lists = "\
---------------
| ListThings  |
+----+--------+
|  a |  1     |
|  b |  True  |
+----+--------+
";
    assert_eq!(printed(Format::Table, &json!([["a", 1], ["b", true]])), lists);
    let letters = "\
---------------------
|    ListThings     |
+----------+--------+
|   City   | Name   |
+----------+--------+
|  Zürich |  日本  |
+----------+--------+
";
    assert_eq!(printed(Format::Table, &json!({"Name": "日本", "City": "Zürich"})), letters);
    assert_eq!(printed(Format::Table, &json!("text")), "------------\n|ListThings|\n+----------+\n");
    assert_eq!(printed(Format::Table, &json!(0)), "");
}

#[test]
fn rows_of_different_lengths_are_no_table() {
    let failed =
        Printer::new(Format::Table, false, "ListThings").print(&json!([[1], [1, 2]]), &mut Vec::new());
    assert_eq!(failed.unwrap_err().to_string(), "Row should have 1 elements, instead it has 2");
}

#[test]
fn tables_are_coloured() {
    let mut bytes = Vec::new();
    Printer::new(Format::Table, true, "T").print(&json!({"A": {"b": 1}}), &mut bytes).unwrap();
    let bar = "\u{1b}[2m\u{1b}[33m|\u{1b}[0m";
    let cell = |text: &str| format!("\u{1b}[1m\u{1b}[34m{text}\u{1b}[0m");
    let lines = [
        ("", "|      T     |".to_owned()),
        ("", "+------------+".to_owned()),
        (bar, "|     A    |".to_owned()),
        (bar, "+----+-----+".to_owned()),
        (bar, format!("|  {} |  {}  |", cell("b"), cell("1"))),
        (bar, "+----+-----+".to_owned()),
    ];
    let off = "\u{1b}[0m";
    let lines = lines.map(|(bar, line)| format!("{bar}{off}{line}{off}{bar}{off}\n{off}"));
    let expected = format!("--------------\n{off}{}", lines.concat());
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn colour_defaults_to_terminals() {
    use std::ffi::OsStr;
    assert!(colour::wanted(Some("on"), false, Some(OsStr::new("1"))));
    assert!(!colour::wanted(Some("off"), true, None));
    for option in [None, Some("auto")] {
        assert!(colour::wanted(option, true, None));
        assert!(colour::wanted(option, true, Some(OsStr::new(""))));
        assert!(!colour::wanted(option, true, Some(OsStr::new("1"))));
        assert!(!colour::wanted(option, false, None));
    }
}

#[test]
fn yaml_is_in_blocks_sorted_by_name() {
    let expected = "\
Count: 2
Empty: []
Items:
- Id: '1'
  Kind: note
  Owner:
    Name: Ann
    Role: AGENT
  Size: 3
- Id: '2'
  Kind: note
  Owner:
    Name: Bob
More: null
";
    assert_eq!(printed(Format::Yaml, &things()), expected);
    let page: String = expected.lines().map(|line| format!("  {line}\n")).collect();
    assert_eq!(printed(Format::YamlStream, &things()), page.replacen("  ", "- ", 1));
    assert_eq!(printed(Format::Yaml, &json!([[1, [2]], []])), "- - 1\n  - - 2\n- []\n");
}

#[test]
fn yaml_quotes_ambiguous_scalars() {
    let value = json!({
        "A": "yes", "B": "true", "C": "2031-05-06", "D": "a: b", "E": "line\nline", "F": "", "G": "12", "H": "tab\t\"q\"",
        "I": 1e16, "J": 1.0, "K": false, "L": "été 日本", "M": "💩", "N": "it's", "O": "12:30:45", "line\nline": "'#",
    });
    let expected = "\
A: yes
B: 'true'
C: '2031-05-06'
D: 'a: b'
E: 'line

  line'
F: ''
G: '12'
H: \"tab\\t\\\"q\\\"\"
I: 1e+16
J: 1.0
K: false
L: été 日本
M: \"\\U0001F4A9\"
N: it's
O: 12:30:45
? 'line

  line'
: '''#'
";
    assert_eq!(printed(Format::Yaml, &value), expected);
}

#[test]
fn yaml_folds_long_lines() {
    let words = "some words that say what it is about some words that say what it is about end";
    assert_eq!(
        printed(Format::YamlStream, &json!({"Description": words})),
        "- Description: some words that say what it is about some words that say what it is\n    about end\n"
    );
}

/// A YAML document that is a scalar would end in dots.
#[test]
fn yaml_of_a_scalar_is_json() {
    assert_eq!(printed(Format::Yaml, &json!("text")), "\"text\"\n");
    assert_eq!(printed(Format::Yaml, &json!(null)), "null\n");
    assert_eq!(printed(Format::YamlStream, &json!("text")), "- text\n");
}

#[test]
fn more_digits_than_a_double_has_are_kept() {
    for digits in ["12345678901234567890123456789", "0.12345678901234567890123456789"] {
        let number: serde_json::Number = serde_json::from_str(digits).unwrap();
        assert_eq!(spelling::number(&number), digits);
    }
}

#[test]
fn one_line_of_json_is_ascii() {
    let value = json!({"a": ["é💩\u{7f}", 1.5], "b": {}});
    assert_eq!(
        spelling::json(&value, Layout::Line),
        "{\"a\": [\"\\u00e9\\ud83d\\udca9\\u007f\", 1.5], \"b\": {}}"
    );
    assert_eq!(
        spelling::json(&value, Layout::Compact),
        "{\"a\":[\"\\u00e9\\ud83d\\udca9\\u007f\",1.5],\"b\":{}}"
    );
}

/// Numbers as doubles, since the libraries differ in texts and numbers.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap()),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(key, value)| (key, plain(value))).collect())
        }
        value => value,
    }
}

#[test]
fn printed_values_round_trip() {
    let mut values = Values::new(6);
    for _ in 0..3000 {
        let value = values.value(4);
        if value == json!({}) {
            continue;
        }
        let text = printed(Format::Json, &value);
        assert_eq!(plain(serde_json::from_str(&text).unwrap()), plain(value.clone()), "{text}");
        let text = printed(Format::Yaml, &value);
        // In YAML 1.2, `yes` is a text.
        let options = serde_saphyr::options! { strict_booleans: true };
        let read: Value =
            serde_saphyr::from_str_with_options(&text, options).unwrap_or_else(|why| panic!("{why}\n{text}"));
        assert_eq!(plain(read), plain(value), "{text}");
    }
}

#[test]
fn text_and_tables_take_anything() {
    let mut values = Values::new(7);
    for _ in 0..3000 {
        let value = values.value(4);
        for format in Format::ALL {
            for colour in [false, true] {
                // Some values are not tables.
                let _ =
                    Printer::new(format, colour, "").width(values.number(100)).print(&value, &mut Vec::new());
            }
        }
    }
}
