//! Calls of the command-line tool: a crate is generated from a small case and tested with `codegen/tests/cli_calls/calls.rs`,
//! which becomes a part of it, since nothing outside of the crate can name what is tested.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "support/scratch.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod scratch;

use farrier::GeneratedFile;
use scratch::{Package, Workspace};

const NAME: &str = "case_command_line";

#[test]
fn calls_say_what_scripts_look_for() {
    let cases = cases::all();
    let case = cases.iter().find(|case| case.name == "command_line").expect("a case");
    let mut files = case.generate().expect("a sound model").files;
    let root = files.iter_mut().find(|file| file.path == "src/lib.rs").expect("a root");
    root.text.push_str("\n#[cfg(test)]\nmod calls;\n");
    let text = include_str!("cli_calls/calls.rs").to_owned();
    files.push(GeneratedFile { path: "src/calls.rs".to_owned(), text });
    let workspace = Workspace::write("cli_calls", &[Package { name: NAME.to_owned(), files }]);
    workspace.run(&[
        "test",
        "--quiet",
        "--lib",
        "--no-default-features",
        "--features",
        "cli",
        "--package",
        NAME,
    ]);
}
