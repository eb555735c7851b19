//! Exit codes: those of the AWS CLI, with its messages on standard error.

use std::time::{Duration, Instant};

use connectparticipant::test_util::{Failure, Fault, Server};

use super::support::{Tool, ended};

const SEND: &str = "send-message --content-type text/plain --content x --connection-token token";

fn server() -> Server {
    Server::builder().credential("connection", "token").start().unwrap()
}

#[track_caller]
fn usage(line: &str, message: &str) {
    let said = Tool::new().line(line).failure(252);
    let usage = "usage: connectparticipant [options] <command> [parameters]\nTo see help text, you can run:\n\n  \
                 connectparticipant help\n  connectparticipant <command> help\n";
    assert_eq!(said, format!("{message}\n\n{usage}"), "{line}");
}

#[test]
fn a_wrong_command_line_is_252_with_the_usage() {
    usage("", "the following arguments are required: command");
    usage("--region us-west-2", "the following arguments are required: command");
    usage(
        "disconect-participant",
        "argument command: Invalid choice: 'disconect-participant'\nhint: maybe you meant: disconnect-participant",
    );
    usage("nonsense --foo", "argument command: Invalid choice: 'nonsense'\nhint: `help` lists all commands");
    usage("help nonsense", "argument command: Invalid choice: 'nonsense'\nhint: `help` lists all commands");
    usage("send-message --foo", "Unknown options: --foo");
    usage("send-message --contnt x", "Unknown options: --contnt\nhint: did you mean --content?");
    usage("send-message a b", "Unknown options: a, b");
    usage("--foo send-message", "Unknown options: --foo");
    usage(
        "send-message",
        "the following arguments are required: --content-type, --content, --connection-token\n\
         hint: set CONNECTPARTICIPANT_CONNECTION_TOKEN, or give --connection-token - to read it from standard input",
    );
    usage("send-message --content", "argument --content: expected one argument");
    usage(
        "send-message --content --region x",
        "argument --content: expected one argument\nhint: for the text --region itself, write --content=--region",
    );
    usage("send-message --debug=x", "argument --debug: ignored explicit argument 'x'");
    usage(
        "--output xml send-message",
        "argument --output: Invalid choice: 'xml', valid choices are: json | yaml | yaml-stream | text | table | off",
    );
    usage(
        "send-message --cli-read-timeout soon",
        "argument --cli-read-timeout: invalid value 'soon': a whole number is needed",
    );
    usage(
        "send-message --con x",
        "ambiguous option: --con could match --content-type, --content, --connection-token",
    );
    usage(
        "get-transcript --connection-tok --reg x",
        "argument --connection-token: expected one argument\nhint: for the text --reg itself, write \
         --connection-token=--reg",
    );
    usage(
        "completions tcsh",
        "argument shell: Invalid choice: 'tcsh', valid choices are: bash | elvish | fish | powershell | zsh",
    );
    usage("upload", "the following arguments are required: file");
}

#[test]
fn a_value_that_is_wrong_is_252() {
    let tool = Tool::new();
    let said = tool.line(&format!("{SEND} --query foo(Id)")).failure(252);
    assert!(said.starts_with("Bad value for --query foo(Id): Unknown function: foo()"), "{said}");
    let said = tool.line(&format!("{SEND} --query ][")).failure(252);
    assert!(said.starts_with("Bad value for --query ]["), "{said}");
    let said = tool.line("get-transcript --connection-token t --max-results x").failure(252);
    assert!(said.contains("max-results"), "{said}");
    let said = tool
        .run(&["send-message", "--content-type", "", "--content", "x", "--connection-token", "t"])
        .failure(252);
    assert!(
        said.starts_with("Parameter validation failed:\nInvalid length for parameter ContentType, value: 0"),
        "{said}"
    );
    let said = tool
        .line(&format!("{SEND} --validate --client-token {} --region us-west-2", "x".repeat(501)))
        .failure(252);
    assert!(said.starts_with("Parameter validation failed:\nClientToken: must have"), "{said}");
    let said = tool.line(&format!("{SEND} --endpoint-url example.com")).failure(252);
    assert!(said.starts_with("Bad value for --endpoint-url \"example.com\": scheme is missing."), "{said}");
    for (url, problem) in [
        ("https://user:hush@localhost/", "the endpoint has user information"),
        ("https://localhost/?hush", "the endpoint has a query string"),
    ] {
        let said = tool.line(&format!("{SEND} --endpoint-url {url}")).failure(252);
        assert_eq!(said, format!("Bad value for --endpoint-url: {problem}\n"));
        let set = Tool::new().variable("AWS_ENDPOINT_URL", url).line(SEND).failure(253);
        assert_eq!(set, format!("no endpoint: {problem}\n"));
    }
    let said = tool.line(&format!("{SEND} --endpoint-url http://example.com")).failure(252);
    assert!(said.contains("is refused") && said.contains("\nhint: use https://"), "{said}");
}

