//! `diff` with long reports: totals, filters, notes at the top, table of contents, full values for programs.

use serde_json::{Value, json};

use crate::support::{MODELS, Workspace, c2j, rule_set, smithy};

/// Two models with a change of each severity, the last in a separate operation.
fn workspace() -> Workspace {
    let workspace = Workspace::empty();
    let mut old = smithy("Tiny", &["Alpha", "Gone"]);
    let operation = json!({
        "type": "operation",
        "input": { "target": "com.example#OtherInput" },
        "output": { "target": "smithy.api#Unit" },
        "traits": { "smithy.api#http": { "method": "POST", "uri": "/other", "code": 200 } },
    });
    old["shapes"]["com.example#Other"] = operation;
    let text = json!({ "target": "smithy.api#String" });
    old["shapes"]["com.example#OtherInput"] = json!({ "type": "structure", "members": { "text": text } });
    let operations = json!([{ "target": "com.example#Send" }, { "target": "com.example#Other" }]);
    old["shapes"]["com.example#Tiny"]["operations"] = operations;
    let mut new = old.clone();
    new["shapes"]["com.example#SendInput"]["members"].as_object_mut().unwrap().shift_remove("Gone");
    new["shapes"].as_object_mut().unwrap().shift_remove("com.example#Gone");
    new["shapes"]["com.example#OtherInput"]["members"]["more"] = text;
    new["shapes"]["com.example#Tiny"]["traits"]["smithy.rules#endpointRuleSet"] =
        rule_set(&format!("https://{}.example.com", "long".repeat(40)));
    new["shapes"]["com.example#Alpha"]["traits"]["smithy.api#tags"] = json!(["other"]);
    workspace.write("old.json", old.to_string());
    workspace.write("new.json", new.to_string());
    workspace
}

fn said(workspace: &Workspace, args: &[&str]) -> String {
    workspace.succeed(&[&["diff", "old.json", "new.json"], args].concat()).out
}

fn json_of(workspace: &Workspace, args: &[&str]) -> Value {
    serde_json::from_str(&said(workspace, &[&["--format", "json"], args].concat())).unwrap()
}

/// The shapes of the changes.
fn shapes(report: &Value) -> Vec<&str> {
    report["changes"].as_array().unwrap().iter().map(|change| change["shape"].as_str().unwrap()).collect()
}

#[test]
fn totals_stand_at_the_top_and_breaking_changes_first() {
    let workspace = workspace();
    let text = said(&workspace, &[]);
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
    assert!(
        place("5 changes: 2 breaking, 1 risky, 1 additive, 1 neutral\n") < place("\nbreaking: 2 changes")
    );
    assert!(place("\nbreaking: ") < place("\nrisky: "));
    assert!(place("\nrisky: ") < place("\nadditive: "));
    let totals = json!({ "breaking": 2, "risky": 1, "additive": 1, "neutral": 1 });
    assert_eq!(json_of(&workspace, &[])["totals"], totals);
}

#[test]
fn reports_can_be_cut_to_a_severity_or_an_operation() {
    let workspace = workspace();
    let gone = ["com.example#SendInput$Gone", "com.example#Gone"];
    assert_eq!(shapes(&json_of(&workspace, &["--severity", "breaking"])), gone);
    let risky = shapes(&json_of(&workspace, &["--severity", "risky"])).len();
    assert_eq!(risky, 3, "and what is severer");
    let of_other = json_of(&workspace, &["--operation", "Other"]);
    assert_eq!(shapes(&of_other), ["com.example#OtherInput$more"]);
    // The verdict and the totals cover all changes.
    assert_eq!((&of_other["bump"], &of_other["totals"]["breaking"]), (&json!("major"), &json!(2)));
    assert_eq!(of_other["shown"], "shown: 1 of 5 changes, by --operation Other");
    assert_eq!(shapes(&json_of(&workspace, &["--operation", "Other", "--operation", "Send"])).len(), 4);
    assert_eq!(json_of(&workspace, &[])["shown"], Value::Null);
    let summary = said(&workspace, &["--summary"]);
    assert!(summary.starts_with("major: ") && summary.contains("5 changes: "), "{summary}");
    assert!(!summary.contains("OtherInput$more"), "{summary}");
    let html = said(&workspace, &["--format", "html", "--operation", "Other"]);
    assert!(html.contains("<b>Other</b>") && !html.contains("<b>Send</b>"), "{html}");
    let failed =
        workspace.run(&["diff", "old.json", "new.json", "--severity", "breaking", "--fail-on", "major"]);
    assert_eq!(failed.code, 3);
    assert_eq!(workspace.run(&["diff", "old.json", "new.json", "--severity", "bad"]).code, 2);
}

#[test]
fn programs_get_full_values_and_people_the_part_that_differs() {
    let workspace = workspace();
    let report = json_of(&workspace, &[]);
    let rules =
        report["changes"].as_array().unwrap().iter().find(|change| change["rule"] == "ChangedEndpointRules");
    let rules = rules.unwrap();
    let long = format!("https://{}.example.com", "long".repeat(40));
    assert_eq!(rules["before"], rule_set("https://new.example.com"));
    assert_eq!(rules["after"], rule_set(&long));
    assert!(rules["message"].as_str().unwrap().contains(&long));
    let text = said(&workspace, &[]);
    let line = text.lines().find(|line| line.contains("endpointRuleSet")).unwrap();
    assert!(line.contains(".endpoint.url") && line.len() < 400, "{line}");
}

