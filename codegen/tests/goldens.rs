//! Goldens: compares the generated files of each case in `codegen/tests/cases` with the committed ones.
//!
//! To add a case, write `cases/<feature>.json` and run `UPDATE_GOLDENS=1 cargo test -p farrier --test goldens`; after a
//! change of the generator, run the same and read `git diff`. `crates/compiles.rs` also compiles every case.
//! `"metadata": { "keep": ["types/"] }` in the model keeps only the relevant files.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "support/diff.rs"]
mod diff;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cases::Case;

/// Problems shown in full.
const SHOWN: usize = 8;

const UPDATE: &str = "UPDATE_GOLDENS=1 cargo test -p farrier --test goldens";

#[test]
fn every_case_generates_its_golden() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value != "0");
    let cases = cases::all();
    assert!(!cases.is_empty(), "no case at all");
    let problems: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let kept = match case.generate() {
                Ok(generated) => generated.kept(),
                Err(problems) => return vec![format!("{} is not generated:\n{problems}", case.name)],
            };
            if kept.is_empty() {
                return vec![format!("{}: nothing is kept; look at `keep` in its metadata", case.name)];
            }
            if update {
                rewrite(case, &kept);
            }
            compare(case, &kept)
        })
        .collect();
    let mut shown = problems.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    if problems.len() > SHOWN {
        shown.push_str(&format!("\n... and {} more", problems.len() - SHOWN));
    }
    assert!(problems.is_empty(), "{shown}\n\nif this is what you want, run:\n  {UPDATE}\n");
}

#[test]
fn every_folder_has_its_case() {
    let names: BTreeSet<String> = cases::all().into_iter().map(|case| case.name).collect();
    for entry in fs::read_dir(cases::folder()).expect("the folder of the cases") {
        let path = entry.expect("an entry of the folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = name.strip_suffix(".json").unwrap_or(&name);
        assert!(names.contains(name), "{} belongs to no case; remove it", path.display());
    }
}

/// Returns missing, stale and different files.
fn compare(case: &Case, kept: &BTreeMap<String, String>) -> Vec<String> {
    let mut committed = BTreeMap::new();
    read(&case.expected, "", &mut committed);
    let paths: BTreeSet<&String> = committed.keys().chain(kept.keys()).collect();
    let problem = |path: &String| {
        let name = format!("{}/{path}", case.name);
        match (committed.get(path), kept.get(path)) {
            (Some(expected), Some(found)) if expected == found => None,
            (Some(expected), Some(found)) => Some(format!("{name} differs\n{}", diff::diff(expected, found))),
            (Some(_), None) => Some(format!("{name} is stale: no longer generated")),
            (None, _) => Some(format!("{name} is missing")),
        }
    };
    paths.into_iter().filter_map(problem).collect()
}

fn rewrite(case: &Case, kept: &BTreeMap<String, String>) {
    if case.expected.exists() {
        fs::remove_dir_all(&case.expected).expect("the old files to go");
    }
    for (path, text) in kept {
        let path = case.expected.join(path);
        fs::create_dir_all(path.parent().expect("a path within the case")).expect("a folder to write to");
        fs::write(path, text).expect("a file to write");
    }
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry of the folder").path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(&path).expect("a text"));
        }
    }
}
