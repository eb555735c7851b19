//! Generated code compiles, without a warning of rustc or, if it is installed and with all features, of clippy: every case in
//! `codegen/tests/cases`, the obstacle course of names, deeply nested types, paths of waiters, and two versions of the model of connectparticipant if they
//! exist; with default features and with all features. `.ci/run models` covers all other public models.

use std::path::Path;

use crate::features::Features;
use crate::scratch::{Package, Workspace};
use crate::{cases, deep, names, waiter_paths};
use farrier::Diagnostics;

/// Problems shown in full.
const SHOWN: usize = 12;

/// The crates, and messages about the rest.
#[derive(Default)]
struct Packages {
    good: Vec<Package>,
    problems: Vec<String>,
}

impl Packages {
    fn add(&mut self, name: &str, files: Result<Vec<farrier::GeneratedFile>, Diagnostics>) {
        match files {
            Ok(files) => self.good.push(Package { name: name.to_owned(), files }),
            Err(problems) => self.problems.push(format!("{name} is not generated:\n{problems}")),
        }
    }

    /// Builds the documentation and runs its examples.
    fn document(self, workspace: &str) {
        let workspace = Workspace::write(workspace, &self.good, Features::All);
        workspace.run(&["doc", "--workspace", "--no-deps", "--keep-going", "--quiet"]);
        workspace.run(&["test", "--workspace", "--doc", "--no-fail-fast", "--quiet"]);
    }

    /// Compiles everything with default features and with all features.
    fn compile(self) {
        let workspace = Workspace::write("compiles", &self.good, Features::All);
        let mut problems = self.problems;
        problems.extend(workspace.compile(&[]));
        if problems.is_empty() {
            problems.extend(workspace.compile(&["--all-features"]));
        }
        let total = problems.len();
        problems.truncate(SHOWN);
        assert!(problems.is_empty(), "{total} problems; the first are:\n\n{}", problems.join("\n\n"));
    }
}

fn cases() -> Packages {
    let mut packages = Packages::default();
    for case in cases::all() {
        packages.add(&format!("case_{}", case.name), case.generate().map(|generated| generated.files));
    }
    assert!(!packages.good.is_empty(), "no case is generated");
    packages
}

fn names() -> Packages {
    let mut packages = Packages::default();
    for (name, model) in names::models().into_iter().chain(deep::models()) {
        packages.add(name, cases::generate_text(name, model.to_string()));
    }
    packages
}

/// Two versions of a public model. They belong to others and are not committed; without them there is nothing to add.
fn public_models() -> Packages {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let mut packages = Packages::default();
    for date in ["2025-04-02", "2025-08-26"] {
        let Ok(text) = std::fs::read(folder.join(format!("connectparticipant-{date}.json"))) else {
            continue;
        };
        let name = format!("connectparticipant-{date}");
        packages.add(&name, cases::generate_text(&name, text));
    }
    packages
}

/// In one workspace, so that dependencies are compiled once and packages in parallel.
#[test]
fn every_crate_compiles_without_a_warning() {
    let mut all = Packages::default();
    for packages in [cases(), names(), public_models()] {
        all.good.extend(packages.good);
        all.problems.extend(packages.problems);
    }
    all.add(waiter_paths::NAME, waiter_paths::files());
    all.compile();
}

/// Broken links, and failing examples.
#[test]
#[ignore = "takes a minute: cargo test -p farrier --test crates -- --ignored"]
fn every_case_has_sound_documentation() {
    cases().document("cases");
}

#[test]
#[ignore = "takes minutes: cargo test -p farrier --test crates -- --ignored"]
fn every_name_has_sound_documentation() {
    names().document("names");
}
