//! The page of the AWS CLI's manual that specified the project: each documented option, example and output field of
//! `create-participant-connection` is a row; this includes the facts in `documented_shapes/`.
//!
//! If the service has changed since (`Type` is no longer required), the newest model counts, as in those tables.

use std::panic::{AssertUnwindSafe, catch_unwind};

use connectparticipant::test_util::Server;
use serde_json::{Value, json};

use super::support::{Ran, Tool};
use crate::facts::{Check, Ledger, Tables};

const COMMAND: &str = "create-participant-connection";

/// A change of the arguments, which simulates a tool that contradicts a fact.
type Defect = fn(Vec<&str>) -> Vec<&str>;

/// A server with one participant token, and the tool with or without a defect.
struct Bench {
    server: Server,
    token: String,
    defect: Defect,
}

impl Bench {
    fn new(defect: Defect) -> Self {
        let server = Server::start().unwrap();
        let token = server.credential("participant").unwrap();
        Self { server, token, defect }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let tool = Tool::against(&self.server).variable("AWS_REGION", "us-west-2");
        tool.run(&(self.defect)([COMMAND].into_iter().chain(arguments.iter().copied()).collect()))
    }

    /// With the token in its option.
    fn call(&self, arguments: &[&str]) -> Ran {
        let token = ["--participant-token", &self.token];
        self.run(&arguments.iter().copied().chain(token).collect::<Vec<_>>())
    }

    /// The body of the only request, and its token.
    fn sent(&self) -> (Value, String) {
        let [request] = self.server.requests().try_into().unwrap();
        assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/participant/connection"));
        let token = request.header("x-amz-bearer").unwrap().to_owned();
        (serde_json::from_slice(&request.body).unwrap(), token)
    }

    #[track_caller]
    fn sends_nothing(&self) {
        assert!(self.server.requests().is_empty(), "a request was sent");
    }
}

/// Returns the help page in one line: line breaks depend on the width.
fn help() -> String {
    let text = Tool::new().run(&[COMMAND, "help"]).success();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Row {
    /// A documented property.
    says: &'static str,
    /// The fact of `create_participant_connection.toml` that it verifies, with a defect that it must detect.
    fact: Option<(&'static str, Defect)>,
    check: fn(&Bench),
}

const fn row(says: &'static str, check: fn(&Bench)) -> Row {
    Row { says, fact: None, check }
}

const fn fact(id: &'static str, says: &'static str, defect: Defect, check: fn(&Bench)) -> Row {
    Row { says, fact: Some((id, defect)), check }
}

/// Returns the arguments without an option and its value.
fn without<'a>(option: &str, mut arguments: Vec<&'a str>) -> Vec<&'a str> {
    if let Some(at) = arguments.iter().position(|argument| *argument == option) {
        let values = arguments[at + 1..].iter().take_while(|value| !value.starts_with("--")).count();
        arguments.drain(at..=at + values);
    }
    arguments
}

/// Returns the arguments without the values of an option after the first.
fn first_value<'a>(option: &str, mut arguments: Vec<&'a str>) -> Vec<&'a str> {
    if let Some(at) = arguments.iter().position(|argument| *argument == option) {
        let values = arguments[at + 1..].iter().take_while(|value| !value.starts_with("--")).count();
        arguments.drain(at + 2..=at + values);
    }
    arguments
}

/// Returns the arguments with another value for an option.
fn other_value<'a>(option: &str, value: &'a str, mut arguments: Vec<&'a str>) -> Vec<&'a str> {
    if let Some(at) = arguments.iter().position(|argument| *argument == option) {
        arguments[at + 1] = value;
    }
    arguments
}

