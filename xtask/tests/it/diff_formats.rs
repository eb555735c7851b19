//! `diff`: guarantees of each format, also for hostile models.

use std::path::Path;

use serde_json::{Value, json};

use cargo_farrier::diff::{Format, Input, compare};

use crate::support::{Workspace, smithy};

const HOSTILE: &str =
    "</td><script>alert(1)</script><img src=x onerror=y> [a](http://b) @all `c` | d\n# e \u{1b}[2J \u{202e}f";

/// Two models with hostile texts.
fn hostile() -> Workspace {
    let workspace = Workspace::empty();
    let mut old = smithy("Tiny", &["Alpha", "Gone"]);
    old["shapes"]["com.example#Tiny"]["version"] = json!(HOSTILE);
    let mut new = smithy("Tiny", &["Alpha", "Beta"]);
    new["shapes"]["com.example#Tiny"]["traits"]["smithy.api#title"] = json!(HOSTILE);
    new["shapes"]["com.example#Alpha"]["traits"]["smithy.api#deprecated"] = json!({ "message": HOSTILE });
    let text = json!({ "target": "smithy.api#String", "traits": {
        "smithy.api#pattern": HOSTILE, "smithy.api#default": HOSTILE, "smithy.api#jsonName": HOSTILE,
    } });
    new["shapes"]["com.example#Alpha"]["members"]["Alpha"] = text;
    let value = json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": HOSTILE } });
    new["shapes"]["com.example#Kind"] = json!({ "type": "enum", "members": { "A": value } });
    new["shapes"]["com.example#Alpha"]["members"]["kind"] = json!({ "target": "com.example#Kind" });
    workspace.write("old.json", old.to_string());
    workspace.write("new.json", new.to_string());
    workspace
}

fn rendered(workspace: &Workspace, format: &str) -> String {
    workspace.succeed(&["diff", "old.json", "new.json", "--format", format]).out
}

#[test]
fn text_cannot_control_a_terminal() {
    let text = rendered(&hostile(), "text");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(text.contains("breaking: ") && text.contains("additive: "), "{text}");
}

#[test]
fn markdown_is_escaped() {
    let markdown = rendered(&hostile(), "markdown");
    assert!(markdown.chars().all(|c| c == '\n' || !c.is_control()), "{markdown:?}");
    let mut depth = 0;
    for line in markdown.lines() {
        depth += line.matches("<details>").count();
        depth -= line.matches("</details>").count();
        // Outside code, there are only known tags, no links and no mentions.
        let outside: String = line.split('`').step_by(2).collect();
        let outside =
            outside.replace("<details><summary>", "").replace("</summary>", "").replace("</details>", "");
        assert!(!outside.contains(['<', '>', '@']), "{line}");
        assert!(!outside.contains("](") && line.matches('`').count() % 2 == 0, "{line}");
    }
    assert_eq!(depth, 0);
}

#[test]
fn html_is_self_contained() {
    let html = rendered(&hostile(), "html");
    assert!(html.starts_with("<!doctype html>\n") && html.ends_with("</html>\n"));
    for bad in [
        "<script",
        "<img",
        "onerror=y>",
        "<link",
        "src=\"",
        "href=\"http",
        "url(",
        "@import",
        "\u{1b}",
        "\u{202e}",
    ] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert!(html.contains("color-scheme: light dark") && html.contains("<th>before</th><th>after</th>"));
    // Every opened element is closed.
    for element in [
        "html", "head", "body", "details", "summary", "section", "table", "tr", "td", "ul", "li", "code",
        "pre",
    ] {
        let opened =
            html.matches(&format!("<{element}>")).count() + html.matches(&format!("<{element} ")).count();
        assert_eq!(opened, html.matches(&format!("</{element}>")).count(), "{element}");
    }
}

