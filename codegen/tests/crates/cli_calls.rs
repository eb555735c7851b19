//! Calls of the command-line tool: generates a crate from a small case and tests it with `codegen/tests/crates/cli_calls/calls.rs`,
//! which becomes a part of it, since only the crate itself can access the runtime's client in its client.

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// A case, and a test that becomes a module of its command line.
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

/// The crate of a case, with test modules.
fn with_tests(case: &str, tests: &[(&str, &str)]) -> Package {
    let mut files = generated(case);
    for (module, text) in tests {
        let path = format!("tests/unit/{module}.rs");
        let line = format!("\n#[cfg(test)]\n#[path = \"../{path}\"]\nmod {module};\n");
        change(&mut files, "src/lib.rs", |root| format!("{root}{line}"));
        files.push(GeneratedFile { path, text: (*text).to_owned() });
    }
    Package { name: format!("case_{case}"), files }
}

#[test]
fn calls_print_what_scripts_expect() {
    let mut packages = vec![with_tests("command_line", &[("calls", include_str!("cli_calls/calls.rs"))])];
    for (name, test) in TOLD {
        packages.push(with_tests(name, &[("log", include_str!("cli_calls/log.rs")), ("told", test)]));
    }
    Workspace::write("cli_calls", &packages, Features::Most).run(&[
        "test",
        "--quiet",
        "--lib",
        "--no-default-features",
        "--features",
        "cli",
        "--workspace",
    ]);
}