const ROWS: &[Row] = &[
    row("the command is named after the operation, and calls it", |bench| {
        bench.call(&["--type", "WEBSOCKET"]).json();
        assert_eq!(bench.server.requests()[0].operation, Some("CreateParticipantConnection"));
    }),
    fact(
        "cli.type",
        "--type takes any number of values",
        |arguments| first_value("--type", arguments),
        |bench| {
            bench.call(&["--type", "WEBSOCKET", "CONNECTION_CREDENTIALS"]).json();
            assert_eq!(bench.sent().0, json!({ "Type": ["WEBSOCKET", "CONNECTION_CREDENTIALS"] }));
        },
    ),
    row("--type may have one value", |bench| {
        bench.call(&["--type", "CONNECTION_CREDENTIALS"]).json();
        assert_eq!(bench.sent().0, json!({ "Type": ["CONNECTION_CREDENTIALS"] }));
    }),
    row("--type is documented as a list of texts, with its valid values", |_| {
        let help = help();
        assert!(help.contains("--type (list)"), "{help}");
        assert!(help.contains("\"string\" \"string\" ..."), "{help}");
        assert!(help.contains("WEBSOCKET CONNECTION_CREDENTIALS"), "{help}");
    }),
    fact(
        "cli.participant_token",
        "--participant-token takes a text, and it is the bearer token",
        |arguments| other_value("--participant-token", "another", arguments),
        |bench| {
            bench.call(&["--type", "WEBSOCKET"]).json();
            assert_eq!(bench.sent().1, bench.token);
            assert!(help().contains("--participant-token (string)"));
        },
    ),
    row("--participant-token has to be given", |bench| {
        let said = bench.run(&["--type", "WEBSOCKET"]).failure(252);
        assert!(said.contains("--participant-token"), "{said}");
        bench.sends_nothing();
    }),
    row("it is the participant's token and not that of a connection", |bench| {
        let response = bench.call(&["--type", "CONNECTION_CREDENTIALS"]).json();
        let connection = response["ConnectionCredentials"]["ConnectionToken"].as_str().unwrap();
        let said = bench.run(&["--type", "WEBSOCKET", "--participant-token", connection]).failure(254);
        assert!(said.trim().starts_with("An error occurred (AccessDeniedException)"), "{said}");
        assert!(help().contains("ConnectionToken"));
    }),
    fact(
        "cli.cli_input_json",
        "--cli-input-json gives the input, and other options win",
        |arguments| without("--type", arguments),
        |bench| {
            let input = json!({ "Type": ["WEBSOCKET"], "ParticipantToken": bench.token }).to_string();
            bench.run(&["--cli-input-json", &input, "--type", "CONNECTION_CREDENTIALS"]).json();
            assert_eq!(bench.sent(), (json!({ "Type": ["CONNECTION_CREDENTIALS"] }), bench.token.clone()));
        },
    ),
    row("the text of --cli-input-json is what --generate-cli-skeleton prints", |bench| {
        let mut skeleton = bench.run(&["--generate-cli-skeleton"]).json();
        skeleton["Type"] = json!(["WEBSOCKET"]);
        skeleton["ParticipantToken"] = json!(bench.token);
        skeleton["ConnectParticipant"] = json!(true);
        bench.run(&["--cli-input-json", &skeleton.to_string()]).json();
        assert_eq!(bench.sent().0, json!({ "Type": ["WEBSOCKET"], "ConnectParticipant": true }));
    }),
    row("the texts in --cli-input-json are taken literally", |bench| {
        let input = json!({ "Type": ["WEBSOCKET"], "ParticipantToken": "file://token" }).to_string();
        bench.run(&["--cli-input-json", &input]).failure(254);
        assert_eq!(bench.sent().1, "file://token");
    }),
    fact(
        "cli.cli_input_yaml",
        "--cli-input-yaml gives the input, other options win, and not both at once",
        |arguments| without("--type", arguments),
        |bench| {
            let input = format!("# the input\nType:\n- WEBSOCKET\nParticipantToken: '{}'\n", bench.token);
            bench.run(&["--cli-input-yaml", &input, "--type", "CONNECTION_CREDENTIALS"]).json();
            assert_eq!(bench.sent(), (json!({ "Type": ["CONNECTION_CREDENTIALS"] }), bench.token.clone()));
            let said = bench.call(&["--cli-input-yaml", &input, "--cli-input-json", "{}"]).failure(252);
            assert!(said.contains("Only one --cli-input"), "{said}");
            assert_eq!(bench.server.requests().len(), 1);
        },
    ),
    fact(
        "cli.generate_cli_skeleton",
        "--generate-cli-skeleton prints a sample and sends nothing",
        |arguments| without("--generate-cli-skeleton", arguments),
        |bench| {
            let input = json!({ "Type": ["WEBSOCKET"], "ParticipantToken": "", "ConnectParticipant": true });
            for arguments in [&["--generate-cli-skeleton"][..], &["--generate-cli-skeleton", "input"]] {
                assert_eq!(bench.run(arguments).json(), input);
            }
            let yaml = bench.run(&["--generate-cli-skeleton", "yaml-input"]).success();
            assert!(
                yaml.contains("\nParticipantToken: ") || yaml.starts_with("ParticipantToken: "),
                "{yaml}"
            );
            let output = bench.call(&["--generate-cli-skeleton", "output"]).json();
            assert_eq!(output["Websocket"], json!({ "Url": "Url", "ConnectionExpiry": "ConnectionExpiry" }));
            bench.sends_nothing();
        },
    ),
    row("the sample of yaml-input can be used with --cli-input-yaml", |bench| {
        let yaml = bench.run(&["--generate-cli-skeleton", "yaml-input"]).success();
        bench.call(&["--cli-input-yaml", &yaml, "--type", "WEBSOCKET"]).json();
        assert_eq!(bench.sent().0["Type"], json!(["WEBSOCKET"]));
    }),
    row("--generate-cli-skeleton output looks at the input first", |bench| {
        // The AWS CLI needs a token even then; here a sample needs none.
        bench.run(&["--type", "WEBSOCKET", "--generate-cli-skeleton", "output"]).json();
        let input = json!({ "Type": "WEBSOCKET", "ParticipantToken": "t" }).to_string();
        let said = bench.run(&["--cli-input-json", &input, "--generate-cli-skeleton", "output"]).failure(252);
        assert!(said.contains("Invalid type for parameter Type"), "{said}");
        bench.sends_nothing();
    }),
    row("--generate-cli-skeleton knows nothing else", |bench| {
        bench.run(&["--generate-cli-skeleton", "other"]).failure(252);
        bench.sends_nothing();
    }),
    fact(
        "cli.cli_auto_prompt",
        "--cli-auto-prompt asks for the input",
        |arguments| without("--cli-auto-prompt", arguments),
        |bench| {
            // Without a terminal there is an error instead of a prompt; other tests use the prompts in a terminal.
            let ran = bench.run(&["--cli-auto-prompt"]);
            assert!(matches!(ran.status, Some(252 | 253 | 255)), "{ran:?}");
            assert!(ran.err.contains("terminal"), "{ran:?}");
            bench.sends_nothing();
            assert!(help().contains("--cli-auto-prompt"));
        },
    ),
    row("the synopsis has the options, those that are not required in brackets", |_| {
        let help = help();
        let synopsis = help.split("SYNOPSIS").nth(1).and_then(|rest| rest.split("OPTIONS").next()).unwrap();
        assert!(synopsis.contains(COMMAND), "{synopsis}");
        assert!(synopsis.contains("--participant-token <value>"), "{synopsis}");
        assert!(!synopsis.contains("[--participant-token"), "{synopsis}");
        for option in [
            "[--type <value>",
            "[--cli-input-json",
            "[--generate-cli-skeleton <value>]",
            "[--cli-auto-prompt",
        ] {
            assert!(synopsis.contains(option), "no {option} in: {synopsis}");
        }
        assert!(synopsis.contains("--cli-input-yaml"), "{synopsis}");
    }),
    row("help has the parts of the page", |_| {
        let help = help();
        let mut at = 0;
        for part in ["NAME", "DESCRIPTION", "SYNOPSIS", "OPTIONS", "OUTPUT"] {
            at += help[at..].find(part).unwrap_or_else(|| panic!("no {part} behind {at}: {help}"));
        }
    }),
    row("help of the tool has the options that are not about this command", |_| {
        let help = Tool::new().run(&["help"]).success();
        for option in
            ["--region", "--endpoint-url", "--output", "--query", "--debug", "--no-paginate", "--profile"]
        {
            assert!(help.contains(option), "no {option}: {help}");
        }
        assert!(help.contains(COMMAND), "{help}");
    }),
    row("the output has the websocket, with its address and when it expires", |bench| {
        let response = bench.call(&["--type", "WEBSOCKET"]).json();
        assert!(response["Websocket"]["Url"].as_str().unwrap().contains("://"), "{response}");
        let expiry = response["Websocket"]["ConnectionExpiry"].as_str().unwrap();
        // As in 2019-11-08T02:41:28.172Z.
        let form: String = expiry.chars().map(|c| if c.is_ascii_digit() { 'd' } else { c }).collect();
        assert_eq!(form, "dddd-dd-ddTdd:dd:dd.dddZ");
        assert!(response.get("ConnectionCredentials").is_none(), "{response}");
    }),
    row("the output has the credentials, a token and when it expires", |bench| {
        let response = bench.call(&["--type", "CONNECTION_CREDENTIALS"]).json();
        assert!(!response["ConnectionCredentials"]["ConnectionToken"].as_str().unwrap().is_empty());
        assert!(response["ConnectionCredentials"]["Expiry"].as_str().unwrap().ends_with('Z'), "{response}");
        assert!(response.get("Websocket").is_none(), "{response}");
    }),
    row("help has each member of the output, with its type", |_| {
        let help = help();
        let output = help.split(" OUTPUT ").nth(1).unwrap();
        for member in [
            "Websocket -> (structure)",
            "Url -> (string)",
            "ConnectionExpiry -> (string)",
            "ConnectionCredentials -> (structure)",
            "ConnectionToken -> (string)",
            "Expiry -> (string)",
        ] {
            assert!(output.contains(member), "no {member} in: {output}");
        }
    }),
    row("the time in the output stays as the service has written it", |bench| {
        let response = r#"{"Websocket":{"Url":"wss://a","ConnectionExpiry":"2019-11-08T02:41:28.172Z"}}"#;
        let response = http::Response::builder().status(200).body(response.as_bytes().to_vec()).unwrap();
        bench.server.inject(connectparticipant::test_util::Fault::Response(response), 1);
        let text =
            bench.call(&["--type", "WEBSOCKET", "--query", "Websocket.ConnectionExpiry", "--output", "text"]);
        assert_eq!(text.success(), "2019-11-08T02:41:28.172Z\n");
    }),
    row("a new connection is asked for by the same call again", |bench| {
        let first = bench.call(&["--type", "WEBSOCKET", "CONNECTION_CREDENTIALS"]).json();
        let second = bench.call(&["--type", "WEBSOCKET", "CONNECTION_CREDENTIALS"]).json();
        assert_ne!(first["Websocket"]["Url"], second["Websocket"]["Url"]);
    }),
    row("help tells of the time limit, and what to send first on the websocket", |_| {
        let help = help();
        assert!(help.contains("100 s"), "{help}");
        assert!(help.contains("aws/subscribe") && help.contains("aws/chat"), "{help}");
    }),
];