#[test]
fn the_page_has_contents_and_a_filter() {
    let html = said(&workspace(), &["--format", "html"]);
    let (_, nav) = html.split_once("<nav>").unwrap();
    let (nav, _) = nav.split_once("</nav>").unwrap();
    for target in nav.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
    assert!(nav.contains(">Send</a>") && nav.contains(">Other</a>"), "{nav}");
    for severity in ["breaking", "risky", "additive", "neutral"] {
        assert!(html.contains(&format!("id=\"show-{severity}\"")), "{severity}");
        // The style sheet hides by the same names.
        assert!(html.contains(&format!("body:has(#show-{severity}:not(:checked))")), "{severity}");
    }
}

#[test]
fn different_services_or_formats_are_reported_first() {
    let workspace = Workspace::bare();
    workspace.write("one.json", smithy("Tiny", &["Alpha"]).to_string());
    workspace.write("two.json", smithy("Huge", &["Alpha"]).to_string());
    workspace.write("c2j/service-2.json", c2j("Tiny").to_string());
    let starts =
        |args: &[&str]| workspace.succeed(&[&["diff"], args].concat()).out.lines().next().unwrap().to_owned();
    let services = starts(&["one.json", "two.json"]);
    assert!(
        services.starts_with("note: these are models of two services, Tiny (com.example#Tiny) and Huge "),
        "{services}"
    );
    let forms = starts(&["one.json", "c2j"]);
    let expected = "note: the models are in two formats, Smithy JSON AST and C2J (botocore): ";
    assert!(forms.starts_with(expected), "{forms}");
    assert!(starts(&["one.json", "one.json"]).starts_with("none: "));
    let report: Value =
        serde_json::from_str(&workspace.succeed(&["diff", "one.json", "two.json", "--format", "json"]).out)
            .unwrap();
    assert_eq!(report["notes"].as_array().unwrap().len(), 1);
    for (format, changes) in [("markdown", "| | wire |"), ("html", "id=\"changes\"")] {
        let out = workspace.succeed(&["diff", "one.json", "two.json", "--format", format]).out;
        let place = |part: &str| out.find(part).unwrap_or_else(|| panic!("{format}: {part}"));
        assert!(place("two services") < place(changes), "{format}");
    }
}

/// A published model and that of this repository get the same verdict as in `update`: with the overlay, in its new places, and with the
/// endpoint tests that are carried over.
#[test]
fn every_command_gives_one_pair_the_same_verdict() {
    let workspace = Workspace::new(&["Alpha", "Beta"]);
    let tests = json!({ "version": "1.0", "testCases": [{
        "documentation": "any", "params": {}, "expect": { "endpoint": { "url": "https://new.example.com" } },
    }] });
    let mut present = smithy("Tiny Service", &["Alpha", "Beta"]);
    present["shapes"]["com.example#Tiny"]["traits"]["smithy.rules#endpointTests"] = tests;
    workspace.write(&format!("{MODELS}/service.json"), present.to_string());
    let traits = json!({ "smithy.api#sensitive": {}, "farrier#reason": "It is." });
    let overlay =
        json!({ "smithy": "2.0", "shapes": { "com.example#Beta": { "type": "apply", "traits": traits } } });
    workspace.write(&format!("{MODELS}/overlay.json"), overlay.to_string());
    workspace.succeed(&["codegen"]);
    // The published model has no endpoint tests, and another name for the secret.
    let mut new = smithy("Tiny Service", &["Alpha", "Beta"]);
    let shapes = new["shapes"].as_object_mut().unwrap();
    let beta = shapes.shift_remove("com.example#Beta").unwrap();
    shapes.insert("com.example#Delta".to_owned(), beta);
    new["shapes"]["com.example#SendInput"]["members"]["Beta"]["target"] = json!("com.example#Delta");
    workspace.write("new.json", new.to_string());
    let verdict = |out: &str| {
        let lines: Vec<&str> = out.lines().skip_while(|line| !line.contains(": ")).collect();
        let start = lines.iter().position(|line| {
            ["major: ", "minor: ", "patch: ", "none: "].iter().any(|bump| line.starts_with(bump))
        });
        let report = lines[start.unwrap()..]
            .iter()
            .filter(|line| !line.starts_with("old  ") && !line.starts_with("new  "));
        report.map(|line| format!("{line}\n")).collect::<String>()
    };
    let diff = verdict(&workspace.succeed(&["diff", MODELS, "new.json"]).out);
    let update = verdict(&workspace.run(&["update", "--from", "new.json", "--dry-run"]).out);
    let fit = verdict(&workspace.succeed(&["update", "--from", "new.json", "--dry-run", "--fit"]).out);
    assert_eq!(update, fit);
    assert_eq!(diff, update);
    assert!(!diff.contains("secret") && !diff.contains("endpoint"), "{diff}");
}
