//! The documentation and the JSON schema of `farrier.toml` are those of the table of keys.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

use cargo_farrier::config::describe;

#[track_caller]
fn is(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_KEYS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE_KEYS=1 cargo test -p cargo-farrier --test keys";
    assert!(found == expected, "{name} is not up to date; run: {command}");
}

#[test]
fn the_committed_files_are_up_to_date() {
    is("../guides/configuration.md", &describe::markdown());
    is("farrier.schema.json", &format!("{:#}\n", describe::schema()));
}
