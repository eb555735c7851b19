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

/// What the tool says of requests: a case, and a test that becomes a module of its command line.
const TOLD: &[(&str, &str)] = &[
    ("discovered_endpoint", include_str!("cli_calls/discovered.rs")),
    ("request_compression", include_str!("cli_calls/compressed.rs")),
];

fn generated(name: &str) -> Vec<GeneratedFile> {
    let cases = cases::all();
    let case = cases.iter().find(|case| case.name == name).expect("a case");
    case.generate().expect("a sound model").files
}

fn change(files: &mut [GeneratedFile], path: &str, change: impl FnOnce(&str) -> String) {
    let file = files.iter_mut().find(|file| file.path == path).expect("a file of every tool");
    file.text = change(&file.text);
}

fn add(files: &mut Vec<GeneratedFile>, path: &str, text: &str) {
    files.push(GeneratedFile { path: path.to_owned(), text: text.to_owned() });
}

#[test]
fn calls_say_what_scripts_look_for() {
    let mut files = generated("command_line");
    change(&mut files, "src/lib.rs", |text| format!("{text}\n#[cfg(test)]\nmod calls;\n"));
    add(&mut files, "src/calls.rs", include_str!("cli_calls/calls.rs"));
    let mut packages = vec![Package { name: NAME.to_owned(), files }];
    for (name, test) in TOLD {
        let mut files = generated(name);
        change(&mut files, "src/cli.rs", |text| text.replace("static TOOL", "pub(crate) static TOOL"));
        let modules = "\n#[cfg(test)]\nmod log;\n#[cfg(test)]\nmod told;\n";
        change(&mut files, "src/runtime/cli.rs", |text| format!("{text}{modules}"));
        add(&mut files, "src/runtime/cli/log.rs", include_str!("cli_calls/log.rs"));
        add(&mut files, "src/runtime/cli/told.rs", test);
        packages.push(Package { name: format!("case_{name}"), files });
    }
    Workspace::write("cli_calls", &packages).run(&[
        "test",
        "--quiet",
        "--lib",
        "--no-default-features",
        "--features",
        "cli",
        "--workspace",
    ]);
}
