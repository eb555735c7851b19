//! The commands of another package, next to those of the tool.

use std::ffi::OsString;
use std::time::Duration;

use clap::{value_parser, Arg, Command};

use super::super::arguments::{self, Extra, Request};
use super::super::completions;
use super::super::failure::Failure;
use super::super::follow::Wanted;
use super::super::samples::notes::NOTES_TABLE;
use super::super::samples::{page, zoo};
use super::super::table::{FollowCommand, Tool};
use super::{of_list, AddedCommand, Extension, LiveList};

static EXTENSION: Extension = Extension {
    name: "zoo-radio",
    version: "3.2.1",
    commands: &[AddedCommand {
        name: "listen",
        operation: "FeedAnimal",
        members: &["Token"],
        arguments: || {
            let minutes =
                Arg::new("minutes").long("minutes").value_parser(value_parser!(u64)).help("How long.");
            Command::new("listen").about("Listen to an animal.").arg(minutes)
        },
        examples: &[("For an hour:", &["<TOOL> listen --minutes 60"])],
        run: |_| Ok(()),
    }],
    live: &[LiveList {
        command: "notes",
        operation: "FeedAnimal",
        members: &["Token"],
        about: "With `--token`, notes arrive by radio.",
        run: |_| Ok(()),
    }],
};

static TOOL: Tool =
    Tool { follows: &[FollowCommand { options: &["Size"], ..NOTES_TABLE }], ..zoo::ZOO }.with(&EXTENSION);

fn read(words: &str) -> Result<Request, Failure> {
    let words: Vec<OsString> = words.split_whitespace().map(OsString::from).collect();
    arguments::read(&TOOL, &words)
}

#[track_caller]
fn extra(words: &str) -> Extra {
    match read(words) {
        Ok(Request::Extra(extra)) => *extra,
        Ok(_) => panic!("{words}: another command"),
        Err(failure) => panic!("{words}: {failure}"),
    }
}

#[test]
fn an_added_command_has_its_options_those_of_members_and_those_of_the_tool() {
    let extra = extra("--region us-west-2 listen --minutes 5 --token - --output yaml");
    assert_eq!(extra.matches.get_one::<u64>("minutes"), Some(&5));
    let flags: Vec<_> =
        extra.given.flags.iter().map(|(member, values)| (member.name, values.clone())).collect();
    assert_eq!(flags, [("Token", vec!["-".to_owned()])]);
    assert_eq!(extra.options.region.as_deref(), Some("us-west-2"));
    assert_eq!(extra.options.output.as_deref(), Some("yaml"));
}

#[test]
fn errors_are_those_of_the_tool_under_the_name_of_the_program() {
    for (words, message) in [
        ("listen --minutes soon", "argument --minutes: invalid value 'soon'"),
        ("listen --hours 1", "Unknown options: --hours"),
        ("listne", "argument command: Invalid choice: 'listne'"),
    ] {
        let failure = read(words).err().unwrap_or_else(|| panic!("{words} is accepted"));
        assert_eq!(failure.kind.status(), 252, "{words}");
        assert!(failure.message.contains(message), "{words}: {failure}");
        assert!(failure.usage.is_some_and(|usage| usage.starts_with("usage: zoo-radio ")), "{words}");
    }
}

#[test]
fn help_and_completions_have_the_commands() {
    let tool = page(&TOOL, None, 80);
    assert!(tool.contains("listen") && tool.contains("Listen to an animal"), "{tool}");
    assert!(tool.contains("zoo-radio [options] <command> [parameters]"), "{tool}");
    let text = page(&TOOL, Some("listen"), 80);
    for part in [
        "zoo-radio-listen - Listen to an animal",
        "         listen\n       --token <value>\n       [--minutes <value>]",
        "--token (string) [required]",
        // Variables begin with the name of the crate, whatever program reads them.
        "ZOO_KEEPER_TOKEN",
        "--minutes (integer)",
        "zoo-radio listen --minutes 60",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let text = page(&TOOL, Some("notes"), 80);
    assert!(text.contains("With --token, notes arrive by radio."), "{text}");
    assert!(text.contains("[--token <value>]"), "{text}");
    assert!(text.contains("The end of the list is not an error"), "{text}");
    for shell in ["bash", "zsh", "fish"] {
        let script = completions::script(&TOOL, shell).unwrap();
        assert!(script.contains("listen") && script.contains("minutes"), "{shell}");
    }
    let other = page(&zoo::TOOL, None, 80);
    assert!(!other.contains("listen"), "{other}");
}

#[test]
fn an_option_decides_how_a_list_is_followed() {
    let chosen = |words: &str, follow: bool| {
        let extra = extra(words);
        let wanted = Wanted { follow, interval: Duration::from_secs(1), most: None };
        of_list(&TOOL, &NOTES_WITH_OPTION, &extra, wanted)
            .map(|chosen| chosen.is_some())
            .map_err(|failure| failure.message)
    };
    assert_eq!(chosen("notes --follow --token abc", true), Ok(true));
    assert_eq!(chosen("notes --follow", true), Ok(false));
    assert_eq!(chosen("notes --token abc", false), Err("--token is only for --follow".to_owned()));
    assert_eq!(
        chosen("notes --follow --token abc --size 3", true),
        Err("--token and --size exclude each other".to_owned())
    );
    assert_eq!(
        chosen("notes --follow --token abc --print-request", true),
        Err("--token is not for --print-request".to_owned())
    );
}

static NOTES_WITH_OPTION: FollowCommand = FollowCommand { options: &["Size"], ..NOTES_TABLE };
