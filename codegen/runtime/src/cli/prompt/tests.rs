//! Prompts: their order, the resulting input, and hidden secrets.

use std::collections::VecDeque;

use super::super::failure::{Failure, Kind};
use super::super::given::Given;
use super::super::options::Options;
use super::super::samples::zoo::TOOL;
use super::super::table::{Command, Tool};
use super::{lacks, Around, Ask};

enum Answer {
    One(&'static str),
    Several(&'static [&'static str]),
    Yes(bool),
    Hidden(&'static str),
    Text(&'static str),
}
use Answer::{Hidden, One, Several, Text, Yes};

/// Answers in the order of the questions, and the output.
struct Script {
    answers: VecDeque<Answer>,
    shown: String,
}

impl Script {
    fn next(&mut self, question: &str) -> Answer {
        self.shown.push_str(question);
        self.shown.push('\n');
        self.answers.pop_front().unwrap_or_else(|| panic!("no answer to {question}"))
    }
}

fn place(items: &[String], start: &str) -> usize {
    items.iter().position(|item| item.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {items:?}"))
}

impl Ask for Script {
    fn note(&mut self, text: &str) -> Result<(), Failure> {
        self.shown.push_str(text);
        self.shown.push('\n');
        Ok(())
    }

    fn one(&mut self, question: &str, items: &[String]) -> Result<usize, Failure> {
        match self.next(question) {
            One(start) => Ok(place(items, start)),
            _ => panic!("{question} wants one of {items:?}"),
        }
    }

    fn several(&mut self, question: &str, items: &[String]) -> Result<Vec<usize>, Failure> {
        match self.next(question) {
            Several(starts) => Ok(starts.iter().map(|start| place(items, start)).collect()),
            _ => panic!("{question} wants some of {items:?}"),
        }
    }

    fn yes(&mut self, question: &str, _: bool) -> Result<bool, Failure> {
        match self.next(question) {
            Yes(yes) => Ok(yes),
            _ => panic!("{question} wants a yes or no"),
        }
    }

    fn hidden(&mut self, question: &str) -> Result<String, Failure> {
        match self.next(question) {
            Hidden(text) => Ok(text.to_owned()),
            _ => panic!("{question} wants a secret"),
        }
    }

    fn text(&mut self, question: &str, check: &dyn Fn(&str) -> Option<String>) -> Result<String, Failure> {
        loop {
            let Text(text) = self.next(question) else { panic!("{question} wants a text") };
            match check(text) {
                None => return Ok(text.to_owned()),
                Some(problem) => self.note(&problem)?,
            }
        }
    }
}

fn command(name: &str) -> &'static Command {
    TOOL.commands.iter().find(|command| command.name == name).unwrap()
}

/// Runs prompts with scripted answers.
fn asked(
    ask: &mut dyn Ask,
    tool: &'static Tool,
    command: Option<&'static Command>,
    given: Given,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<(&'static Command, Given), Failure> {
    let command = match command {
        Some(command) => command,
        None => super::choose(ask, tool)?,
    };
    let options = Options { region: Some("us west".to_owned()), validate: true, ..Default::default() };
    let around = Around { options: &options, variable };
    Ok((command, super::ask(ask, tool, command, given, &around)?))
}

struct Outcome {
    command: &'static str,
    flags: Vec<String>,
    given: Given,
    shown: String,
}

fn ask(
    name: Option<&str>,
    given: Given,
    variables: &[&str],
    answers: impl IntoIterator<Item = Answer>,
) -> (Result<Outcome, Failure>, String) {
    let mut script = Script { answers: answers.into_iter().collect(), shown: String::new() };
    let variable = |name: &str| {
        let mut set = variables.iter().filter_map(|set| set.split_once('='));
        set.find(|(set, _)| *set == name).map(|(_, value)| value.to_owned())
    };
    let outcome = asked(&mut script, &TOOL, name.map(command), given, &variable);
    let shown = script.shown.clone();
    let outcome = outcome.map(|(command, given)| {
        assert!(script.answers.is_empty(), "questions are missing:\n{shown}");
        let mut flags: Vec<String> = given
            .flags
            .iter()
            .map(|(member, values)| format!("{}={}", member.flag, values.join("|")))
            .collect();
        flags.extend(given.switches.iter().map(|(member, value)| format!("{}={value}", member.flag)));
        Outcome { command: command.name, flags, given, shown: shown.clone() }
    });
    (outcome, shown)
}

#[test]
fn required_members_are_prompted_first() {
    let answers = [
        One("feed-animal"),
        Text(""),
        Text("re"),
        Text("rex"),
        Hidden(""),
        Hidden("s3cret"),
        Text("Grams=5"),
        One("--type"),
        Several(&["BOWL"]),
        One("--quiet"),
        Yes(false),
        One("--days"),
        Text("x"),
        Text("3"),
        Text("0"),
        Text("5"),
        Text(""),
        One("(nothing more)"),
        Yes(true),
    ];
    let (outcome, _) = ask(None, Given::default(), &[], answers);
    let outcome = outcome.unwrap();
    assert_eq!(outcome.command, "feed-animal");
    assert_eq!(
        outcome.flags,
        ["animal-id=rex", "token=s3cret", "food=Grams=5", "type=BOWL", "days=3|5", "quiet=false"]
    );
    assert!(!outcome.shown.contains("s3cret"));
    for line in [
        "a value is needed",
        "at least 3 characters are needed",
        "a whole number is needed",
        "at least 1 is needed",
        "--animal-id (string)\n  Which, rex-1 for instance\n  Limits: 3 to 36 characters.",
        "zoo-keeper feed-animal \\\n    --region 'us west' \\\n    --validate \\\n    --animal-id rex \\\n    --token - \\\n    --food Grams=5 \\\n    --type BOWL \\\n    --days 3 5 \\\n    --no-quiet\n",
    ] {
        assert!(outcome.shown.contains(line), "{line:?} is not in\n{}", outcome.shown);
    }
}

#[test]
fn given_options_are_not_prompted() {
    let mut given = Given::default();
    given.flags.push((&command("feed-animal").input[1], vec!["o'rex".to_owned()]));
    let answers = [Text("{}"), One("(nothing more)"), Yes(true)];
    let (outcome, shown) = ask(Some("feed-animal"), given, &["ZOO_KEEPER_TOKEN=s3cret"], answers);
    assert_eq!(outcome.unwrap().flags, ["animal-id=o'rex", "food={}"]);
    assert!(shown.contains("--animal-id 'o'\\''rex'"), "{shown}");

    // An empty variable counts as missing.
    let answers = [Text("rex"), Hidden("s3cret"), Text("{}"), One("(nothing more)"), Yes(true)];
    let (outcome, _) = ask(Some("feed-animal"), Given::default(), &["ZOO_KEEPER_TOKEN="], answers);
    assert_eq!(outcome.unwrap().flags, ["animal-id=rex", "token=s3cret", "food={}"]);

    let given = Given { json: Some("{\"Token\": \"s3cret\"}".to_owned()), ..Given::default() };
    let (outcome, shown) = ask(Some("feed-animal"), given, &[], [One("(nothing more)"), Yes(true)]);
    assert!(outcome.unwrap().flags.is_empty());
    assert!(!shown.contains("s3cret") && shown.contains("--cli-input-json ..."), "{shown}");
}

#[test]
fn a_body_needs_a_file() {
    let answers = [Text(""), Text("out.bin"), One("(nothing more)"), Yes(true)];
    let (outcome, shown) = ask(Some("list-animals"), Given::default(), &[], answers);
    assert_eq!(outcome.unwrap().given.outfile, Some("out.bin".into()));
    assert!(
        shown.contains(
            "zoo-keeper list-animals \\\n    --region 'us west' \\\n    --validate \\\n    out.bin\n"
        ),
        "{shown}"
    );
}

#[test]
fn declining_sends_nothing() {
    let (outcome, _) = ask(Some("old"), Given::default(), &[], [Yes(false)]);
    let failure = outcome.map(|_| ()).unwrap_err();
    assert_eq!((failure.kind, failure.kind.status()), (Kind::Interrupt, 130));
}

#[test]
fn a_tool_without_commands_is_an_error() {
    static EMPTY: Tool = Tool { commands: &[], ..TOOL };
    let mut script = Script { answers: VecDeque::new(), shown: String::new() };
    let failure = asked(&mut script, &EMPTY, None, Given::default(), &|_| None).map(|_| ()).unwrap_err();
    assert_eq!(failure.message, "zoo-keeper has no commands to choose from");
}

#[test]
fn partial_prompts_ask_only_for_missing_members() {
    assert!(lacks(&TOOL, command("feed-animal"), &Given::default()));
    assert!(!lacks(&TOOL, command("old"), &Given::default()));
    assert!(!lacks(&TOOL, command("feed-animal"), &Given { yaml: Some(String::new()), ..Given::default() }));
}
