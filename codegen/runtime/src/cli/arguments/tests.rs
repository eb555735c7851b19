//! Parsed command lines, and the errors of invalid ones.

use std::ffi::OsString;

use super::super::super::schema::{
    EventStream, Limits, Member, Operation, Pagination, Service, Shape, Structure,
};
use super::super::samples::{connect, Nothing};
use super::super::table::{options, Command, Parameter, Tool};
use super::{Call, Request};

static TEXT: Shape = Shape::String(Limits::NONE);
static TEXTS: Shape = Shape::List { item: &TEXT, sparse: false, limits: Limits::NONE };

/// A command with everything that names can clash with.
static HOSTILE: Structure = Structure::new(
    "Hostile",
    &[
        Member::new("Region", &TEXT),
        Member::new("Help", &Shape::Boolean),
        Member::new("Version", &TEXTS),
        Member::new("Paginate", &Shape::Boolean),
        Member::new("NoX", &Shape::Boolean),
        Member::new("X", &Shape::Boolean),
        Member::new("MaxItems", &TEXT),
        Member::new("Events", &TEXT),
        Member::new("Again", &TEXT),
    ],
);
static HOSTILE_OPTIONS: [Parameter; 9] =
    options(&HOSTILE, ["region", "help", "version", "paginate", "no-x", "x", "max-items", "", "x"]);

static INPUT: Structure = Structure::new(
    "Input",
    &[
        Member::new("Content", &TEXT).required(),
        Member::new("Types", &TEXTS),
        Member::new("Count", &Shape::Integer(Limits::NONE)),
        Member::new("Loud", &Shape::Boolean),
    ],
);
static INPUT_OPTIONS: [Parameter; 4] = options(&INPUT, ["content", "types", "count", "loud"]);

static BODY: Structure = Structure::new(
    "Body",
    &[
        Member::new("Body", &Shape::Blob(Limits::NONE)).streaming(),
        Member::new("Next", &TEXT),
        Member::new("Items", &TEXTS),
    ],
);

const PAGES: Pagination = Pagination::new("Next", "Next").items("Items");

static SEND_OPERATION: Operation = Operation::new("X", "POST", "/", &PAGED, &PAGED).pagination(PAGES);
static PAGED: Structure =
    Structure::new("Paged", &[Member::new("Next", &TEXT), Member::new("Items", &TEXTS)]);
static FETCH_OPERATION: Operation = Operation::new("X", "POST", "/", &PAGED, &BODY).pagination(PAGES);

const fn command(name: &'static str, operation: &'static Operation, input: &'static [Parameter]) -> Command {
    Command { name, operation, input, example: None, run: &Nothing }
}

static SEND: Command = command("send-message", &SEND_OPERATION, &INPUT_OPTIONS);
static FETCH: Command = command("fetch", &FETCH_OPERATION, &INPUT_OPTIONS);
/// Operations may have the names of our own commands.
static MAN: Command = command("man", &SEND_OPERATION, &HOSTILE_OPTIONS);

static TOOL: Tool = Tool {
    name: "tool",
    version: "1.0.0",
    package: "tool",
    connect,
    service: &SERVICE,
    service_id: "Tool",
    aws: true,
    needed: &[("region", "us-west-2")],
    identities: &[],
    commands: &[&FETCH, &MAN, &SEND],
    uploads: &[],
    follows: &[],
    added: &[],
    live: &[],
};

static SERVICE: Service = Service::new("Tool", "1", "aws.protocols#restJson1", &[&CONVERSE], &[]);

static CONVERSE: Operation = Operation::new("Converse", "POST", "/", &Structure::UNIT, &Structure::UNIT)
    .output_events(EventStream::new("Events", &Structure::UNIT));

fn read(words: &[&str]) -> Result<Request, String> {
    let words: Vec<OsString> = words.iter().map(OsString::from).collect();
    super::read(&TOOL, &words).map_err(|failure| {
        assert_eq!(failure.kind.status(), 252);
        let usage = failure.usage.as_deref().unwrap();
        assert!(usage.starts_with("usage: tool [options] <command> [parameters]\n"), "{usage}");
        assert!(usage.ends_with("\n\n  tool help\n  tool <command> help"), "{usage}");
        failure.to_string()
    })
}

