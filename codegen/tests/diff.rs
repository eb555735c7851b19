//! Rules of `farrier::diff`: each has a case in `codegen/tests/diff/`, named after it, with its golden next to it.
//!
//! A case contains the changes to `base.json`, as JSON merge patches (RFC 7396): `old` and `new`, one or a list each. The
//! golden contains the results in both directions. To add a rule, write `<Rule>.json` and run
//! `UPDATE_GOLDENS=1 cargo test -p farrier --test diff`; this also updates the table of rules in `codegen/guides/rules.md`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails by a panic")]

#[path = "diff/cases.rs"]
mod cases;
#[path = "diff/configured.rs"]
mod configured;
#[path = "support/diff.rs"]
mod lines;
#[path = "diff/manual.rs"]
mod manual;
#[path = "diff/pairs.rs"]
mod pairs;
#[path = "diff/properties.rs"]
mod properties;
#[path = "diff/renames.rs"]
mod renames;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use cases::Case;
use farrier::Model;
use farrier::diff::rules::GROUPS;
use farrier::diff::{Options, Report, diff};

const UPDATE: &str = "UPDATE_GOLDENS=1 cargo test -p farrier --test diff";

fn is_update() -> bool {
    std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value != "0")
}

#[track_caller]
fn compared(old: &Model, new: &Model) -> Report {
    diff(old, new, &Options::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn every_case_matches_its_golden() {
    let mut problems = String::new();
    for case in cases::all() {
        let found = text(&case);
        if is_update() {
            fs::write(&case.golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&case.golden).unwrap_or_default();
        if expected != found {
            let _ = writeln!(problems, "{} differs\n{}", case.name, lines::diff(&expected, &found));
        }
    }
    assert!(problems.is_empty(), "{problems}\nif this is what you want, run:\n  {UPDATE}\n");
}

#[test]
fn every_rule_has_a_case_in_which_it_fires() {
    let cases = cases::all();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let rules: BTreeSet<&str> = GROUPS.iter().flat_map(|group| group.rules).map(|rule| rule.id).collect();
    assert_eq!(names, rules, "one case for each rule");
    let of_rust = GROUPS.iter().find(|group| group.file == "rust.rs").unwrap();
    for case in &cases {
        let [there, back] = [compared(&case.old, &case.new), compared(&case.new, &case.old)];
        let fires = there.changes.iter().chain(&back.changes).any(|change| change.rule == case.name);
        // Rules about Rust alone are for effects without a cause, of which none is known: their cases are about effects
        // whose cause is elsewhere.
        let is_of_rust = of_rust.rules.iter().any(|rule| rule.id == case.name);
        assert!(fires != is_of_rust, "{}: {there:#?}", case.name);
    }
}

#[test]
fn every_effect_is_listed_under_its_cause() {
    let of_rust = GROUPS.iter().find(|group| group.file == "rust.rs").unwrap();
    for case in cases::all() {
        for report in [compared(&case.old, &case.new), compared(&case.new, &case.old)] {
            let orphan =
                report.changes.iter().find(|change| of_rust.rules.iter().any(|rule| rule.id == change.rule));
            assert!(orphan.is_none(), "{}: {orphan:#?}", case.name);
        }
    }
}

/// Returns the results in both directions, a line for each change and each effect.
fn text(case: &Case) -> String {
    let mut out = String::new();
    for (heading, old, new) in [("old to new", &case.old, &case.new), ("new to old", &case.new, &case.old)] {
        let report = compared(old, new);
        let _ = writeln!(out, "{heading}: {}", report.bump);
        report_text(&mut out, &report);
        if heading == "old to new" {
            out.push('\n');
        }
    }
    out
}

/// Formats a line for each change and each effect.
fn report_text(out: &mut String, report: &Report) {
    for change in &report.changes {
        let way = change.direction.map(|way| format!(" {way}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "\n{} {} {}{way} {}\n  {}: {}",
            change.rule, change.severity, change.class, change.bump, change.shape, change.message
        );
        for effect in &change.rust {
            let _ = writeln!(out, "  {}: {}", effect.bump, effect.text);
        }
    }
}
