//! `cargo farrier update`: the version of the package, the changelog, and the lock file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "support/folder.rs"]
mod folder;

use folder::{Folder, Said};

const CONFIGURATION: &str = r#"# The orchard.
models = ["orchard.json"]

[package]
name = "orchard"
version   = '0.1.0'   # raised by `update`

[update]
changelog = "../CHANGELOG.md"
history = "history"
"#;

const CHANGELOG: &str = "# Changelog

## Unreleased

Notes.

### market 0.3.0

- Nothing.

### orchard 0.1.0

Model: the first.

## 2025

### orchard 0.0.1
";

/// A model of an operation with these members of its input, and these values of an enum.
fn model(members: &[&str], values: &[&str]) -> String {
    let members: Vec<String> =
        members.iter().map(|name| format!(r#""{name}": {{ "target": "o#Kind" }}"#)).collect();
    let values: Vec<String> = values
        .iter()
        .map(|name| format!(r#""{name}": {{ "target": "smithy.api#Unit", "traits": {{ "smithy.api#enumValue": "{name}" }} }}"#))
        .collect();
    format!(
        r#"{{ "smithy": "2.0", "shapes": {{
            "o#Orchard": {{ "type": "service", "version": "2026-01-01", "operations": [{{ "target": "o#Plant" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "o#Plant": {{ "type": "operation", "input": {{ "target": "o#PlantInput" }},
                "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "/trees" }} }} }},
            "o#PlantInput": {{ "type": "structure", "members": {{ {} }} }},
            "o#Kind": {{ "type": "enum", "members": {{ {} }} }} }} }}"#,
        members.join(", "),
        values.join(", ")
    )
}

/// A workspace with the crate, its model in a folder, and a changelog.
fn workspace() -> Folder {
    let folder = Folder::new(&[
        ("client/farrier.toml", CONFIGURATION),
        ("CHANGELOG.md", CHANGELOG),
        ("client/orchard.json", &model(&["kind"], &["APPLE"])),
        ("client/apple.json", &model(&["kind"], &["APPLE"])),
        ("client/pear.json", &model(&["kind", "second"], &["APPLE", "PEAR"])),
        ("client/none.json", &model(&["second"], &["PEAR"])),
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"client/orchard\", \"client/farrier-runtime\"]\n",
        ),
    ]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    assert_eq!(folder.run_in("client", &["generate"]).code, 0);
    // The versions of this repository are in the cache of the registry.
    fs::copy(root.join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
    cargo(&folder, &["update", "--workspace", "--offline"]);
    folder
}

#[track_caller]
fn cargo(folder: &Folder, args: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(args).current_dir(folder.path(".")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[track_caller]
fn update(folder: &Folder, args: &[&str]) -> Said {
    let said = folder.run_in("client", &[&["update"], args].concat());
    assert_eq!(said.code, 0, "{said:?}");
    // The lock file agrees with all manifests, without the network.
    cargo(folder, &["update", "--workspace", "--offline", "--locked"]);
    said
}

#[test]
fn a_change_raises_the_version_everywhere_once() {
    let folder = workspace();
    let farrier = folder.read("client/farrier.toml");

    // The same model, and a first origin: no new version.
    let said = update(&folder, &["--from", "apple.json"]);
    assert!(!said.err.contains("version"), "{said:?}");
    assert_eq!(
        (folder.read("client/farrier.toml"), folder.read("CHANGELOG.md")),
        (farrier.clone(), CHANGELOG.to_owned())
    );

    let said = update(&folder, &["--from", "pear.json", "--dry-run"]);
    assert!(said.err.contains("would write ../CHANGELOG.md\n"), "{said:?}");
    assert!(said.err.ends_with("would raise the version of orchard from 0.1.0 to 0.1.1\n"), "{said:?}");
    assert_eq!(
        (folder.read("client/farrier.toml"), folder.read("CHANGELOG.md")),
        (farrier.clone(), CHANGELOG.to_owned())
    );

    // Before 1.0.0, additions raise the last number.
    fs::remove_file(folder.path("client/farrier-runtime/src/blob.rs")).unwrap();
    let said = update(&folder, &["--from", "pear.json"]);
    assert!(said.err.contains("raised the version of orchard from 0.1.0 to 0.1.1\n"), "{said:?}");
    assert!(folder.path("client/farrier-runtime/src/blob.rs").exists(), "the runtime is complete");
    assert_eq!(folder.read("client/farrier.toml"), farrier.replace("'0.1.0' ", "\"0.1.1\" "));
    assert!(folder.read("client/orchard/Cargo.toml").contains("\nversion = \"0.1.1\"\n"));
    let entry = "### orchard 0.1.1

Model: pear.json; service version 2026-01-01.

#### Added

- The variant `Kind::Pear` is new (its value was `Unknown`).
- The field `PlantInput::second: Option<Kind>` is new, with its setter.

";
    let at = CHANGELOG.find("### orchard 0.1.0").unwrap();
    let expected = format!("{}{entry}{}", &CHANGELOG[..at], &CHANGELOG[at..]);
    assert_eq!(folder.read("CHANGELOG.md"), expected);
    assert_eq!(folder.run_in("client", &["check"]).code, 0);

    // The same again changes nothing.
    let said = update(&folder, &["--from", "pear.json"]);
    assert!(said.err.ends_with("orchard/ is up to date\n"), "{said:?}");
    assert_eq!(folder.read("CHANGELOG.md"), expected);

    // Breaking changes raise the second number.
    let said = update(&folder, &["--from", "none.json"]);
    assert!(said.err.contains("raised the version of orchard from 0.1.1 to 0.2.0\n"), "{said:?}");
    let changelog = folder.read("CHANGELOG.md");
    assert!(changelog.contains(
        "### orchard 0.2.0\n\nModel: none.json; service version 2026-01-01.\n\n#### Changed, breaking\n\n- "
    ));
    assert!(changelog.find("### orchard 0.2.0") < changelog.find("### orchard 0.1.1"));
}