#[track_caller]
fn call(words: &[&str]) -> Call {
    match read(words) {
        Ok(Request::Operation(call)) => *call,
        Ok(_) => panic!("{words:?} is no call"),
        Err(message) => panic!("{words:?}: {message}"),
    }
}

#[track_caller]
fn flags(words: &[&str]) -> Vec<(&'static str, Vec<String>)> {
    call(words).given.flags.into_iter().map(|(member, values)| (member.name, values)).collect()
}

#[track_caller]
fn refused(words: &[&str]) -> String {
    match read(words) {
        Ok(_) => panic!("{words:?} is taken"),
        Err(message) => message,
    }
}

#[test]
fn clap_has_nothing_against_any_command() {
    super::command(&TOOL).debug_assert();
    for word in ["send-message", "fetch", "man", "help", "completions"] {
        assert!(super::command(&TOOL).find_subcommand(word).is_some(), "{word}");
    }
}

#[test]
fn a_name_that_is_there_twice_is_that_of_the_tool() {
    let call = call(&["man", "--region", "a", "--max-items", "3", "--no-x"]);
    assert_eq!((call.options.region.as_deref(), call.options.max_items), (Some("a"), Some(3)));
    assert_eq!(call.command.name, "man", "an operation keeps its name");
}

#[test]
fn lists_take_several_values_and_everything_else_one() {
    let given = flags(&["send-message", "--types", "a", "b", "-1", "--content", "c", "--count", "-5"]);
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        given,
        [("Types", texts(&["a", "b", "-1"])), ("Content", texts(&["c"])), ("Count", texts(&["-5"]))]
    );
    assert_eq!(flags(&["send-message", "--types"]), [("Types", texts(&[]))]);
    assert_eq!(flags(&["send-message", "--types=a"]), [("Types", texts(&["a"]))]);
    assert_eq!(
        flags(&["send-message", "--types", "a", "--types", "b"]),
        [("Types", texts(&["b"]))],
        "the last counts"
    );
    assert_eq!(flags(&["send-message", "--content", "a", "--content", ""]), [("Content", texts(&[""]))]);
    assert_eq!(
        flags(&["send-message", "--cont", "a"]),
        [("Content", texts(&["a"]))],
        "as long as it is clear"
    );
    for words in [&["send-message", "--co", "a"][..], &["send-message", "--co=a"]] {
        assert_eq!(refused(words), "ambiguous option: --co could match --color, --content, --count");
    }
    assert_eq!(refused(&["send-message", "--content", "a", "b"]), "Unknown options: b");
}

#[test]
fn a_switch_is_on_or_off_or_not_there() {
    let switches = |words: &[&str]| {
        let switches = call(words).given.switches;
        switches.into_iter().map(|(member, on)| (member.name, on)).collect::<Vec<_>>()
    };
    assert_eq!(switches(&["send-message"]), []);
    assert_eq!(switches(&["send-message", "--loud"]), [("Loud", true)]);
    assert_eq!(switches(&["send-message", "--no-loud", "--no-loud"]), [("Loud", false)]);
    // The last counts.
    assert_eq!(switches(&["send-message", "--loud", "--no-loud"]), [("Loud", false)]);
    assert_eq!(switches(&["send-message", "--no-loud", "--loud"]), [("Loud", true)]);
    assert_eq!(switches(&["send-message", "--loud", "--no-loud", "--lou"]), [("Loud", true)]);
}

#[test]
fn an_option_that_is_cut_short_is_the_option() {
    let expected = "argument --content: expected one argument\nhint: for the text ";
    for words in
        [["--content", "--region"], ["--content", "--reg"], ["--cont", "--region=x"], ["--conten", "--c"]]
    {
        let said = refused(&["send-message", words[0], words[1], "x"]);
        assert!(said.starts_with(expected), "{said}");
    }
    let given = flags(&["send-message", "--cont", "--", "--coun=1"]);
    assert_eq!(given, [("Content", vec!["--".to_owned()]), ("Count", vec!["1".to_owned()])]);
    let call = call(&["--reg", "a", "send-message", "--out", "text", "--deb"]);
    assert_eq!(call.options.region.as_deref(), Some("a"));
    assert_eq!((call.options.output.as_deref(), call.options.debug), (Some("text"), true));
    for words in [&["completions", "--hel"][..], &["fetch", "--hel"], &["--hel", "completions"]] {
        assert!(matches!(read(words), Ok(Request::Help(Some(_)))), "{words:?}");
    }
}

