//! From the command line to the wire and back.

use connectparticipant::test_util::{Fault, Server};
use http::Response;
use serde_json::{Value, json};

use super::support::Tool;

fn server() -> Server {
    Server::builder().credential("connection", "a token").items("transcript", 25).start().unwrap()
}

const SEND: &[&str] = &["send-message", "--content-type", "text/plain", "--content", "Hello"];

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

#[test]
fn a_message_is_sent_and_the_response_is_printed() {
    let server = server();
    let response = Tool::against(&server).run(&with(SEND, &["--connection-token", "a token"])).json();
    assert!(response["Id"].is_string() && response["AbsoluteTime"].is_string(), "{response}");
    let requests = server.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.header("x-amz-bearer"), Some("a token"));
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!((&body["Content"], &body["ContentType"]), (&json!("Hello"), &json!("text/plain")));
    assert!(
        body["ClientToken"].as_str().is_some_and(|token| !token.is_empty()),
        "generated if it is missing: {body}"
    );
}

#[test]
fn a_secret_comes_from_the_environment_or_from_standard_input() {
    let server = server();
    let tool = Tool::against(&server);
    let missing = tool.run(SEND).failure(252);
    assert!(
        missing.contains("the following arguments are required: --connection-token\nhint: set "),
        "{missing}"
    );
    Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token").run(SEND).json();
    Tool::against(&server).input("a token\n").run(&with(SEND, &["--connection-token", "-"])).json();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn options_may_precede_or_follow_the_command_and_the_last_counts() {
    let server = server();
    let tool = Tool::new();
    let url = server.url();
    let before = with(&["--endpoint-url", url, "--output", "text", "--query", "Id"], SEND);
    let response = tool.run(&with(&before, &["--connection-token", "a token"])).success();
    assert_eq!(response.lines().count(), 1, "{response}");
    let behind =
        with(SEND, &["--connection-token=wrong", "--connection-token=a token", "--endpoint-url", url]);
    let response =
        tool.run(&with(&behind, &["--output", "yaml", "--no-cli-pager", "--no-sign-request"])).success();
    assert!(response.contains("AbsoluteTime: "), "{response}");
    let both = with(&["--output", "table"], &behind);
    assert!(tool.run(&with(&both, &["--output", "off"])).success().is_empty());
}

#[test]
fn texts_may_begin_with_a_dash() {
    let server = server();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token");
    for text in ["-", "-1", "- item", "-)", "--", "-x", "--content-type"] {
        let text = format!("--content={text}");
        tool.run(&["send-message", "--content-type", "text/plain", &text]).json();
    }
    for text in ["-1", "- item", "-)", "-x", "-no-option"] {
        tool.run(&["send-message", "--content-type", "text/plain", "--content", text]).json();
        let sent = server.requests().pop().unwrap();
        let body: Value = serde_json::from_slice(&sent.body).unwrap();
        assert_eq!(body["Content"], text);
    }
}

#[test]
fn pages_are_put_together() {
    let server = server();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token");
    let all = tool.line("get-transcript --page-size 10").json();
    assert_eq!(all["Transcript"].as_array().unwrap().len(), 25);
    assert_eq!(server.requests().len(), 3);
    let some = tool.line("get-transcript --page-size 10 --max-items 12").json();
    assert_eq!(some["Transcript"].as_array().unwrap().len(), 12);
    let token = some["NextToken"].as_str().unwrap();
    let rest = tool.run(&["get-transcript", "--starting-token", token]).json();
    assert_eq!(rest["Transcript"].as_array().unwrap().len(), 13);
    let ids = |page: &Value| {
        page["Transcript"].as_array().unwrap().iter().map(|item| item["Id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!([ids(&some), ids(&rest)].concat(), ids(&all));
    server.clear_requests();
    let one = tool.line("get-transcript --no-paginate --max-results 5").json();
    assert_eq!(one["Transcript"].as_array().unwrap().len(), 5);
    assert_eq!(server.requests().len(), 1);
    let stream = tool.line("get-transcript --page-size 10 --output yaml-stream").success();
    assert_eq!(stream.lines().filter(|line| line.starts_with("- ")).count(), 3, "{stream}");
    let ids = tool.line("get-transcript --page-size 10 --output text --query Transcript[].Id").success();
    assert_eq!(ids.split_whitespace().count(), 25, "{ids}");
}

/// The library has the same error: `xtask/tests/client/paging.rs`.
#[test]
fn an_unreadable_token_is_an_error_after_the_items() {
    let server = server();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token");
    let body = r#"{"Transcript":[{"Id":"one"}],"NextToken":{"a":1}}"#;
    let page = || Response::builder().header("content-type", "application/json").body(body.into()).unwrap();
    for (arguments, out) in [
        ("get-transcript", "\"one\""),
        ("get-transcript --output yaml", "Id: one"),
        ("get-transcript --output yaml-stream", "Id: one"),
        ("get-transcript --output text", "one"),
        ("transcript", ""),
        ("transcript --follow", ""),
    ] {
        server.inject_into("GetTranscript", Fault::Response(page()), 1).unwrap();
        let ran = tool.line(arguments);
        assert_eq!(ran.status, Some(255), "{arguments}: {}", ran.err);
        assert!(ran.out.contains(out) && ran.out.is_empty() == out.is_empty(), "{arguments}: {}", ran.out);
        let error = "Error during pagination: the token for the next page could not be read";
        assert!(ran.err.contains(error), "{arguments}: {}", ran.err);
    }
    // One call is one page: its missing token is a warning.
    server.inject_into("GetTranscript", Fault::Response(page()), 1).unwrap();
    let ran = tool.line("get-transcript --no-paginate");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("warning: a member of the response could not be read")
            && ran.err.contains("NextToken")
    );
}

#[test]
fn lists_take_several_values_and_structures_the_shorthand() {
    let server = Server::start().unwrap();
    let token = server.credential("participant").unwrap();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", &token);
    let response = tool
        .line("create-participant-connection --type WEBSOCKET CONNECTION_CREDENTIALS --connect-participant")
        .json();
    let connection = response["ConnectionCredentials"]["ConnectionToken"].as_str().unwrap();
    let body: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(body, json!({ "Type": ["WEBSOCKET", "CONNECTION_CREDENTIALS"], "ConnectParticipant": true }));
    let tool = tool.variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", connection);
    tool.line("get-transcript --start-position MostRecent=3 --no-paginate").json();
    let body: Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    assert_eq!(body["StartPosition"], json!({ "MostRecent": 3 }));
}

#[test]
fn a_skeleton_needs_no_options_and_is_valid_input() {
    let tool = Tool::new();
    let skeleton = tool.line("send-message --generate-cli-skeleton").json();
    assert_eq!(skeleton, tool.line("send-message --generate-cli-skeleton input").json());
    assert_eq!(skeleton["Content"], "");
    assert!(
        tool.line("send-message --generate-cli-skeleton yaml-input")
            .success()
            .contains("ConnectionToken: ''")
    );
    let sample = tool.line("get-transcript --generate-cli-skeleton output").json();
    assert!(sample["Transcript"].is_array(), "{sample}");
    let query = tool.line("send-message --generate-cli-skeleton output --query Id --output text").success();
    assert_eq!(query, "Id\n");
    // Present members are validated, and members may be missing.
    let given = tool.line("get-transcript --generate-cli-skeleton output --scan-direction FORWARD").json();
    assert_eq!(given, sample);
    let refused =
        tool.line("get-transcript --generate-cli-skeleton output --start-position Ids=1").failure(252);
    assert!(refused.contains("Unknown parameter in StartPosition: \"Ids\""), "{refused}");

    let server = server();
    let input =
        json!({ "ContentType": "text/plain", "Content": "of the file", "ConnectionToken": "a token" });
    let tool = Tool::against(&server).file("input.json", input.to_string());
    tool.line("send-message --cli-input-json file://input.json --content flag").json();
    let body: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(body["Content"], "flag");
    let both = tool.line("send-message --cli-input-json {} --cli-input-yaml {}").failure(252);
    assert!(both.contains("Only one --cli-input- parameter may be specified"), "{both}");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let server = server();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token");
    for arguments in [&["get-transcript"][..], &["help"], &["transcript"], &["completions", "bash"]] {
        let mut child = tool.start(arguments);
        drop(child.stdout.take());
        let ran = super::support::ended(child);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn in_a_pipe_secrets_are_whole() {
    let server = Server::start().unwrap();
    let token = server.credential("participant").unwrap();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", &token);
    let response = tool.line("create-participant-connection --type CONNECTION_CREDENTIALS").success();
    assert!(!response.contains("[redacted]"), "{response}");
}

#[test]
fn a_log_goes_to_standard_error_and_has_no_secret() {
    let server = server();
    let tool = Tool::against(&server);
    let ran = tool.run(&with(SEND, &["--connection-token", "a token", "--debug"]));
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(serde_json::from_str::<Value>(&ran.out).is_ok(), "{}", ran.out);
    assert!(
        ran.err.contains(": farrier_runtime: response") && ran.err.contains("SendMessage"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("::runtime::"), "a target that is no public path: {}", ran.err);
    assert!(!ran.err.contains("a token"), "{}", ran.err);
}

#[test]
fn a_file_is_uploaded_and_a_transcript_is_read() {
    let server = server();
    let tool = Tool::against(&server)
        .variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token")
        .file("a.csv", "a,b\n");
    let response = tool.line("upload a.csv").json();
    assert!(response["AttachmentId"].is_string(), "{response}");
    assert_eq!(tool.line("transcript").success().lines().count(), 26);
    let items = tool.line("transcript --output json --max-items 3").json();
    assert_eq!(items["Transcript"].as_array().unwrap().len(), 3);
    let missing = Tool::against(&server).line("transcript").failure(252);
    assert!(
        missing.contains("the following arguments are required: --connection-token\nhint: set "),
        "{missing}"
    );
}

#[test]
fn help_is_asked_for_in_every_way() {
    let tool = Tool::new();
    let page = tool.line("help").success();
    assert_eq!(page, tool.line("--help").success());
    let page = tool.line("help send-message").success();
    for line in
        ["send-message help", "send-message --help", "--help send-message", "send-message --content x --help"]
    {
        assert_eq!(page, tool.line(line).success(), "{line}");
    }
    for line in
        ["upload --help", "transcript --help", "completions --help", "man --help", "help upload", "help help"]
    {
        assert!(tool.line(line).success().contains("SYNOPSIS"), "{line}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(tool.run(&["completions", shell]).success().contains("send-message"));
    }
    assert_eq!(tool.line("man pages").status, Some(0));
    assert!(tool.path("pages/connectparticipant-send-message.1").is_file());
}
