//! Pairs of small models with former wrong verdicts, each with the expected result.

use std::fmt::Write as _;
use std::fs;

use farrier::diff::{Bump, Class, EffectKind, Report, Severity};
use serde_json::{Value, json};

use crate::{UPDATE, cases, compared, is_update, lines, report_text};

/// The names of the pairs in `codegen/tests/diff/pairs/`.
const NAMES: [&str; 6] = [
    "enum-value-case",
    "list-enum-to-string",
    "list-member-struct",
    "map-value-scalar",
    "member-case",
    "timestamp-format",
];

fn pair(name: &str) -> Report {
    let model = |end: &str| {
        let path = cases::folder().join(format!("pairs/{name}.{end}.json"));
        cases::model(name, &serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
    };
    compared(&model("old"), &model("new"))
}

#[test]
fn every_pair_matches_its_golden() {
    let mut problems = String::new();
    for name in NAMES {
        let report = pair(name);
        let mut found = format!("{}: {}\n", report.bump, report.headline);
        report_text(&mut found, &report);
        let golden = cases::folder().join(format!("pairs/{name}.txt"));
        if is_update() {
            fs::write(&golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if expected != found {
            let _ = writeln!(problems, "{name} differs\n{}", lines::diff(&expected, &found));
        }
    }
    assert!(problems.is_empty(), "{problems}\nif this is what you want, run:\n  {UPDATE}\n");
}

/// The member of a list or map changed, and the new structure is a separate change.
#[test]
fn members_of_lists_and_maps_carry_the_effects_of_their_new_targets() {
    for (name, member) in [
        ("list-member-struct", "x#Items$member"),
        ("map-value-scalar", "x#ItemMap$value"),
        ("list-enum-to-string", "x#Modes$member"),
    ] {
        let report = pair(name);
        let cause = report.changes.iter().find(|change| change.shape.as_str() == member).unwrap();
        assert_eq!(
            (cause.rule, cause.severity, cause.bump),
            ("ChangedMemberTarget", Severity::Breaking, Bump::Major)
        );
        assert_eq!(cause.rust.len(), 1, "{cause:#?}");
        assert!(!report.why.iter().any(|why| why.contains("no effect on code")), "{:?}", report.why);
        for other in report.changes.iter().filter(|change| change.shape.as_str() != member) {
            assert!(other.bump < Bump::Major, "{other:#?}");
        }
    }
}

#[test]
fn another_wire_name_under_the_same_name_in_rust_is_one_change() {
    for (name, rule) in [("enum-value-case", "ChangedEnumValue"), ("member-case", "ChangedWireName")] {
        let report = pair(name);
        let found: Vec<_> =
            report.changes.iter().map(|change| (change.rule, change.class, change.severity)).collect();
        assert_eq!(found, [(rule, Class::Wire, Severity::Breaking)]);
        // No code has to change, and nothing claims so.
        assert!(report.changes[0].rust.iter().all(|effect| effect.kind == EffectKind::Stored));
        assert!(report.headline.starts_with("existing code compiles unchanged"), "{}", report.headline);
    }
}

#[test]
fn an_explicit_default_format_is_no_change() {
    let report = pair("timestamp-format");
    assert_eq!((report.bump, report.changes), (Bump::None, Vec::new()));
}

/// The base model with one more change.
#[track_caller]
fn patched(patch: impl FnOnce(&mut Value)) -> Report {
    between(|_| {}, patch)
}

#[track_caller]
fn between(old: impl FnOnce(&mut Value), new: impl FnOnce(&mut Value)) -> Report {
    let mut before = cases::base();
    old(&mut before);
    let mut after = before.clone();
    new(&mut after);
    compared(&cases::model("old", &before), &cases::model("new", &after))
}

fn member<'v>(ast: &'v mut Value, shape: &str, member: &str) -> &'v mut Value {
    &mut ast["shapes"][format!("com.example#{shape}")]["members"][member]
}

/// Rules, severities and bumps.
fn verdicts(report: &Report) -> Vec<(&str, Severity, Bump)> {
    report.changes.iter().map(|change| (change.rule, change.severity, change.bump)).collect()
}

#[test]
fn changes_without_effect_on_clients_are_not_reported() {
    // A pattern that matches every text, on either side.
    for pattern in [".*", "^.*$", "[\\s\\S]*", "^[\\s\\S]*$", "[a-z]*"] {
        let report = patched(|ast| {
            ast["shapes"]["com.example#Text"]["traits"] = json!({ "smithy.api#pattern": pattern });
        });
        assert_eq!(verdicts(&report)[0].1, Severity::Neutral, "{pattern}: {report:#?}");
    }
    for pattern in [".+", "^[a-z]*$", "^.{0,9}$", "^a.*"] {
        let report = patched(|ast| {
            ast["shapes"]["com.example#Text"]["traits"] = json!({ "smithy.api#pattern": pattern });
        });
        assert_eq!(verdicts(&report)[0].1, Severity::Breaking, "{pattern}");
    }
    // A media type matters for bodies and headers.
    let media = |ast: &mut Value| {
        ast["shapes"]["com.example#Text"]["traits"] = json!({ "smithy.api#mediaType": "application/json" });
    };
    assert_eq!(verdicts(&patched(media)), [("ChangedForm", Severity::Neutral, Bump::None)]);
    let payload = |ast: &mut Value| {
        let target = json!({ "target": "com.example#Text", "traits": { "smithy.api#httpPayload": {} } });
        ast["shapes"]["com.example#PutNoteOutput"]["members"] = json!({ "text": target });
        ast["shapes"]["com.example#PutNoteInput"]["members"] = json!({ "text": target });
    };
    assert_eq!(verdicts(&between(payload, media)), [("ChangedForm", Severity::Breaking, Bump::Patch)]);
    // The service fills in missing members of an input.
    let report = patched(|ast| {
        member(ast, "PutNoteInput", "color")["traits"] = json!({ "smithy.api#default": "red" });
    });
    assert_eq!(verdicts(&report)[0].1, Severity::Neutral, "{report:#?}");
    let report = patched(|ast| {
        member(ast, "GetNoteOutput", "views")["traits"] = json!({ "smithy.api#default": 1 });
    });
    assert_eq!((verdicts(&report)[0].1, report.bump), (Severity::Breaking, Bump::Major), "{report:#?}");
}

/// A member becomes required and points to another shape: changes of its presence, and of its type.
#[test]
fn effects_are_assigned_to_their_change() {
    let alike = patched(|ast| {
        let color = member(ast, "PutNoteInput", "note");
        color["traits"] = json!({ "smithy.api#required": {} });
        ast["shapes"]["com.example#PutNoteInput"]["members"]["text"] =
            json!({ "target": "com.example#Text" });
    });
    let required = alike.changes.iter().find(|change| change.rule == "AddedRequired").unwrap();
    assert!(required.rust.iter().any(|effect| effect.item.ends_with("::new")), "{required:#?}");
    let both = between(
        |ast| {
            ast["shapes"]["com.example#PutNoteInput"]["members"]["extra"] =
                json!({ "target": "com.example#Title" });
        },
        |ast| {
            let extra = json!({ "target": "com.example#Name", "traits": { "smithy.api#required": {} } });
            ast["shapes"]["com.example#PutNoteInput"]["members"]["extra"] = extra;
        },
    );
    let by = |rule: &str| both.changes.iter().find(|change| change.rule == rule).unwrap();
    assert_eq!(by("AddedRequired").bump, Bump::Major, "{both:#?}");
    // The name of a string shape does not appear in Rust.
    assert_eq!(
        (by("ChangedMemberTarget").bump, by("ChangedMemberTarget").rust.len()),
        (Bump::None, 0),
        "{both:#?}"
    );
    let types = between(
        |ast| {
            ast["shapes"]["com.example#PutNoteInput"]["members"]["extra"] =
                json!({ "target": "com.example#Title" });
        },
        |ast| {
            let extra = json!({ "target": "com.example#Note", "traits": { "smithy.api#required": {} } });
            ast["shapes"]["com.example#PutNoteInput"]["members"]["extra"] = extra;
        },
    );
    // The type changes for two reasons, and each of them has the effect.
    for rule in ["AddedRequired", "ChangedMemberTarget"] {
        let cause = types.changes.iter().find(|change| change.rule == rule).unwrap();
        let text = "`PutNoteInput::extra` is now `Note` (was `Option<String>`)";
        assert!(cause.rust.iter().any(|effect| effect.text == text), "{types:#?}");
    }
}

#[test]
fn silently_swapped_arguments_come_first() {
    let report = patched(|ast| {
        let members = ast["shapes"]["com.example#PutNoteInput"]["members"].as_object_mut().unwrap();
        let title = members.shift_remove("title").unwrap();
        members.insert("title".to_owned(), title);
        // A breaking change that sorts first by its name.
        ast["shapes"]["com.example#GetNoteOutput"]["members"].as_object_mut().unwrap().shift_remove("note");
    });
    let first = &report.changes[0];
    assert_eq!(
        (first.rule, first.severity, first.is_silent()),
        ("ChangedMemberOrder", Severity::Breaking, true)
    );
    let text = "`PutNoteInput::new(title, author)` is now `PutNoteInput::new(author, title)`; old calls still \
                compile, with values in other members";
    assert_eq!(report.why[0], text);
    assert!(report.headline.contains("still compile"), "{}", report.headline);
    // A replaced argument is the same trap.
    let report = between(
        |_| {},
        |ast| {
            let members = ast["shapes"]["com.example#PutNoteInput"]["members"].as_object_mut().unwrap();
            members.shift_remove("author");
            let editor = json!({ "target": "com.example#Name", "traits": { "smithy.api#required": {} } });
            members.insert("editor".to_owned(), editor);
        },
    );
    assert!(report.changes[0].is_silent(), "{report:#?}");
    // An argument of another type does not compile.
    let report = patched(|ast| {
        let members = ast["shapes"]["com.example#PutNoteInput"]["members"].as_object_mut().unwrap();
        members.shift_remove("author");
        let note = json!({ "target": "com.example#Note", "traits": { "smithy.api#required": {} } });
        members.insert("note".to_owned(), note);
    });
    assert!(report.changes.iter().all(|change| !change.is_silent()), "{report:#?}");
}

#[test]
fn messages_have_full_values_and_a_short_form() {
    let long = "x".repeat(300);
    let report = patched(|ast| {
        ast["shapes"]["com.example#Text"]["traits"] = json!({ "smithy.api#pattern": format!("^{long}$") });
    });
    let change = &report.changes[0];
    assert!(change.message.contains(&long) && !change.brief.contains(&long), "{change:#?}");
    assert_eq!(change.after, Some(json!(format!("^{long}$"))));
    assert_eq!(change.before, None);
    let rules = |url: &str| {
        json!({ "version": "1.0", "parameters": {}, "rules": [
        { "type": "endpoint", "conditions": [], "endpoint": { "url": url } }
    ] })
    };
    let set = |ast: &mut Value, url: &str| {
        ast["shapes"]["com.example#Notes"]["traits"]["smithy.rules#endpointRuleSet"] = rules(url);
    };
    let report =
        between(|ast| set(ast, "https://one.example.com"), |ast| set(ast, "https://two.example.com"));
    let change = report.changes.iter().find(|change| change.rule == "ChangedEndpointRules").unwrap();
    let brief = "requests may go to other hosts: `@smithy.rules#endpointRuleSet`: `rules[0].endpoint.url` is now \
                 `https://two.example.com` (was `https://one.example.com`)";
    assert_eq!(change.brief, brief);
    assert_eq!(change.before, Some(rules("https://one.example.com")));
}

/// With rules, the same text is a region and no longer an endpoint: it still compiles.
#[test]
fn the_settings_that_clients_need_are_part_of_the_api() {
    let rules = json!({ "version": "1.0", "parameters": {
        "Region": { "type": "string", "builtIn": "AWS::Region", "required": true, "documentation": "" },
    }, "rules": [
        { "type": "endpoint", "conditions": [], "endpoint": { "url": "https://{Region}.example.com" } },
    ] });
    let report = patched(|ast| {
        ast["shapes"]["com.example#Notes"]["traits"]["smithy.rules#endpointRuleSet"] = rules.clone();
    });
    let change = report.changes.iter().find(|change| change.rule == "ChangedEndpointRules").unwrap();
    let texts: Vec<&str> = change.rust.iter().map(|effect| effect.text.as_str()).collect();
    assert!(
        texts.contains(&"the arguments of `Client::new` are now `(region)` (were `(endpoint_url)`)"),
        "{texts:#?}"
    );
    assert!(texts.contains(&"the method `client::Builder::region` is new"), "{texts:#?}");
}

#[test]
fn a_drawing_has_each_shape_in_its_own_order() {
    let report = patched(|ast| {
        let members = ast["shapes"]["com.example#PutNoteInput"]["members"].as_object_mut().unwrap();
        let title = members.shift_remove("title").unwrap();
        members.insert("title".to_owned(), title);
    });
    let view = report.shapes.iter().find(|view| view.id.as_str() == "com.example#PutNoteInput").unwrap();
    let names = |line: fn(&farrier::diff::Row) -> &Option<String>| -> Vec<String> {
        let lines = view.rows.iter().filter_map(|row| line(row).clone());
        let members = lines.filter_map(|line| Some(line.split_once(": ")?.0.trim().to_owned()));
        members.collect()
    };
    assert_eq!(names(|row| &row.old), ["title", "author", "note", "color"]);
    assert_eq!(names(|row| &row.new), ["author", "note", "color", "title"]);
    assert!(view.rows.iter().any(|row| row.changed));
}

/// A new operation brings all its methods, including waiters.
#[test]
fn methods_that_wait_come_with_their_operation() {
    let report = patched(|ast| {
        let waiters =
            json!({ "NoteThere": { "acceptors": [{ "state": "success", "matcher": { "success": true } }] } });
        let mut operation = ast["shapes"]["com.example#GetNote"].clone();
        operation["traits"]["smithy.waiters#waitable"] = waiters;
        operation["traits"]["smithy.api#http"]["uri"] = json!("/others/{id}");
        ast["shapes"]["com.example#FindNote"] = operation;
        let operations = ast["shapes"]["com.example#Notes"]["operations"].as_array_mut().unwrap();
        operations.push(json!({ "target": "com.example#FindNote" }));
    });
    let added = report.changes.iter().find(|change| change.rule == "AddedOperation").unwrap();
    let methods = added.rust.iter().filter(|effect| effect.item.starts_with("Client::"));
    let methods: Vec<&str> = methods.map(|effect| effect.item.as_str()).collect();
    assert_eq!(methods, ["Client::wait_until_note_there"], "{added:#?}");
}
