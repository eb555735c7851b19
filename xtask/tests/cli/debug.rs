//! `--debug`: the log contains requests and responses without secrets.

use connectparticipant::test_util::{Failure, Fault, Server};
use http::Response;

use super::samples::samples;
use super::support::Tool;

fn tool(server: &Server) -> Tool {
    Tool::against(server).variable("AWS_REGION", "us-west-2").variable("AWS_MAX_ATTEMPTS", "1")
}

#[test]
fn a_call_is_shown_without_its_secrets() {
    let server = Server::start().unwrap();
    let token = server.credential("participant").unwrap();
    let line =
        "create-participant-connection --type CONNECTION_CREDENTIALS WEBSOCKET --connect-participant --debug";
    let ran = tool(&server).variable("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", &token).line(line);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let request = format!("request: POST {}/participant/connection\n", server.url());
    let id = server.requests().len();
    assert_eq!(id, 1);
    for shown in [
        request.as_str(),
        "request header: content-type: application/json\n",
        "request header: x-amz-bearer: [redacted]\n",
        "request body: {\"Type\":[\"CONNECTION_CREDENTIALS\",\"WEBSOCKET\"],\"ConnectParticipant\":true}\n",
        "response: 200 OK\n",
        "response header: content-type: application/json\n",
        "response header: x-amzn-requestid: ",
        "\"ConnectionToken\":\"[redacted]\"",
        "\"Expiry\":\"2",
    ] {
        assert!(ran.err.contains(shown), "{shown} is not in {}", ran.err);
    }
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let issued = printed["ConnectionCredentials"]["ConnectionToken"].as_str().unwrap();
    let url = printed["Websocket"]["Url"].as_str().unwrap();
    for secret in [token.as_str(), issued, url] {
        assert!(!ran.err.contains(secret), "{secret} is in {}", ran.err);
    }
}

/// For every operation, the log contains each text of the request except those of secret members.
#[test]
fn no_operation_has_a_secret_in_its_log() {
    for sample in samples() {
        let server = Server::start().unwrap();
        server.inject_into(sample.name, Fault::Response(sample.response.clone()), 1).unwrap();
        let input = sample.input.to_string();
        let ran =
            tool(&server).run(&[&sample.command, "--cli-input-json", &input, "--no-paginate", "--debug"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(ran.err.contains("request: ") && ran.err.contains("response: 200 OK"), "{}", ran.err);
        for (name, value) in sample.input.as_object().unwrap() {
            let is_secret = ["ConnectionToken", "ParticipantToken"].contains(&name.as_str());
            if let (true, Some(text)) = (is_secret, value.as_str()) {
                assert!(!ran.err.contains(text), "{name} of {} is in {}", sample.name, ran.err);
            } else if let Some(text) = value.as_str() {
                assert!(ran.err.contains(text), "{name} of {} is not in {}", sample.name, ran.err);
            }
        }
    }
}

#[test]
fn unknown_errors_and_bodies_are_shown_redacted() {
    let server = Server::builder().credential("connection", "a-long-token").start().unwrap();
    let line = "describe-view --view-token v --connection-token a-long-token --debug";
    let failure = Failure::new("ValidationException").message("not a-long-token");
    server.fail_next("DescribeView", failure).unwrap();
    let said = tool(&server).line(line).err;
    assert!(said.contains("response: 400 Bad Request") && said.contains("\"not [redacted]\""), "{said}");
    let body = r#"{"View":{"Id":"known"},"FromTomorrow":{"Token":"hidden-1"},"url":"hidden-2"}"#;
    let response =
        Response::builder().header("content-type", "application/json").header("x-secret", "hidden-3");
    server.inject(Fault::Response(response.body(body.into()).unwrap()), 1);
    let said = tool(&server).line(line).err;
    assert!(said.contains("\"known\"") && said.contains("\"FromTomorrow\":\"[not shown]\""), "{said}");
    assert!(said.contains("x-secret: [not shown]") && !said.contains("hidden-"), "{said}");
    let page =
        Response::builder().status(502).header("content-type", "text/html").body("<b>hidden-4</b>".into());
    server.inject(Fault::Response(page.unwrap()), 1);
    let said = tool(&server).line(line).err;
    assert!(said.contains("response body: 15 bytes, not shown"), "{said}");
    server.refuse_connections();
    let said = tool(&server).line(line).err;
    assert!(said.contains("no response: ") && !said.contains("a-long-token"), "{said}");
}

#[test]
fn uploads_do_not_show_their_addresses() {
    let server = Server::builder().credential("connection", "a-long-token").start().unwrap();
    let tool = tool(&server).file("a.csv", "some,private\n");
    let ran = tool.line("upload a.csv --connection-token a-long-token --debug");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(ran.err.matches("request: ").count(), 3, "{}", ran.err);
    assert!(!ran.err.contains("a-long-token") && !ran.err.contains("some,private"), "{}", ran.err);
    let put = server.requests().into_iter().find(|request| request.method == "PUT").unwrap();
    assert!(put.query.is_empty() || !ran.err.contains(&put.query), "{}", ran.err);
}
