//! Reviews of crates with some of the operations and features, and of commits whose `farrier.toml` differs from the current one.

use std::fs;

use super::{IDL, KINDS, commit, git, repository};
use crate::folder::Folder;

/// A second operation, and the configuration that leaves it out.
fn with_second(folder: &Folder, more: &str) {
    let idl = IDL.replace("operations: [Plant]", "operations: [Plant, Water]");
    folder.write(
        "orchard.smithy",
        &format!("{idl}\n@http(method: \"POST\", uri: \"/water\")\noperation Water {{}}\n"),
    );
    folder.write("farrier.toml", &format!("models = [\"*.smithy\"]\npackage.name = \"orchard\"\n{more}"));
}

#[test]
fn an_excluded_operation_does_not_raise_the_version() {
    for selection in ["without = [\"Water\"]\n", "operations = [\"Plant\"]\n"] {
        let folder = repository();
        with_second(&folder, "");
        assert!(folder.succeed(&["diff"]).out.starts_with("minor: "), "{selection}");
        with_second(&folder, selection);
        let said = folder.succeed(&["diff"]);
        assert!(said.out.starts_with("none: "), "{selection}{said:?}");
        let said = folder.succeed(&["update"]);
        assert!(said.out.starts_with("none: ") && !said.err.contains("version"), "{selection}{said:?}");
        // A published model has every operation, and its changes of this one do not count.
        commit(&folder);
        folder.succeed(&["convert", "orchard.smithy", "kinds.smithy", "--output", "new.json"]);
        folder.write("new.json", &folder.read("new.json").replace("/water", "/rain"));
        let said = folder.succeed(&["diff", "HEAD:", "new.json"]);
        assert!(said.out.starts_with("none: "), "{selection}{said:?}");
    }
}

#[test]
fn a_missing_feature_has_no_effects() {
    let folder = repository();
    let rename = KINDS.replace("    APPLE", "    @enumValue(\"apple\")\n    APPLE");
    folder.write("kinds.smithy", &rename);
    let stored = "stored with the feature `serde`";
    assert!(folder.succeed(&["diff"]).out.contains(stored));
    let without =
        "models = [\"*.smithy\"]\npackage.name = \"orchard\"\nfeatures.cli = false\nfeatures.serde = false\n";
    folder.write("kinds.smithy", KINDS);
    folder.write("farrier.toml", without);
    let said = folder.succeed(&["diff"]);
    assert!(said.out.contains("the feature `serde` was removed"), "{said:?}");
    commit(&folder);
    folder.write("kinds.smithy", &rename);
    let said = folder.succeed(&["diff"]);
    assert!(!said.out.starts_with("none: ") && !said.out.contains(stored), "{said:?}");
}

#[test]
fn a_revision_is_read_by_its_own_configuration() {
    let folder = repository();
    // Other names of files and of the package, and an operation that was left out.
    with_second(&folder, "without = [\"Water\"]\n");
    commit(&folder);
    for name in ["orchard.smithy", "kinds.smithy"] {
        folder.write(&format!("model/{name}"), &folder.read(name));
        fs::remove_file(folder.path(name)).unwrap();
    }
    folder.write("farrier.toml", "models = [\"model\"]\npackage.name = \"fruit\"\n");
    let said = folder.succeed(&["diff"]);
    assert!(said.out.starts_with("minor: "), "{said:?}");
    assert!(said.out.contains("`operation::water::Water` is new"), "{said:?}");
    let said = folder.succeed(&["diff", "HEAD:", "HEAD~1:"]);
    assert!(said.out.starts_with("none: "), "{said:?}");

    folder.write("farrier.toml", "models = 1\n");
    git(&folder, &["add", "farrier.toml", "model"]);
    commit_all(&folder);
    folder.write("farrier.toml", "models = [\"model\"]\npackage.name = \"fruit\"\n");
    let said = folder.run(&["diff"]);
    assert!(said.code == 1 && said.err.starts_with("error: HEAD:farrier.toml:1:"), "{said:?}");

    let crates =
        "models = [\"model\"]\n[[crate]]\npackage.name = \"one\"\n[[crate]]\npackage.name = \"two\"\n";
    folder.write("farrier.toml", crates);
    commit_all(&folder);
    folder.write("farrier.toml", &crates.replace("two", "three"));
    assert!(folder.succeed(&["diff", "--package", "one"]).out.starts_with("none: "));
    folder.fail(
        &["diff", "--package", "three"],
        "error: HEAD:farrier.toml: has no crate `three`\n1 problem; nothing was compared\n",
    );
}

fn commit_all(folder: &Folder) {
    let commit = ["commit", "--quiet", "--all", "--message", "next"];
    git(folder, &[&["-c", "user.name=a", "-c", "user.email=a@example.com"], &commit[..]].concat());
}
