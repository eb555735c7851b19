//! The released models of the service, from the facts in `models/connectparticipant/history`: goldens of the `diff` of each
//! step, and a comparison with the published history of the service, line by line.
//!
//! `cargo xtask update` writes the golden of the new step, `UPDATE_GOLDENS=1 cargo test -p xtask --test history` all; read the changes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_farrier::versions::{Version, versions};
use farrier::diff::{Bump, Class, Report};
use serde_json::{Value, json};
use xtask::history::golden;

#[path = "history/table.rs"]
mod table;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn all() -> Vec<Version> {
    versions(&xtask::project::the_crate(&root()).unwrap()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Compares the facts of two models, without overlays.
fn compared(old: &Version, new: &Version) -> Report {
    golden::compared(old, new).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn each_step_matches_its_golden() {
    let dir = root().join(golden::FOLDER);
    let golden = |step| golden::golden(step).unwrap_or_else(|problems| panic!("{problems}"));
    let versions = all();
    let steps = golden::steps(&versions);
    let expected: BTreeMap<String, String> = steps.map(|step| (golden::name(step), golden(step))).collect();
    let there = || -> Vec<PathBuf> {
        let entries = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|end| end == "json")).collect()
    };
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        there().iter().for_each(|path| fs::remove_file(path).unwrap());
        expected.iter().for_each(|(name, text)| fs::write(dir.join(name), text).unwrap());
    }
    for (name, text) in &expected {
        let found = fs::read_to_string(dir.join(name)).unwrap_or_default();
        assert_eq!(&found, text, "{name}: see the module's first lines");
    }
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let names: BTreeSet<String> = there().into_iter().map(name).collect();
    assert_eq!(names, expected.into_keys().collect(), "a golden for each step, and no others");
}

#[test]
fn no_model_differs_from_itself_and_none_keeps_a_sentence() {
    for version in all() {
        let report = compared(&version, &version);
        assert_eq!((report.bump, report.changes.len()), (Bump::None, 0), "{}", version.name());
        assert_eq!(farrier::model::facts::facts_only(version.ast.clone()), version.ast, "{}", version.name());
        for key in ["package", "version", "file", "sha256", "folder", "api_version", "model_date"] {
            assert!(!version.fact(key).is_empty(), "{}: {key}", version.name());
        }
    }
}

/// Operations, and shapes as C2J counts them: all except the service and its operations.
fn counts(version: &Version) -> (usize, usize) {
    let shapes = version.ast["shapes"].as_object().unwrap();
    let of_kind = |kind: &str| shapes.values().filter(|shape| shape["type"] == kind).count();
    let operations = of_kind("operation");
    (operations, shapes.len() - operations - of_kind("service"))
}

#[test]
fn the_published_history_is_matched_line_by_line() {
    let versions = all();
    let mut seen = BTreeSet::new();
    for row in table::ROWS {
        let at = versions.iter().position(|version| version.name() == row.version).unwrap();
        let new = &versions[at];
        assert_eq!(new.fact("model_date"), row.date, "{}", row.version);
        assert_eq!(counts(new), (row.operations, row.shapes), "{}", row.version);
        seen.insert(row.version);
        let Some(old) = at.checked_sub(1).and_then(|at| versions.get(at)) else { continue };
        let report = compared(old, new);
        let found: BTreeSet<String> = report
            .changes
            .iter()
            .map(|change| format!("{} {}", change.rule, change.shape.relative()))
            .collect();
        for change in row.changes {
            assert!(found.contains(*change), "{}: {change} is not in {found:#?}", row.version);
        }
        if row.changes.is_empty() {
            // Endpoint rules change with the regions of AWS, which is not a change of the service.
            let others = report.changes.iter().filter(|change| change.class != Class::Docs);
            let others: Vec<_> =
                others.map(|change| change.rule).filter(|rule| *rule != "ChangedEndpointRules").collect();
            assert_eq!(others, Vec::<&str>::new(), "{}: documentation only", row.version);
            assert!(report.bump <= Bump::Patch, "{}", row.version);
        }
    }
    // The published history ends with the last row: later versions have their goldens. Others repeat the one before.
    let last =
        versions.iter().position(|version| version.name() == table::ROWS.last().unwrap().version).unwrap();
    for (at, version) in
        versions.iter().enumerate().take(last).skip(1).filter(|(_, version)| !seen.contains(version.name()))
    {
        assert!(
            compared(&versions[at - 1], version).bump <= Bump::Patch,
            "{} has no row in ROWS",
            version.name()
        );
    }
}

fn at<'v>(versions: &'v [Version], name: &str) -> &'v Version {
    versions.iter().find(|version| version.name() == name).unwrap()
}

fn shape<'v>(version: &'v Version, name: &str) -> &'v Value {
    &version.ast["shapes"][&format!("com.amazonaws.connectparticipant#{name}")]
}

/// The numbers in the published history, and the initial items.
#[test]
fn the_history_matches_the_published_numbers() {
    let versions = all();
    let values = |name| shape(at(&versions, name), "ChatItemType")["members"].as_object().unwrap().len();
    assert_eq!(["1.13.24", "1.19.41", "1.22.6", "1.22.10"].map(values), [3, 10, 14, 10]);

    let longest =
        |name| shape(at(&versions, name), "ChatContent")["traits"]["smithy.api#length"]["max"].clone();
    assert_eq!(["1.29.35", "1.22.10"].map(longest), [json!(16_384), json!(1024)]);

    let kind = |name| {
        let request = shape(at(&versions, name), "CreateParticipantConnectionRequest");
        request["members"]["Type"]["traits"]["smithy.api#required"].is_object()
    };
    assert_eq!(["1.13.24", "1.29.35", "1.29.37"].map(kind), [true, true, false]);

    let first = |id: &str| {
        let has = |version: &&Version| version.ast["shapes"].to_string().contains(&format!("\"{id}\":"));
        versions.iter().find(has).unwrap().name()
    };
    assert_eq!(["smithy.api#sensitive", "smithy.api#pattern"].map(first), ["1.31.39"; 2]);

    let operations = |version: &Version| {
        let shapes = version.ast["shapes"].as_object().unwrap().iter();
        let operations = shapes.filter(|(_, shape)| shape["type"] == "operation");
        operations.map(|(id, _)| id.split_once('#').unwrap().1.to_owned()).collect::<BTreeSet<_>>()
    };
    let expected =
        ["CreateParticipantConnection", "DisconnectParticipant", "GetTranscript", "SendEvent", "SendMessage"];
    assert_eq!(operations(&versions[0]), expected.map(str::to_owned).into());
}

/// Runs `cargo xtask history` without compiling, which takes minutes.
#[test]
fn the_walk_ends_at_todays_tree() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["history", "--no-compile"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.ends_with(" versions in turn end at today's model and crate, byte for byte\n"), "{said}");
}
