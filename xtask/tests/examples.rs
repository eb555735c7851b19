//! Every example runs against the server in its own process, and prints the expected lines.
//!
//! Examples are programs of another package, so the test runs cargo to build them. It builds the workspace: in
//! `cargo test --workspace` nothing is left to build.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each example with the lines that it must print, in order; `*` matches any text.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "blocking",
        &[
            "sent at *",
            "not sent: ContentType: must have 1 to 100 characters",
            "not sent: Content: must have 1 to 16384 characters",
            "refused: most often the chat is over*",
            "try again later: Some(\"ThrottlingException\")",
            "sent",
            "no response (Connect): *",
        ],
    ),
    (
        "connect",
        &[
            "connected, request id Some(*)",
            "websocket: *[redacted]*",
            "token, valid until Some(*): *[redacted]*",
            "disconnected",
        ],
    ),
    ("custom_transport", &["POST /participant/message", "the message has the id Some(\"message-1\")"]),
    (
        "send",
        &[
            "sent in 2 requests",
            "text/plain: Is anybody there?",
            "  delivered at *",
            "  read at *",
            "application/vnd.amazonaws.connect.event.typing: -",
        ],
    ),
    (
        "transcript",
        &[
            "backward: a page of 10, from *",
            "backward: a page of 10, from *",
            "backward: a page of 5, from *",
            "forward: 15 items, from * to *",
            "stopped after item 4 of a page",
            "resumed: 11 remaining items",
        ],
    ),
    (
        "two_sides",
        &[
            "CUSTOMER Customer: Hello",
            "AGENT Anna: Good morning!",
            "AGENT Anna: How can I help?, added by the test",
        ],
    ),
    ("upload", &["0 of * bytes", "table.csv is in the chat as *"]),
];

#[test]
fn each_example_is_in_the_table() {
    let folder = root().join("models/connectparticipant/examples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    let table: Vec<&str> = EXAMPLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, table, "the files of models/connectparticipant/examples, and EXAMPLES");
}

#[test]
fn each_example_works() {
    let programs = build();
    for (name, lines) in EXAMPLES {
        let program = programs.get(*name).unwrap_or_else(|| panic!("cargo has not built {name}"));
        let output = Command::new(program).env_remove("PARTICIPANT_TOKEN").output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{name}: {}\n{out}{err}", output.status);
        let mut printed = out.lines();
        for line in *lines {
            assert!(printed.any(|found| is_like(found, line)), "{name}: `{line}` is not in order:\n{out}");
        }
    }
}

/// Each excerpt in the client guide is part of its example, word for word.
#[test]
fn each_example_has_its_section() {
    let guide = std::fs::read_to_string(root().join("codegen/guides/client.md")).unwrap();
    let (_, section) = guide.split_once("\n## Examples\n").unwrap();
    for (name, _) in EXAMPLES {
        let command = format!("`cargo run -p connectparticipant --example {name}");
        let (_, section) = section.split_once(&command).unwrap_or_else(|| panic!("nothing about {name}"));
        let (_, excerpt) = section.split_once("\n```rust,ignore\n").unwrap();
        let (excerpt, _) = excerpt.split_once("```\n").unwrap();
        let path = root().join(format!("models/connectparticipant/examples/{name}.rs"));
        let flat = |text: &str| text.lines().map(|line| format!("{}\n", line.trim())).collect::<String>();
        let program = flat(&std::fs::read_to_string(path).unwrap());
        assert!(
            program.contains(&flat(excerpt)),
            "{name} does not contain the excerpt of the guide:\n{excerpt}"
        );
    }
}

/// Builds the examples with the profile of the tests, and returns their paths.
fn build() -> BTreeMap<String, PathBuf> {
    let mut cargo = xtask::cargo::build();
    cargo.current_dir(root()).args(["--workspace", "--examples"]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let programs = xtask::cargo::programs(std::str::from_utf8(&output.stdout).unwrap(), "example");
    programs.into_iter().collect()
}

/// Whether a line matches the pattern, in which `*` matches any text.
fn is_like(line: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || pattern.ends_with('*')
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
