//! `history`: entries of `update`, recreation from wheels, the replay, and rejections.

use serde_json::{Value, json};

use crate::support::{MODELS, Workspace, c2j, picture};
use crate::update::wheel_of;

/// The model of a release: one more member each time.
fn model(members: &[&str]) -> Value {
    let mut model = c2j("Tiny");
    for member in members {
        model["shapes"]["SendRequest"]["members"][*member] = json!({ "shape": "Text" });
    }
    model["shapes"]["Text"]["documentation"] = json!("A sentence of its authors.");
    model
}

/// A workspace that has taken three releases, with a history.
fn workspace() -> Workspace {
    let workspace = Workspace::bare();
    workspace.write("Cargo.lock", "version = 4\n");
    let releases =
        [("1.9.0", &["A"][..]), ("1.10.0", &["A", "B"]), ("1.10.1", &["A", "B"]), ("1.11.0", &["B"])];
    for (version, members) in releases {
        workspace.write(&format!("wheels/botocore-{version}.whl"), wheel_of(version, &model(members)));
        workspace.succeed(&["update", "--from", &format!("wheels/botocore-{version}.whl")]);
        std::fs::create_dir_all(workspace.path(&format!("{MODELS}/history"))).unwrap();
    }
    workspace
}

#[test]
fn a_model_that_is_replaced_is_kept() {
    let workspace = workspace();
    let kept = picture(&workspace.path(&format!("{MODELS}/history")));
    // 1.10.0 had the facts of 1.10.1, which replaced it without changes.
    assert_eq!(kept.keys().collect::<Vec<_>>(), ["1.10.1.json", "1.9.0.json"]);
    let file: Value = serde_json::from_slice(&kept["1.10.1.json"].0).unwrap();
    assert_eq!(file["source"]["version"], "1.10.1");
    assert_eq!(file["source"]["model_date"], "2026-03-05");
    let step = json!({
        "add": "/shapes/com.amazonaws.tiny#SendRequest/members/B", "at": 2, "value": { "target": "com.amazonaws.tiny#Text" },
    });
    assert_eq!(file["steps"], json!([step]));
    for (bytes, _) in kept.values() {
        assert!(!String::from_utf8_lossy(bytes).contains("sentence"));
    }

    // A downgrade is not part of the history.
    workspace.succeed(&["update", "--from", "wheels/botocore-1.9.0.whl"]);
    assert_eq!(picture(&workspace.path(&format!("{MODELS}/history"))), kept);
    workspace.succeed(&["update", "--from", "wheels/botocore-1.11.0.whl"]);
    assert_eq!(picture(&workspace.path(&format!("{MODELS}/history"))), kept);

    let said = workspace.succeed(&["history", "--no-compile"]);
    let lines: Vec<&str> = said.err.lines().filter(|line| line.starts_with('[')).collect();
    let starts = [
        "[ 1/3] 1.9.0     2026-03-05   first",
        "[ 2/3] 1.10.1    2026-03-05   minor",
        "[ 3/3] 1.11.0    2026-03-05   major",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(said.out, "3 versions in turn end at today's model and crate, byte for byte\n");
}

#[test]
fn the_history_is_rebuilt_from_wheels() {
    let workspace = workspace();
    let said = workspace.succeed(&["history", "--record", "wheels"]);
    assert_eq!(said.err, format!("{MODELS}/history/: 2 files changed\n"));
    let anew = picture(&workspace.path(&format!("{MODELS}/history")));
    assert_eq!(anew.keys().collect::<Vec<_>>(), ["1.10.0.json", "1.10.1.json", "1.9.0.json"]);
    workspace.succeed(&["history", "--no-compile"]);
    workspace.write("none/a.txt", "");
    let error = "error: none: has no wheel (.whl) that is older than the current model\n1 problem; \
                 models/connectparticipant/ is unchanged\n";
    workspace.fail(&["history", "--record", "none"], error);
}

#[test]
fn a_history_that_was_changed_by_hand_is_refused() {
    let workspace = workspace();
    let file = format!("{MODELS}/history/1.9.0.json");
    let text = workspace.read(&file);
    let refused = |text: &str, reason: &str| {
        workspace.write(&file, text);
        let error = format!("error: $/{file}: {reason}\n1 problem; {MODELS}/ is unchanged\n");
        workspace.fail(&["history", "--no-compile"], &error);
    };
    let other = "has a checksum that does not match its facts; recreate the file, or restore it";
    refused(&text.replace("rest-json", "rest-xml").replace("/send", "/sent"), other);
    refused("{}", "has no steps");
    refused(
        r#"{"steps": [{"remove": "/none"}]}"#,
        "a step of the history does not fit: {\"remove\":\"/none\"}",
    );
    workspace.write(&file, text);

    // A tree that differs from the generated one is not the end of the history.
    let lib = workspace.read("generated/src/lib.rs");
    workspace.write("generated/src/lib.rs", format!("{lib}// by hand\n"));
    let said = workspace.run(&["history", "--no-compile"]);
    let error = "differs from the current crate in 1 file, such as src/lib.rs\n";
    assert!(said.code == 1 && said.err.contains(error), "{said:?}");
}