#[test]
fn html_draws_the_shapes_of_each_operation_side_by_side() {
    let html = rendered(&hostile(), "html");
    let operation = html.split("<details open id=\"operation-0\" class=\"operation ").nth(1).unwrap();
    assert!(operation.contains("<b>Send</b>"), "{operation}");
    let row = "<tr><td class=\"empty\"></td><td class=\"new\"><pre>    Beta: Beta</pre></td></tr>";
    assert!(operation.contains(row), "{operation}");
    let row = "<tr><td class=\"old\"><pre>    Gone: Gone</pre></td><td class=\"empty\"></td></tr>";
    assert!(operation.contains(row), "{operation}");
    let row = "<tr><td><pre>    Alpha: Alpha</pre></td><td><pre>    Alpha: Alpha</pre></td></tr>";
    assert!(operation.contains(row), "{operation}");
}

#[test]
fn json_matches_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/cargo-farrier/diff.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let report: Value = serde_json::from_str(&rendered(&hostile(), "json")).unwrap();
    assert!(report["changes"].as_array().unwrap().len() > 8, "{report:#}");
    check(&schema, &schema, &report, "$");
    let alpha = "com.example#Alpha$Alpha";
    let added = report["changes"].as_array().unwrap().iter().find(|change| change["shape"] == alpha).unwrap();
    let effect = "the field `Alpha::alpha: String` is new, with its setter";
    let expected = json!({
        "rule": "AddedMember",
        "class": "wire",
        "severity": "additive",
        "bump": "minor",
        "direction": "input",
        "shape": alpha,
        "message": "the member `Alpha`, the string `String`, is new",
        "before": null,
        "after": null,
        "rust": [effect],
        "effects": [{ "bump": "minor", "kind": "code", "item": "types::Alpha::alpha", "text": effect }],
        "operations": ["Send"],
    });
    assert_eq!(added, &expected);
}

/// The part of JSON Schema that the schema uses; it must not use others.
fn check(root: &Value, schema: &Value, value: &Value, at: &str) {
    for (key, rule) in schema.as_object().unwrap() {
        match key.as_str() {
            "$schema" | "title" | "description" | "$defs" | "minimum" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(root, &root["$defs"][name], value, at);
            }
            "type" => {
                let is = match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64(),
                    other => panic!("{other}"),
                };
                assert!(is, "{at}: {value}");
            }
            "enum" => assert!(rule.as_array().unwrap().contains(value), "{at}: {value}"),
            "required" => {
                for key in rule.as_array().unwrap() {
                    assert!(value.get(key.as_str().unwrap()).is_some(), "{at}: no {key}");
                }
            }
            "properties" => {
                for (key, value) in value.as_object().unwrap() {
                    let rule = rule.get(key).unwrap_or_else(|| panic!("{at}: {key} is not in the schema"));
                    check(root, rule, value, &format!("{at}.{key}"));
                }
            }
            "items" => {
                for (index, value) in value.as_array().unwrap().iter().enumerate() {
                    check(root, rule, value, &format!("{at}[{index}]"));
                }
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        }
    }
}

#[test]
fn colours_are_those_of_a_terminal_and_of_text_alone() {
    let workspace = hostile();
    let input = |name: &str| Input::path(&workspace.path(name), &|| Ok("tiny".to_owned()), None).unwrap();
    let comparison = compare(&input("old.json"), &input("new.json")).unwrap();
    let text = comparison.render(Format::Text, true);
    assert!(text.starts_with("\u{1b}[1;31mmajor: "), "{text}");
    // Only known escape codes.
    for code in text.split('\u{1b}').skip(1) {
        let code = code.strip_prefix('[').and_then(|code| code.split_once('m')).unwrap().0;
        assert!(["0", "2", "31", "32", "33", "1", "1;31", "1;33", "1;32"].contains(&code), "{code}");
    }
    let plain: String =
        text.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    assert_eq!(plain.lines().count(), comparison.render(Format::Text, false).lines().count());
    for format in [Format::Markdown, Format::Json, Format::Html] {
        assert_eq!(comparison.render(format, true), comparison.render(format, false));
        assert!(!comparison.render(format, true).contains('\u{1b}'));
    }
}