#[test]
fn settings_that_are_wrong_are_253() {
    let said = Tool::new().line(SEND).failure(253);
    assert!(said.starts_with("You must specify a region.\nhint: "), "{said}");
    let said = Tool::new().config("nonsense").line(SEND).failure(253);
    assert!(said.starts_with("Unable to parse config file: "), "{said}");
    let said = Tool::new().line(&format!("{SEND} --region us-west-2 --ca-bundle nowhere.pem")).failure(253);
    assert!(said.starts_with("Unable to read the CA bundle nowhere.pem: "), "{said}");
    let tool = Tool::new().file("empty.pem", "").variable("AWS_CA_BUNDLE", "empty.pem");
    let said = tool.line(&format!("{SEND} --region us-west-2")).failure(253);
    assert!(said.starts_with("Unable to use the CA bundle empty.pem: "), "{said}");
    let said = Tool::new().variable("AWS_DEFAULT_OUTPUT", "xml").line(SEND).failure(253);
    assert_eq!(said, "Unknown output type: xml\n");
    let said = Tool::new().line(&format!("{SEND} --region b@d")).failure(253);
    let is_so = "a region is letters, digits and hyphens, such as us-east-1";
    assert_eq!(said, format!("no endpoint: {is_so}\n"));
    let empty = [&SEND.split(' ').collect::<Vec<_>>()[..], &["--region", ""]].concat();
    let said = Tool::new().run(&empty).failure(253);
    assert!(said.starts_with("You must specify a region.\nhint: "), "{said}");
}

#[test]
fn a_service_error_is_254_with_its_message_and_a_hint() {
    let server = server();
    let said = Tool::against(&server).line(&SEND.replace("token token", "token other")).failure(254);
    let first = "An error occurred (AccessDeniedException) when calling the SendMessage operation: ";
    assert!(said.starts_with(first) && said.contains("\nhint: "), "{said}");
    assert!(!said.contains("other"), "{said}");
    for code in ["ValidationException", "ConflictException", "ThrottlingException", "InternalServerException"]
    {
        let failure = Failure::new(code).message("reasons");
        for _ in 0..3 {
            server.fail_next("SendMessage", failure.clone()).unwrap();
        }
        let said = Tool::against(&server).line(SEND).failure(254);
        let expected =
            format!("An error occurred ({code}) when calling the SendMessage operation: reasons\n");
        assert!(said.starts_with(&expected), "{said}");
        server.clear_faults();
    }
}

#[test]
fn violations_of_the_model_are_the_hint_of_a_400() {
    let server = server();
    server.fail_next("SendMessage", "ValidationException").unwrap();
    let said =
        Tool::against(&server).line(&format!("{SEND} --client-token {}", "x".repeat(501))).failure(254);
    assert!(said.contains("\nhint: the model does not allow this: ClientToken: must have"), "{said}");
}

/// The tool generates it, so the user cannot fix it.
#[test]
fn a_generated_token_is_not_a_hint() {
    let server = server();
    server.fail_next("CompleteAttachmentUpload", "ValidationException").unwrap();
    let line = "complete-attachment-upload --attachment-ids a --connection-token token";
    let said = Tool::against(&server).line(line).failure(254);
    assert!(!said.contains("hint") && !said.contains("ClientToken"), "{said}");
    server.fail_next("CompleteAttachmentUpload", "ValidationException").unwrap();
    let said =
        Tool::against(&server).line(&format!("{line} --client-token {}", "x".repeat(501))).failure(254);
    assert!(said.contains("\nhint: the model does not allow this: ClientToken: must have"), "{said}");
}

#[test]
fn a_missing_response_is_255() {
    let server = server();
    let tool = Tool::against(&server).variable("AWS_MAX_ATTEMPTS", "1");
    server.inject(Fault::InvalidJson, 1);
    assert!(!tool.line(SEND).failure(255).is_empty());
    server.inject(Fault::Delay(Duration::from_secs(30)), 1);
    let begun = Instant::now();
    let said = tool.line(&format!("{SEND} --cli-read-timeout 1")).failure(255);
    assert!(said.starts_with("Read timeout on endpoint URL: \""), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    server.refuse_connections();
    let said = tool.line(SEND).failure(255);
    assert!(
        said.starts_with(&format!("Could not connect to the endpoint URL: \"{}", server.url())),
        "{said}"
    );
    let missing = tool.line(&format!("{SEND} --profile nobody")).failure(255);
    assert_eq!(missing, "The config profile (nobody) could not be found\n");
}

#[test]
fn the_settings_limit_attempts() {
    let server = server();
    server.inject(Fault::status(500), 4);
    Tool::against(&server).variable("AWS_MAX_ATTEMPTS", "2").line(SEND).failure(254);
    assert_eq!(server.requests().len(), 2);
    Tool::against(&server).line(SEND).success();
    assert_eq!(server.requests().len(), 5);
}

#[cfg(unix)]
#[test]
fn an_interrupt_in_the_middle_of_a_call_is_130() {
    let server = server();
    server.inject(Fault::Delay(Duration::from_secs(30)), 1);
    let begun = Instant::now();
    let child = Tool::against(&server).start(&SEND.split(' ').collect::<Vec<_>>());
    while server.open_connections() == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let ran = ended(child);
    assert_eq!((ran.status, ran.out.as_str()), (Some(130), ""), "{}", ran.err);
    assert!(begun.elapsed() < Duration::from_secs(20));
}
