//! Manual pages: nothing of the documentation is read as a request.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::cli::man_pages;
use crate::tables::TOOL;

#[test]
fn each_command_has_a_page() {
    let names: Vec<String> = man_pages(&TOOL).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "zoo-keeper.1",
            "zoo-keeper-feed-animal.1",
            "zoo-keeper-list-animals.1",
            "zoo-keeper-old.1",
            "zoo-keeper-completions.1",
            "zoo-keeper-man.1",
        ]
    );
}

#[test]
fn only_our_own_lines_are_requests() {
    const OURS: &[&str] = &["TH", "SH", "PP", "br", "RS", "RE", "IP", "TP", "nf", "fi", "nh", "ad"];
    for (name, text) in man_pages(&TOOL) {
        for line in text.lines() {
            assert!(!line.starts_with(['\'', ' ']) && !line.is_empty(), "{name}: {line:?}");
            if let Some(request) = line.strip_prefix('.') {
                let request = request.split(' ').next().unwrap_or_default();
                assert!(OURS.contains(&request), "{name}: {line:?}");
            }
        }
        assert!(text.starts_with(".TH \"ZOO\\-KEEPER"), "{text}");
    }
}

#[test]
fn what_looks_like_a_request_is_text() {
    let (_, page) = man_pages(&TOOL).swap_remove(1);
    assert!(page.contains("\n\\&.TH is no request, and \\(aqthis is none.\n"), "{page}");
    assert!(page.contains("\n\\(aqbr is none either\n"), "{page}");
}

/// What a reader of manual pages has to say about one, if it is there.
fn complaints(program: &str, arguments: &[&str], page: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn groff_has_nothing_to_complain_about() {
    for (name, page) in man_pages(&TOOL) {
        match complaints("groff", &["-man", "-ww", "-Tutf8", "-Kutf8"], &page) {
            Some(complaints) => assert_eq!(complaints, "", "{name}"),
            None => return eprintln!("groff is not installed"),
        }
    }
}
