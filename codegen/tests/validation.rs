//! What `validate` finds: the case `validation` is generated, compiled, and tried by the tests in
//! `validation/behaviour.rs`, which become tests of its crate.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "support/scratch.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod scratch;

use farrier::GeneratedFile;
use scratch::{Package, Workspace};

#[test]
fn a_generated_crate_finds_all_that_is_wrong() {
    let case = cases::all().into_iter().find(|case| case.name == "validation").expect("the case");
    let mut files = case.generate().expect("the case to be generated").files;
    let text = include_str!("validation/behaviour.rs").to_owned();
    files.push(GeneratedFile { path: "tests/behaviour.rs".to_owned(), text });
    let package = Package { name: "case_validation".to_owned(), files };
    Workspace::write("validation", &[package]).run(&["test", "--quiet", "--test", "behaviour"]);
}
