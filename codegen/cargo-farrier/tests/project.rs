//! `cargo farrier` as its users run it: a folder with a model and a `farrier.toml`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

#[path = "support/folder.rs"]
mod folder;

use folder::Folder;

/// A service without endpoint rules, in IDL.
const ORCHARD: &str = r#"$version: "2.0"

namespace com.example

use aws.protocols#restJson1

@restJson1
service Orchard {
    version: "2024-01-01"
    operations: [ListTrees]
}

@readonly
@http(method: "GET", uri: "/trees")
operation ListTrees {
    output := {
        names: Names
    }
}

list Names {
    member: String
}
"#;

#[test]
fn a_model_becomes_a_crate_that_compiles() {
    let folder = Folder::new(&[("orchard.smithy", ORCHARD)]);
    folder.succeed(&["new", "--model", "orchard.smithy"]);
    folder.fail(
        &["new", "--model", "orchard.smithy"],
        "error: $/farrier.toml: exists already; edit it\n1 problem; nothing was written\n",
    );
    let said = folder.succeed(&["generate"]);
    assert!(said.err.contains("note: no license is claimed for orchard"), "{said:?}");
    assert!(said.err.contains("farrier-runtime: the runtime, "), "{said:?}");
    let manifest = folder.read("orchard/Cargo.toml");
    assert!(
        manifest.contains("path = \"../farrier-runtime\"") && !manifest.contains("license ="),
        "{manifest}"
    );
    let root = folder.read("orchard/src/lib.rs");
    assert!(root.contains("`cargo farrier generate`"), "{root}");
    // The same from a subfolder.
    let said = folder.run_in("orchard/src", &["check"]);
    assert_eq!(said.code, 0, "{said:?}");
    compiles(&folder);

    fs::remove_file(folder.path("farrier-runtime/src/blob.rs")).unwrap();
    folder.write("farrier-runtime/src/old.rs", "");
    let said = folder.run(&["check"]);
    assert!(
        said.code == 1 && said.err.contains("farrier-runtime, the runtime, is not up to date"),
        "{said:?}"
    );
    folder.succeed(&["generate"]);
    folder.succeed(&["check"]);
    assert!(!folder.path("farrier-runtime/src/old.rs").exists());
}

