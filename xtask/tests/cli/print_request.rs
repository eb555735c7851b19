//! `--print-request`: the equivalent curl command.

use std::process::Command;

use connectparticipant::test_util::Server;

use super::support::Tool;

#[test]
fn the_request_is_shown_and_nothing_is_sent() {
    let server = Server::start().unwrap();
    let tool = Tool::against(&server);
    let line =
        "send-message --content-type text/plain --content it's --client-token c --connection-token SECRET";
    let shown = tool.line(&format!("{line} --print-request")).success();
    let expected = format!(
        "curl --request POST '{}/participant/message' \\\n  --header 'x-amz-bearer: [redacted]' \\\n  \
         --header 'content-type: application/json' \\\n  --header 'accept-encoding: gzip' \\\n  \
         --data-raw '{{\"ContentType\":\"text/plain\",\"Content\":\"it'\\''s\",\"ClientToken\":\"c\"}}'\n",
        server.url()
    );
    assert_eq!(shown, expected);
    let whole = tool.line(&format!("{line} --print-request --show-secrets")).success();
    assert_eq!(whole, expected.replace("[redacted]", "SECRET"));
    assert!(server.requests().is_empty());
}

#[test]
fn a_region_or_endpoint_is_required() {
    let line = "send-message --content-type a --content b --connection-token c --print-request";
    let said = Tool::new().line(line).failure(253);
    assert!(said.starts_with("You must specify a region."), "{said}");
    let shown = Tool::new().line(&format!("{line} --region us-west-2")).success();
    assert!(
        shown.contains("'https://participant.connect.us-west-2.amazonaws.com/participant/message'"),
        "{shown}"
    );
}

/// The shell parses the line correctly, and curl sends the same request as the tool.
#[test]
fn the_curl_command_sends_the_same() {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("there is no curl here; skipped");
        return;
    }
    let server = Server::builder().credential("connection", "it's $HOME").start().unwrap();
    let tool = Tool::against(&server);
    let arguments = [
        "send-message",
        "--content-type",
        "text/plain",
        "--client-token",
        "1",
        "--connection-token",
        "it's $HOME",
        "--content",
        "a 'quoted' \"text\"\nwith `lines` \\ and \u{e4}\u{1f600} @file",
    ];
    let shown = tool.run(&[&arguments[..], &["--print-request", "--show-secrets"]].concat()).success();
    tool.run(&arguments).success();
    let output = Command::new("sh").arg("-c").arg(&shown).output().unwrap();
    assert!(output.status.success(), "{shown}");
    let requests = server.requests();
    let [own, curls] = requests.as_slice() else { panic!("{}", requests.len()) };
    assert_eq!((&own.method, &own.path, &own.body), (&curls.method, &curls.path, &curls.body));
    for name in ["content-type", "x-amz-bearer"] {
        assert_eq!(own.header(name), curls.header(name));
    }
}

#[test]
fn certificates_of_the_environment_are_those_of_curl() {
    let tool =
        Tool::new().variable("AWS_CA_BUNDLE", "own.pem").variable("AWS_ENDPOINT_URL", "http://localhost:1");
    let line = "disconnect-participant --connection-token c --print-request";
    assert!(tool.line(line).success().contains("--cacert 'own.pem'"));
    let line = format!("{line} --no-verify-ssl");
    let shown = tool.line(&line).out;
    assert!(shown.contains("--insecure") && !shown.contains("--cacert"), "{shown}");
}
