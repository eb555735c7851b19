//! The examples in the help work.

use connectparticipant::test_util::Server;
use serde_json::Value;

use super::samples::samples;
use super::support::Tool;

/// The calls in the examples of a page: words, without the quotes of a shell.
fn calls(page: &str, command: &str) -> Vec<Vec<String>> {
    let (_, examples) = page.split_once("\nEXAMPLES\n").unwrap();
    let (examples, _) = examples.split_once("\nSYNOPSIS\n").unwrap();
    let start = format!("connectparticipant {command}");
    let mut calls = Vec::new();
    let mut lines = examples.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if !line.starts_with(&start) {
            continue;
        }
        let mut call = line.to_owned();
        while let Some(open) = call.strip_suffix('\\') {
            call = format!("{}{}", open, lines.next().unwrap());
        }
        let words = call.split_whitespace().skip(1).map(|word| word.trim_matches('\'').to_owned());
        calls.push(words.collect());
    }
    calls
}

/// A chat with a message, and with an incomplete or complete attachment; returns its id.
fn chat(complete: bool) -> (Server, String) {
    let server = Server::builder().credential("connection", "token").items("transcript", 3).start().unwrap();
    let tool = Tool::against(&server).variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "token");
    let tool = tool.file("report.pdf", "%PDF");
    if complete {
        let id = tool.line("upload report.pdf --region us-west-2").json()["AttachmentId"]
            .as_str()
            .unwrap()
            .to_owned();
        return (server, id);
    }
    let line = "start-attachment-upload --content-type application/pdf --attachment-size-in-bytes 4 \
                --attachment-name report.pdf --region us-west-2";
    let begun = tool.line(line).json();
    let metadata = &begun["UploadMetadata"];
    let mut put = http::Request::put(metadata["Url"].as_str().unwrap());
    for (name, value) in metadata["HeadersToInclude"].as_object().unwrap() {
        put = put.header(name, value.as_str().unwrap());
    }
    let agent = connectparticipant::blocking::UreqTransport::builder().build().unwrap();
    let body = connectparticipant::blocking::Body::from(b"%PDF".to_vec());
    let limits = connectparticipant::blocking::Limits::default();
    let response =
        connectparticipant::blocking::Transport::send(&agent, put.body(body).unwrap(), limits).unwrap();
    assert!(response.status().is_success());
    (server, begun["AttachmentId"].as_str().unwrap().to_owned())
}

/// As printed: only the id of an attachment, which cannot be known before, is replaced.
#[test]
fn each_example_of_each_operation_succeeds_and_prints_something() {
    let mut tried = 0;
    for sample in samples() {
        let page = Tool::new().run(&["help", &sample.command]).success();
        let is_call = |call: &Vec<String>| {
            !call.iter().any(|word| word.starts_with("--generate") || word.starts_with("--cli-input"))
        };
        let all = calls(&page, &sample.command);
        let found: Vec<_> = all.into_iter().filter(is_call).collect();
        assert!(!found.is_empty(), "{page}");
        for mut call in found {
            let (server, id) = chat(sample.command == "get-attachment");
            if let Some(at) = call.iter().position(|word| word.starts_with("--attachment-id")) {
                call[at + 1] = id;
            }
            let token = server.credential("participant").unwrap();
            let tool = Tool::against(&server)
                .variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "token")
                .variable("CONNECTPARTICIPANT_PARTICIPANT_TOKEN", &token);
            let words: Vec<&str> = call.iter().map(String::as_str).collect();
            let printed = tool.run(&words).success();
            let has_output = sample.output.as_object().is_some_and(|members| !members.is_empty());
            assert_eq!(!printed.trim().is_empty(), has_output, "{words:?}: {printed}");
            assert!(!printed.trim().eq("None") && !printed.trim().eq("null"), "{words:?}: {printed}");
            if !words.contains(&"text") && has_output {
                let value: Value = serde_json::from_str(&printed).unwrap();
                assert!(value.as_object().is_some_and(|members| !members.is_empty()), "{words:?}: {printed}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 18, "{tried}");
}
