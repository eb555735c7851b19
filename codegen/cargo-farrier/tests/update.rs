//! `cargo farrier update`: the version of the package, the changelog, the lock file, texts with facts, and the work that remains.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "support/folder.rs"]
mod folder;
#[path = "update/selected.rs"]
mod selected;

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
    assert!(said.err.contains("would raise the version of orchard from 0.1.0 to 0.1.1\n"), "{said:?}");
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

const IDL: &str = r#"$version: "2.0"

namespace o

use aws.protocols#restJson1

@restJson1
service Orchard {
    version: "2026-01-01"
    operations: [Plant]
}

@http(method: "POST", uri: "/trees")
operation Plant {
    input := {
        kind: Kind
    }
}
"#;

const KINDS: &str = r#"$version: "2.0"

namespace o

enum Kind {
    APPLE
}
"#;

/// A repository with a model of two files.
fn repository() -> Folder {
    let folder = Folder::new(&[
        (
            "farrier.toml",
            "models = [\"*.smithy\"]\npackage.name = \"orchard\"\nupdate.changelog = \"CHANGES.md\"\n",
        ),
        ("orchard.smithy", IDL),
        ("kinds.smithy", KINDS),
    ]);
    folder.succeed(&["generate"]);
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "*.smithy", "farrier.toml", "constructors.json"]);
    git(
        folder,
        &["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "next"],
    );
}