/// Returns the report of a row for the tool with this defect.
fn outcome(row: &Row, defect: Defect) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| (row.check)(&Bench::new(defect)))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked").to_owned()
    })
}

#[test]
fn every_row_of_the_document_holds() {
    let mut problems = Vec::new();
    for row in ROWS {
        if let Err(problem) = outcome(row, |arguments| arguments) {
            problems.push(format!("{}: {problem}", row.says));
        }
    }
    assert!(problems.is_empty(), "{} of {} rows:\n{}", problems.len(), ROWS.len(), problems.join("\n"));
}

#[test]
fn every_fact_of_the_command_line_has_a_row() {
    let tables = Tables::read().unwrap();
    let mut ledger = Ledger::new(&tables, Check::CommandLine);
    for (id, _) in ROWS.iter().filter_map(|row| row.fact) {
        ledger.claim(id).unwrap();
    }
    assert!(ledger.unclaimed().is_empty(), "nobody checks {:?}", ledger.unclaimed());
}

/// Each fact, broken once: its row must report a tool that contradicts the fact.
#[test]
fn every_fact_fails_for_a_defective_tool() {
    for row in ROWS {
        if let Some((id, defect)) = row.fact {
            assert!(outcome(row, defect).is_err(), "{id} holds of a tool with the defect");
        }
    }
}