/// The crate compiles with the written runtime, outside of this workspace.
fn compiles(folder: &Folder) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(root.join("Cargo.lock"), folder.path("orchard/Cargo.lock")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .current_dir(folder.path("orchard"))
        .env("CARGO_TARGET_DIR", root.join("target/tmp/nested"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::remove_file(folder.path("orchard/Cargo.lock")).unwrap();
}

#[test]
fn mistakes_have_positions_and_complete_lists() {
    let folder = Folder::new(&[("m.smithy", ORCHARD)]);
    let said = folder.run(&["generate"]);
    assert!(said.code == 1 && said.err.starts_with("error: no farrier.toml in "), "{said:?}");
    let fails = |text: &str, err: &str| {
        folder.write("farrier.toml", text);
        folder.fail(&["generate"], err);
    };
    fails(
        "models = \"m.smithy\"\n\n[package]\nname = \"x\"\nlicence = \"MIT\"\n",
        "error: farrier.toml:5:1: unknown key `licence` in [package]; the keys are name, version, license, authors, repository, \
         homepage, description, keywords, categories, publish\n1 problem; nothing was generated\n",
    );
    fails(
        "model = \"m.smithy\"\n[package]\nname = 1\n",
        "error: farrier.toml:1:1: unknown key `model`; the keys are models, overlay, docs, simulation, examples, constructors, \
         service, operations, without, derives, out, command, package, features, runtime, update, crate\n\
         error: farrier.toml:3:8: `package.name` is a string, such as \"orchard\"\n2 problems; nothing was generated\n",
    );
    fails(
        "models = []\n[runtime]\nsource = \"git\"\npath = \"x\"\n",
        "error: farrier.toml:4:8: `runtime.path` has no meaning with the source \"git\"\n\
         error: farrier.toml:3:10: the source \"git\" needs `runtime.git`\n\
         error: farrier.toml:3:10: the source \"git\" needs `runtime.rev`\n\
         error: farrier.toml:1:1: a crate needs `models`, such as [\"orchard.smithy\", \"models/*.json\"]\n\
         error: farrier.toml:1:1: a crate needs `package.name`, such as \"orchard\"\n5 problems; nothing was generated\n",
    );
    fails(
        "models = [\n",
        "error: farrier.toml:1:11: is not TOML: unclosed array, expected `]`\n1 problem; nothing was generated\n",
    );
    fails(
        "models = \"*.json\"\n[package]\nname = \"x\"\n[runtime]\nsource = \"registry\"\n",
        "note: no license is claimed for x: set `package.license` if you know the terms of the model\n\
         error: *.json: matches no file; `models` of farrier.toml names it\n1 problem; x/ is unchanged\n",
    );
}

#[test]
fn a_file_describes_several_crates() {
    let folder = Folder::new(&[("m.smithy", ORCHARD)]);
    let crates = "models = \"m.smithy\"\npackage.license = \"MIT\"\nfeatures.cli = false\n\
                  [[crate]]\npackage.name = \"one\"\n[[crate]]\npackage.name = \"two\"\npackage.version = \"2.0.0\"\n";
    folder.write("farrier.toml", &format!("{crates}out = \"one\"\n"));
    folder.fail(
        &["generate"],
        "error: farrier.toml: the crates `one` and `two` have the same folder, one; give each its `out`\n\
         1 problem; nothing was generated\n",
    );
    folder.write("farrier.toml", &format!("{crates}out = \"clients/two\"\n"));
    folder.succeed(&["generate"]);
    folder.succeed(&["check"]);
    assert!(folder.read("one/Cargo.toml").contains("version = \"0.1.0\"\n"));
    let two = folder.read("clients/two/Cargo.toml");
    assert!(
        two.contains("version = \"2.0.0\"\n") && two.contains("path = \"../../farrier-runtime\""),
        "{two}"
    );
    assert!(folder.path("two.constructors.json").exists());
    let error = "error: $/farrier.toml: has several crates; name one of them by --package: one, two\n\
                 1 problem; nothing was updated\n";
    folder.fail(&["update", "--from", "m.smithy"], error);
}

#[test]
fn paths_may_begin_with_the_current_folder() {
    let folder = Folder::new(&[("m.smithy", ORCHARD)]);
    let file = "models = [\"./m.smithy\"]\nconstructors = \"./order.json\"\n[package]\nname = \"one\"\n";
    folder.write("farrier.toml", file);
    folder.succeed(&["generate"]);
    assert!(folder.path("order.json").exists());
    folder.succeed(&["check"]);
}

#[test]
fn a_crate_of_another_folder_is_compared() {
    let crates = "[[crate]]\nmodels = [\"m.smithy\"]\npackage.name = \"one\"\n\n[[crate]]\nmodels = [\"m.smithy\"]\npackage.name = \"two\"\n";
    let folder = Folder::new(&[("m.smithy", ORCHARD), ("farrier.toml", crates)]);
    folder.write("other/m.smithy", &ORCHARD.replace("names: Names", "names: Names\n        count: Integer"));
    folder.write("other/farrier.toml", crates);
    let said = folder.succeed(&["diff", ".", "other", "--summary", "--package", "two"]);
    assert!(said.out.starts_with("minor: "), "{said:?}");
}

#[test]
fn models_are_converted_and_compared_without_a_file() {
    let folder = Folder::new(&[("old.smithy", ORCHARD)]);
    folder.write("new.smithy", &ORCHARD.replace("names: Names", "names: Names\n        count: Integer"));
    folder.succeed(&["convert", "old.smithy", "--output", "old.json"]);
    let ast = folder.read("old.json");
    assert!(
        ast.starts_with("{\n  \"smithy\": \"2.0\",") && ast.contains("\"com.example#ListTrees\""),
        "{ast}"
    );
    assert_eq!(folder.succeed(&["convert", "--flatten", "old.json"]).out, ast);
    let said = folder.succeed(&["diff", "old.json", "new.smithy", "--summary"]);
    assert!(said.out.starts_with("minor: "), "{said:?}");
    folder.succeed(&["generate", "--model", "old.json", "--out", "made"]);
    assert!(folder.read("made/Cargo.toml").contains("path = \"farrier-runtime\""));
    folder.succeed(&["check", "--model", "old.json", "--out", "made"]);
    fs::remove_file(folder.path("made/farrier-runtime/src/lib.rs")).unwrap();
    let said = folder.run(&["check", "--model", "old.json", "--out", "made"]);
    assert!(
        said.code == 1 && said.err.contains("farrier-runtime, the runtime, is not up to date"),
        "{said:?}"
    );
}

#[test]
fn help_begins_with_the_commands() {
    let folder = Folder::new(&[]);
    let help = folder.succeed(&["-h"]).out;
    let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text} is not in {help}"));
    assert!(at("Commands:") < at("Examples:") && at("Examples:") < at("Global options:"), "{help}");
    let help = folder.succeed(&["generate", "--help"]).out;
    let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text} is not in {help}"));
    assert!(at("Examples:") < at("--workspace") && at("--workspace") < at("Global options:"), "{help}");
    assert!(help.contains("Exit codes:\n"), "{help}");
    for command in ["new", "generate", "check", "diff", "update", "convert", "keys", "completions", "man"] {
        folder.succeed(&[command, "-h"]);
    }
    assert_eq!(folder.run(&["generate", "--nonsense"]).code, 2);
    folder.succeed(&["completions", "bash"]);
    folder.succeed(&["man", "."]);
    assert!(folder.path("cargo-farrier.1").exists());
}