fn git(folder: &Folder, args: &[&str]) {
    let output = Command::new("git").args(args).current_dir(folder.path(".")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn models_of_the_project_are_compared_with_a_commit() {
    let folder = repository();
    let said = folder.succeed(&["update"]);
    assert!(said.out.starts_with("none: nothing changed\n") && !said.err.contains("version"), "{said:?}");

    // Until the next commit, all changes together are one version.
    folder.write("kinds.smithy", &KINDS.replace("APPLE", "APPLE\n    PEAR"));
    let said = folder.succeed(&["update"]);
    assert!(said.err.contains("raised the version of orchard from 0.1.0 to 0.1.1\n"), "{said:?}");
    let farrier = "models = [\"*.smithy\"]\npackage.name = \"orchard\"\npackage.version = \"0.1.1\"\nupdate.changelog = \"CHANGES.md\"\n";
    assert_eq!(folder.read("farrier.toml"), farrier);
    let entry = "# Changelog\n\n## 0.1.1\n\nModel: \\*.smithy; service version 2026-01-01.\n\n### Added\n\n\
                 - The variant `Kind::Pear` is new (its value was `Unknown`).\n";
    assert_eq!(folder.read("CHANGES.md"), entry);
    let said = folder.succeed(&["update"]);
    assert!(!said.err.contains("version"), "{said:?}");
    assert_eq!((folder.read("farrier.toml").as_str(), folder.read("CHANGES.md").as_str()), (farrier, entry));
    folder.succeed(&["check"]);

    commit(&folder);
    folder.write("kinds.smithy", &KINDS.replace("APPLE", "PEAR"));
    let said = folder.succeed(&["update"]);
    assert!(said.err.contains("raised the version of orchard from 0.1.1 to 0.2.0\n"), "{said:?}");

    // Compared with an earlier commit, the value is another one.
    let said = folder.succeed(&["update", "--since", "HEAD~1", "--dry-run"]);
    assert!(said.out.contains("`Kind::Apple` was removed"), "{said:?}");
    let said = folder.run(&["update", "--since", "v0"]);
    assert!(
        said.code == 1 && said.err.contains("; `update` compares the models with a commit: "),
        "{said:?}"
    );
}

#[test]
fn a_file_of_the_project_is_replaced_by_one_of_its_format() {
    let text = format!("{IDL}\nenum Kind {{\n    APPLE\n}}\n");
    let folder = Folder::new(&[
        ("farrier.toml", "models = [\"orchard.smithy\"]\npackage.name = \"orchard\"\n"),
        ("orchard.smithy", &text),
        ("new.smithy", &text.replace("APPLE", "APPLE\n    PEAR")),
        ("bad.smithy", "$version: \"2.0\"\nnamespace 1\n"),
        ("new.json", "{}"),
    ]);
    folder.succeed(&["generate"]);
    let said = folder.run(&["update", "--from", "bad.smithy"]);
    assert!(said.code == 1 && said.err.starts_with("error: bad.smithy:2:"), "{said:?}");
    folder.fail(
        &["update", "--from", "new.json"],
        "error: farrier.toml: `models` is orchard.smithy, and new.json has another format: name a file like it; or set `models` to one \
         .json file, which `update` writes from a model in any format\n1 problem; ./ is unchanged\n",
    );
    let said = folder.succeed(&["update", "--from", "new.smithy"]);
    assert!(said.err.contains("raised the version of orchard from 0.1.0 to 0.1.1\n"), "{said:?}");
    assert_eq!(folder.read("orchard.smithy"), folder.read("new.smithy"));
    assert!(folder.succeed(&["update", "--from", "new.smithy"]).err.ends_with("orchard/ is up to date\n"));

    folder.write(
        "farrier.toml",
        "models = [\"orchard.smithy\", \"more.smithy\"]\npackage.name = \"orchard\"\n",
    );
    let said = folder.run(&["update", "--from", "new.smithy"]);
    assert!(said.code == 1 && said.err.contains("farrier.toml: `models` are several files: "), "{said:?}");
}

#[test]
fn texts_name_the_model_and_the_rest_is_listed() {
    let folder = workspace();
    let configuration = folder.read("client/farrier.toml");
    let more = "docs = \"docs.json\"\n";
    folder.write(
        "client/farrier.toml",
        &format!("{more}{configuration}mentions = [\"../README.md\", \"../CHANGELOG.md\"]\n"),
    );
    folder.write("client/docs.json", r#"{ "smithy": "2.0", "shapes": {} }"#);
    let text = |file: &str, version: &str| {
        format!(
            "Of <!-- farrier:file -->{file}<!-- /farrier -->: <!-- farrier:package.version -->{version}<!-- /farrier -->!\n"
        )
    };
    folder.write("README.md", &text("nothing", "none"));
    let said = folder.run_in("client", &["update", "--from", "pear.json", "--pr-body", "body.md"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(folder.read("README.md"), text("pear.json", "0.1.1"));
    let expected = "to do by hand:
- write the documentation of 8 placeholders: fill in the entries above, and paste them into docs.json
- read the entry of 0.1.1 in ../CHANGELOG.md: shorten it, and add the reasons
- commit all of this together
";
    assert!(said.err.ends_with(expected), "{said:?}");
    let body = folder.read("client/body.md");
    assert!(
        body.starts_with("# orchard 0.1.1: a new model\n\nThe version was 0.1.0.\n\n| model | old | new |\n"),
        "{body}"
    );
    assert!(body.contains("| file | - | `pear.json` |\n"), "{body}");
    assert!(
        body.contains("- [ ] read the entry of 0.1.1 in ../CHANGELOG.md: shorten it, and add the reasons\n"),
        "{body}"
    );
    assert!(body.contains(": **minor** — existing code compiles unchanged\n"), "{body}");

    for (wrong, message) in [
        (
            "<!-- farrier:day -->x<!-- /farrier -->",
            "`day` is no fact of the model; the facts are form, file, sha256, api_version, package.version",
        ),
        (
            "<!-- farrier:file -->x",
            "a fact has no end: `<!-- farrier:file -->x` needs `<!-- /farrier -->` after the fact",
        ),
    ] {
        folder.write("README.md", wrong);
        let said = folder.run_in("client", &["update", "--from", "none.json"]);
        assert!(said.code == 1 && said.err.contains(message), "{said:?}");
        assert!(folder.read("client/farrier.toml").contains("0.1.1"), "nothing was written");
    }
}
