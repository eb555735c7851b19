//! The crates that a live chat adds to its client.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::process::Command;

/// Returns the names and versions of the crates that a package needs on this machine, with these features only.
fn crates(package: &str, feature: &str) -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(env!("CARGO_MANIFEST_DIR"));
    tree.args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let output =
        tree.args(["--package", package, "--no-default-features", "--features", feature]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let named = lines.lines().filter_map(|line| Some(line.split(" (").next()?.trim().to_owned()));
    named.filter(|name| !name.is_empty()).collect()
}

/// Returns the crates that a chat adds to the client of the same kind.
fn added(feature: &str) -> BTreeSet<String> {
    let added = &crates("connectparticipant-chat", feature) - &crates("connectparticipant", feature);
    added.into_iter().filter(|name| !name.starts_with("connectparticipant-chat")).collect()
}

#[test]
fn a_chat_adds_at_most_twenty_five_crates_to_the_client() {
    for feature in ["client", "blocking"] {
        let added = added(feature);
        assert!((1..=25).contains(&added.len()), "{feature}: {} crates: {added:?}", added.len());
    }
}

#[test]
fn a_blocking_chat_has_no_async_runtime() {
    let crates = crates("connectparticipant-chat", "blocking");
    let has = |name: &str| crates.iter().any(|line| line.starts_with(&format!("{name} v")));
    assert!(has("tungstenite") && has("ureq"), "{crates:?}");
    for name in ["tokio", "hyper", "futures-core", "futures-util", "tokio-tungstenite"] {
        assert!(!has(name), "{name}: {crates:?}");
    }
}
