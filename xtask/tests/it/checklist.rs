//! New models of the service, in a copy of the repository: the checklist of CONTRIBUTING.md and the commands of the README, as printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use cargo_farrier::scratch;
use cargo_farrier::versions::versions;
use farrier::diff::Bump;
use xtask::history::golden;
use xtask::project::the_crate;

use crate::features::{self, Features};
use crate::new_models::{CHANGES, Updated, all_changes, release, wheel};
use crate::support::{picture, texts};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The commands in the first code span of each item of a checklist, and in the rest of it.
fn commands(heading: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("CONTRIBUTING.md")).unwrap();
    let section = text.split_once(heading).unwrap().1.split("\n## ").next().unwrap();
    let items: Vec<&str> =
        section.split("\n- [ ] ").skip(1).map(|item| item.split("\n\n").next().unwrap()).collect();
    let spans = items.iter().flat_map(|item| item.split('`').skip(1).step_by(2));
    spans.filter(|span| span.starts_with("cargo ") || span.starts_with(".ci/")).map(str::to_owned).collect()
}

/// A `python3` whose pip fetches `new.whl`.
fn pip(copy: &Updated) -> PathBuf {
    let folder = copy.root().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let script = format!(
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do\n  if [ \"$1\" = --dest ]; then\n    cp \"${{0%/bin/*}}/new.whl\" \
         \"$2/botocore-{}-py3-none-any.whl\"\n  fi\n  shift\ndone\n",
        release()
    );
    let path = folder.join("python3");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

/// Runs a command of the lists in the copy. The program is this one; slow commands run on demand.
fn run(copy: &Updated, command: &str) -> String {
    let mut words: Vec<&str> = command.split(' ').collect();
    let mut program = if let ["cargo", "xtask", ..] = words[..] {
        words.drain(..2);
        Command::new(env!("CARGO_BIN_EXE_xtask"))
    } else {
        Command::new(words.remove(0))
    };
    if words == ["history"] {
        // Compiling every version takes minutes.
        words.push("--no-compile");
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([pip(copy)].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let output = program.args(&words).current_dir(copy.root()).env("PATH", path).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(output.status.success(), "{command}: {said}");
    said
}

/// A copy in which commands find the workspace, with a new model for pip.
fn workspace(change: fn(&mut serde_json::Value)) -> Updated {
    let copy = Updated::copied();
    copy.write_wheel(change);
    for package in ["xtask", "codegen"] {
        fs::create_dir_all(copy.root().join(package)).unwrap();
        fs::write(copy.root().join(package).join("Cargo.toml"), "").unwrap();
    }
    copy
}

/// The files of the copy, except those of the test.
fn files(copy: &Updated) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = picture(&copy.root());
    files.retain(|name, _| !name.starts_with("bin/"));
    files
}

#[test]
fn the_checklist_is_followed() {
    let all = commands("## Update the model");
    let is_slow = |command: &String| command.starts_with("cargo test") || command.starts_with(".ci/");
    let (slow, quick): (Vec<String>, Vec<String>) = all.into_iter().partition(is_slow);
    assert_eq!(slow, ["cargo test --workspace --locked", ".ci/run"], "these are run on demand");
    assert_eq!(
        quick,
        ["cargo xtask update --dry-run", "cargo xtask update", "cargo xtask codegen", "cargo xtask history"]
    );
    let copy = workspace(CHANGES[3].1);
    let before = files(&copy);
    run(&copy, &quick[0]);
    assert_eq!(files(&copy), before, "a dry run writes nothing");
    let said = run(&copy, &quick[1]);
    let list = said.split_once("to do by hand:\n").unwrap().1;
    for item in [
        "write the documentation of ",
        "decide for each new member ",
        "decide for each new operation ",
        "read the golden ",
    ] {
        assert!(list.contains(&format!("- {item}")), "{said}");
    }
    run(&copy, &quick[2]);
    run(&copy, &quick[3]);
    run(&copy, "cargo xtask check");
    // The same again changes nothing.
    let before = files(&copy);
    let said = run(&copy, &quick[1]);
    assert!(said.contains("generated/ is up to date\n"), "{said}");
    assert_eq!(files(&copy), before);
}

/// Everything that names the model is refreshed, and agrees.
#[test]
fn each_new_model_is_taken_completely() {
    for (name, change) in CHANGES {
        let copy = Updated::new(change);
        let read = |file: &str| fs::read_to_string(copy.root().join(file)).unwrap();
        let is_new = name != "documentation";
        let version = |root: &Path| the_crate(root).unwrap().config.package.version;
        let next = if is_new { Bump::Minor } else { Bump::None }.next(&version(&repository()));
        assert_eq!(version(&copy.root()), next.unwrap_or_else(|| version(&repository())), "{name}");
        assert!(
            read("README.md").contains("<!-- farrier:model_date -->2099-01-02<!-- /farrier -->"),
            "{name}"
        );
        let release = release();
        let entry = format!("Model: botocore {release}, dated 2099-01-02; service version 2018-09-07.");
        assert_eq!(read("CHANGELOG.md").contains(&entry), is_new, "{name}");
        let versions = versions(&the_crate(&copy.root()).unwrap()).unwrap();
        assert_eq!(versions.last().unwrap().name(), release, "{name}");
        let names: BTreeSet<String> = golden::steps(&versions).map(golden::name).collect();
        let found =
            texts(&copy.root().join(golden::FOLDER)).into_keys().filter(|name| name.ends_with(".json"));
        assert_eq!(found.collect::<BTreeSet<_>>(), names, "{name}");
        let last = golden::steps(&versions).last().unwrap();
        let file = format!("{}/{}", golden::FOLDER, golden::name(last));
        assert_eq!(read(&file), golden::golden(last).unwrap(), "{name}");
        // The step to the present model is then one to the new model.
        let is_replaced = copy.said().contains(&format!("removed {}/", golden::FOLDER));
        assert_eq!(is_replaced, !is_new, "{name}: {}", copy.said());
        let output = copy.run(&["check"]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The crate of a new operation compiles, and its tests pass.
#[test]
fn a_new_operation_compiles() {
    let copy = Updated::new(CHANGES[3].1);
    let (root, runtime) = (copy.root(), repository().join("codegen/runtime"));
    let manifest = root.join("generated/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"../codegen/runtime\"", &format!("{runtime:?}"))).unwrap();
    for (name, manifest) in features::packages(&runtime, Features::All).unwrap() {
        fs::create_dir_all(root.join(name).join("src")).unwrap();
        fs::write(root.join(name).join("src/lib.rs"), "").unwrap();
        fs::write(root.join(name).join("Cargo.toml"), manifest).unwrap();
    }
    let members = ["generated", features::OF_RUNTIME, features::OF_DEPENDENCIES];
    let profile = features::profile();
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{profile}");
    fs::write(root.join("Cargo.toml"), workspace).unwrap();
    fs::copy(repository().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let mut cargo = scratch::cargo(&repository(), &root);
    cargo.env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    let output =
        cargo.args(["test", "--quiet", "--offline", "--all-features", "--test", "model"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The switch of the slow test.
const FULL: &str = "FULL_CHECKLIST";

/// The test command of the README passes after `update` alone, for a model with every change: in a clone of the last commit, on demand.
#[test]
fn the_whole_test_command_passes_for_a_new_model() {
    if std::env::var_os(FULL).is_none() {
        return eprintln!("only with {FULL}=1: it compiles and tests the whole workspace once more");
    }
    let folder = repository().join("target/checklist");
    let clone = folder.join("clone");
    let _ = fs::remove_dir_all(&clone);
    must(Command::new("git").args(["clone", "--quiet", "--shared"]).arg(repository()).arg(&clone));
    fs::write(clone.join("new.whl"), wheel(all_changes)).unwrap();
    let in_clone = |program: &str, args: &[&str]| {
        // Without the switch, since this test is one of those in the clone. The folder keeps the dependencies for the next run.
        let mut command = Command::new(program);
        let command = command.args(args).current_dir(&clone).env_remove(FULL);
        must(command.env("CARGO_TARGET_DIR", folder.join("target")));
    };
    in_clone(env!("CARGO_BIN_EXE_xtask"), &["update", "--from", "new.whl"]);
    in_clone("git", &["diff", "generated/"]);
    in_clone("cargo", &["test", "--workspace", "--locked", "--no-fail-fast"]);
}

fn must(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}
