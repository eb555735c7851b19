//! What generated crates do: cases are generated, compiled, and tried by tests that become tests of their crates.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "support/scratch.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod scratch;

use farrier::GeneratedFile;
use scratch::{Package, Workspace};

/// Runs a test with the crate of a case.
fn run(name: &str, test: &str) {
    let case = cases::all().into_iter().find(|case| case.name == name).expect("the case");
    let mut files = case.generate().expect("the case to be generated").files;
    files.push(GeneratedFile { path: "tests/behaviour.rs".to_owned(), text: test.to_owned() });
    let package = Package { name: format!("case_{name}"), files };
    Workspace::write(&format!("behaviour-{name}"), &[package]).run(&[
        "test",
        "--quiet",
        "--all-features",
        "--test",
        "behaviour",
    ]);
}

#[test]
fn validate_finds_all_that_is_wrong() {
    run("validation", include_str!("validation/behaviour.rs"));
}

#[test]
fn times_are_read_and_written() {
    run("typed_time", include_str!("typed_time/behaviour.rs"));
}