#[test]
fn a_body_goes_to_the_file_that_stands_alone() {
    let file = |words: &[&str]| call(words).given.outfile.map(|path| path.display().to_string());
    assert_eq!(file(&["fetch", "out.bin"]).as_deref(), Some("out.bin"));
    assert_eq!(file(&["fetch", "--content", "a", "-", "--loud"]).as_deref(), Some("-"));
    assert_eq!(file(&["fetch", "--generate-cli-skeleton"]), None);
    assert_eq!(refused(&["fetch", "a", "b"]), "Unknown options: b");
    assert_eq!(refused(&["send-message", "a"]), "Unknown options: a");
}

#[test]
fn options_of_the_tool_stand_at_both_places() {
    let before = call(&["--region", "a", "--debug", "--query", "x", "send-message", "--region", "b"]).options;
    assert_eq!(
        (before.region.as_deref(), before.query.as_deref(), before.debug),
        (Some("b"), Some("x"), true)
    );
    let sample = |words: &[&str]| call(words).options.skeleton;
    assert_eq!(sample(&["send-message", "--generate-cli-skeleton"]).as_deref(), Some("input"));
    assert_eq!(sample(&["send-message", "--generate-cli-skeleton", "output"]).as_deref(), Some("output"));
    assert_eq!(sample(&["send-message"]), None);
}

#[test]
fn help_and_version_are_asked_for() {
    let help = |words: &[&str]| match read(words) {
        Ok(Request::Help(about)) => about,
        _ => panic!("{words:?} asks for no help"),
    };
    for words in
        [&["completions", "help"][..], &["completions", "--region", "a", "help"], &["completions", "--help"]]
    {
        assert_eq!(help(words).as_deref(), Some("completions"));
    }
    assert_eq!(
        refused(&["completions", "csh"]),
        "argument shell: Invalid choice: 'csh', valid choices are: bash | elvish | fish | powershell | zsh"
    );
    assert_eq!(refused(&["-h"]), "Unknown options: -h\nhint: did you mean --help?");
    assert_eq!(refused(&["fetch", "-h"]), "Unknown options: -h\nhint: did you mean --help?");
    for words in [&["help"][..], &["--help"], &["--region", "a", "help"]] {
        assert_eq!(help(words), None);
    }
    for words in
        [&["help", "fetch"][..], &["fetch", "help"], &["fetch", "--help"], &["--help", "fetch", "--loud"]]
    {
        assert_eq!(help(words).as_deref(), Some("fetch"));
    }
    assert!(matches!(read(&["--version"]), Ok(Request::Version)));
    assert!(matches!(read(&[]), Ok(Request::NoCommand(_))));
    assert!(
        matches!(read(&["completions", "bash", "--region", "a"]), Ok(Request::Extra(extra)) if extra.name == "completions")
    );
}

/// Any command line is a request or a failure.
#[test]
fn no_arguments_make_it_panic() {
    let words = [
        "send-message",
        "fetch",
        "man",
        "help",
        "completions",
        "--content",
        "--content=",
        "--types",
        "--loud",
        "--no-loud",
        "--no-",
        "--",
        "-",
        "-x",
        "-1",
        "a",
        "",
        "--=",
        "--region",
        "--max-items",
        "1",
        "--generate-cli-skeleton",
        "input",
        "--help",
        "--output",
        "json",
        "--debug",
        "--x",
        "--no-x",
        "\u{e4}",
        "--\u{e4}",
        "..",
        "--..",
    ];
    let mut state = 11_u64;
    for _ in 0..3_000 {
        let mut line = Vec::new();
        for _ in 0..6 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            line.push(words[usize::try_from(state >> 33).unwrap() % words.len()]);
        }
        let _ = read(&line);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStringExt;
    let words = ["send-message".into(), "--content".into(), OsString::from_vec(vec![0xff])];
    let message = super::read(&TOOL, &words).err().unwrap().message;
    assert!(message.ends_with("an argument is not valid UTF-8"), "{message}");
}
