//! Structures that contain each other: pages show as many levels of them as a reader would still read.

use super::super::samples::clique::{CLIQUE, OPERATION};
use super::super::samples::page;
use super::super::samples::zoo::TOOL;
use super::super::table::{Command, Parameter, Tool};
use super::levels;

/// The page of a command that takes and returns them.
fn clique_page() -> String {
    let [command, ..] = TOOL.commands else { panic!("no command") };
    let command = Command {
        name: "go",
        operation: &OPERATION,
        input: Vec::leak(vec![Parameter { flag: "clique", member: &CLIQUE.members[0] }]),
        ..**command
    };
    let command: &'static Command = Box::leak(Box::new(command));
    let tool = Tool { commands: Vec::leak(vec![command]), uploads: &[], follows: &[], ..TOOL };
    page(Box::leak(Box::new(tool)), Some("go"), 80)
}

#[test]
fn a_level_is_shown_where_there_is_room_for_all_of_it() {
    // One member, 20 below it, 20 below each but the first, which is within itself, and so on.
    assert_eq!(levels(CLIQUE.members, 20), 1);
    assert_eq!(levels(CLIQUE.members, 21), 2);
    assert_eq!(levels(CLIQUE.members, 400), 2);
    assert_eq!(levels(CLIQUE.members, 401), 3);
    assert_eq!(levels(CLIQUE.members, 3000), 3);
    // The first is shown in any case.
    assert_eq!(levels(CLIQUE.members, 0), 1);
}

#[test]
fn levels_end_where_the_members_do() {
    let [feed, ..] = TOOL.commands else { panic!("no command") };
    let all = levels(feed.operation.input.members, 3000);
    assert_eq!(levels(feed.operation.input.members, 1_000_000), all);
    assert!((2..10).contains(&all), "{all}");
}

#[test]
fn a_page_of_all_of_them_is_still_a_page() {
    let page = clique_page();
    let lines = page.lines().count();
    assert!((1000..10_000).contains(&lines), "{lines} lines");
    // Both halves of the text show two levels in full, and say that there is more.
    let output = page.split_once("\nOUTPUT\n").unwrap().1;
    for text in [&page, output] {
        for name in ["S1 ", "S20 "] {
            assert!(text.matches(name).count() >= 20, "{name}");
        }
        assert!(text.contains("( ... )"));
        assert!(text.contains("( ... recursive ... )"));
    }
    assert!(page.contains("\"S2\": { ... }"), "{page}");
}
