//! How much of the crate changes when the model changes a little: what a reviewer of a new model has to read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use crate::support::{MODELS, Workspace, repository, texts};

/// What differs between two crates: the files, and the lines that were added or removed.
#[derive(Debug)]
struct Changed {
    files: BTreeSet<String>,
    lines: usize,
}

impl Changed {
    fn between(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Self {
        let text =
            |files: &BTreeMap<String, String>, name: &str| files.get(name).cloned().unwrap_or_default();
        let mut changed = Self { files: BTreeSet::new(), lines: 0 };
        for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let (before, after) = (text(old, name), text(new, name));
            let diff = TextDiff::from_lines(&before, &after);
            let lines = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).count();
            if lines > 0 {
                changed.files.insert(name.clone());
                changed.lines += lines;
            }
        }
        changed
    }

    #[track_caller]
    fn at_most(&self, files: usize, lines: usize) {
        assert!(!self.files.is_empty() && self.files.len() <= files && self.lines <= lines, "{self:?}");
    }
}

fn generated(workspace: &Workspace) -> BTreeMap<String, String> {
    texts(&workspace.path("generated"))
}

#[test]
fn a_step_of_the_model_changes_few_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let versions = cargo_farrier::versions::versions(&xtask::project::the_crate(&root).unwrap()).unwrap();
    // The crates as they were, with today's words for what they have.
    let [before, after] = ["1.43.23", "1.43.121"].map(|name| {
        let version = versions.iter().find(|version| version.name() == name).unwrap();
        let workspace = repository();
        std::fs::remove_file(workspace.path(&format!("{MODELS}/service.json"))).unwrap();
        workspace.write("model.json", version.text());
        workspace.succeed(&["update", "--from", "model.json", "--fit"]);
        generated(&workspace)
    });
    assert!(!before.contains_key("src/types/content_disposition.rs"));
    Changed::between(&before, &after).at_most(5, 150);
}

#[test]
fn an_optional_member_changes_the_file_of_its_structure() {
    let workspace = repository();
    workspace.succeed(&["codegen"]);
    let today = generated(&workspace);
    let service = format!("{MODELS}/service.json");
    let model = workspace.read(&service);
    let docs = "What it is about, in a sentence or two.";
    for structure in ["SendMessageRequest", "SendMessageResponse", "Item", "ResourceNotFoundException"] {
        let mut ast: Value = serde_json::from_str(&model).unwrap();
        let members = &mut ast["shapes"][format!("com.amazonaws.connectparticipant#{structure}")]["members"];
        members["Subject"] =
            json!({ "target": "smithy.api#String", "traits": { "smithy.api#documentation": docs } });
        workspace.write(&service, ast.to_string());
        workspace.succeed(&["codegen"]);
        let changed = Changed::between(&today, &generated(&workspace));
        changed.at_most(2, 30);
    }
}

#[test]
fn a_reviewer_can_read_the_whole_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let sources = texts(&root.join("generated/src"));
    let lines: usize = sources.values().map(|text| text.lines().count()).sum();
    let operations = connectparticipant::schema::SERVICE.operations.len();
    let is_short = sources.len() <= 6 * operations && lines <= 910 * operations;
    assert!(is_short, "{} files, {lines} lines for {operations} operations", sources.len());
    assert!(sources.contains_key("lib.rs"), "these are the sources");
}
