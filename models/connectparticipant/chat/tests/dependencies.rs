//! The number of crates that a live chat adds to the client.
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

#[test]
fn a_chat_adds_at_most_twenty_five_crates_to_the_client() {
    let client = crates("connectparticipant", "client");
    let chat = crates("connectparticipant-chat", "client");
    let added: Vec<_> =
        chat.difference(&client).filter(|name| !name.starts_with("connectparticipant-chat")).collect();
    assert!((1..=25).contains(&added.len()), "{}: {added:?}", added.len());
}
