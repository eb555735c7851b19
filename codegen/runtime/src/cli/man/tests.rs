//! Manual pages: no documentation is interpreted as a request.

use std::io::Write;
use std::process::{Command, Stdio};

use super::super::samples::zoo::TOOL;
use super::super::table::Tool;

fn man_pages(tool: &'static Tool) -> Vec<(String, String)> {
    super::pages(tool).unwrap()
}

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
            "zoo-keeper-help.1",
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

#[test]
fn heads_have_room_and_names_are_those_of_pages() {
    for (name, page) in man_pages(&TOOL) {
        let name = name.strip_suffix(".1").unwrap().replace('-', "\\-");
        let (head, rest) = page.split_once('\n').unwrap();
        let manual = if name == "zoo\\-keeper" { "\"zoo\\-keeper\"" } else { "\"\"" };
        assert!(head.ends_with(manual), "{head}");
        assert!(rest.contains(&format!(".SH \"NAME\"\n{name}")), "{rest}");
        assert!(!page.contains("https:/\\:"), "{page}");
    }
}

#[test]
fn long_addresses_have_lines_of_their_own() {
    let address = "https://example.com/a/way/that/is/so/long/that/it/fills/all/of/a/line/and/more";
    let text = format!("See `code`, {address} and (https://example.com/guide).");
    let service = Box::leak(Box::new(TOOL.service.docs(text.leak())));
    let tool = Tool { service, ..TOOL };
    let (_, page) = man_pages(Box::leak(Box::new(tool))).swap_remove(0);
    let expected = format!("\nSee \\fBcode\\fR,\n.nf\n{address}\n.fi\nand (https://example.com/guide).\n");
    assert!(page.contains(&expected), "{page}");
    if let Some(complaints) = complaints("groff", &["-man", "-ww", "-Tutf8", "-Kutf8"], &page) {
        assert_eq!(complaints, "");
    }
}

#[test]
fn a_title_without_room_is_that_of_the_command() {
    let tool = Tool { name: "keeper-of-a-zoo-with-cats", ..TOOL };
    let pages = man_pages(Box::leak(Box::new(tool)));
    let titles: Vec<&str> = pages.iter().filter_map(|(_, page)| page.split('"').nth(1)).collect();
    assert_eq!(
        titles[..4],
        [
            "KEEPER\\-OF\\-A\\-ZOO\\-WITH\\-CATS",
            "FEED\\-ANIMAL",
            "LIST\\-ANIMALS",
            "KEEPER\\-OF\\-A\\-ZOO\\-WITH\\-CATS\\-OLD"
        ]
    );
}

/// Returns the warnings of groff, if installed.
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
