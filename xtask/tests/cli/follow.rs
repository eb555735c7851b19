//! `transcript`: the chat as lines and as JSON, and with `--follow`.

use std::io::{BufRead, BufReader};
use std::process::ChildStdout;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::blocking::Client;
use connectparticipant::operation::disconnect_participant::DisconnectParticipantRequest;
use connectparticipant::operation::send_event::SendEventRequest;
use connectparticipant::operation::send_message::SendMessageRequest;
use connectparticipant::test_util::{Fault, Server};
use serde_json::{Value, json};

use super::support::{Ran, Running, Tool, ended};

/// Longer than any step takes, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A chat with some messages in it.
struct Chat {
    server: Server,
    tool: Tool,
    client: Client,
}

impl Chat {
    fn new(messages: usize) -> Self {
        let server = Server::builder()
            .credential("connection", "a token")
            .items("transcript", messages)
            .start()
            .unwrap();
        let tool = Tool::against(&server)
            .variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token")
            .variable("AWS_MAX_ATTEMPTS", "1");
        let client = Client::builder().endpoint_url(server.url()).build().unwrap();
        Self { server, tool, client }
    }

    /// Sends a message, and returns its id.
    fn say(&self, text: &str) -> String {
        let message = SendMessageRequest::new("text/plain", text, "a token");
        self.client.send_message(message).send().unwrap().id.unwrap()
    }

    fn follow(&self, arguments: &str) -> Following {
        let all = format!("transcript --follow --interval 0.1 {arguments}");
        Following::new(self.tool.start(&all.split_whitespace().collect::<Vec<_>>()))
    }
}

/// The running tool.
struct Following {
    child: Running,
    lines: Receiver<String>,
}

impl Following {
    fn new(mut child: Running) -> Self {
        let out: ChildStdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines() {
                let _ = sender.send(line.unwrap());
            }
        });
        Self { child, lines }
    }

    #[track_caller]
    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// The output after the lines that were read, and the exit code.
    fn end(self) -> (Vec<String>, Ran) {
        let ran = ended(self.child);
        (self.lines.iter().collect(), ran)
    }
}

fn until(what: impl Fn() -> bool) {
    let begun = Instant::now();
    while !what() {
        assert!(begun.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_whole_chat_is_one_line_for_each_item_oldest_first() {
    let chat = Chat::new(0);
    chat.say("good day");
    let joined = SendEventRequest::new("application/vnd.amazonaws.connect.event.typing", "a token");
    chat.client.send_event(joined).send().unwrap();
    chat.say("two\nlines \u{1b}[31mand a colour\u{7}");
    let out = chat.tool.line("transcript").success();
    let lines: Vec<&str> = out.lines().collect();
    let [first, second, third] = lines.as_slice() else { panic!("{out}") };
    assert!(first.ends_with("Z  CUSTOMER  Customer: good day"), "{first}");
    assert!(
        second.ends_with("Z  CUSTOMER  Customer: [application/vnd.amazonaws.connect.event.typing]"),
        "{second}"
    );
    assert!(third.ends_with("Z  CUSTOMER  Customer: two\\nlines \\u{1b}[31mand a colour\\u{7}"), "{third}");
    let times: Vec<&str> = lines.iter().map(|line| &line[.."2026-11-20T09:00:00.000Z".len()]).collect();
    assert!(times.is_sorted(), "{out}");
}

#[test]
fn an_attachment_has_its_name_and_its_id() {
    let chat = Chat::new(0);
    let tool = chat.tool.file("notes.txt", "notes");
    let id = tool.line("upload notes.txt --query AttachmentId --output text").success();
    let line = tool.line("transcript").success();
    let end = format!("Customer: [ATTACHMENT] notes.txt, {}, APPROVED\n", id.trim());
    assert!(line.ends_with(&end), "{line}");
}

#[test]
fn many_pages_are_one_chat() {
    let chat = Chat::new(230);
    let out = chat.tool.line("transcript --output json").json();
    let whole = chat.tool.line("transcript --query length(Transcript)").success();
    assert_eq!(whole.trim(), "230");
    let items = out["Transcript"].as_array().unwrap();
    assert_eq!(items.len(), 230);
    let times: Vec<&str> = items.iter().map(|item| item["AbsoluteTime"].as_str().unwrap()).collect();
    assert!(times.is_sorted());
    let requests = chat.server.requests();
    let body: Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!(body, json!({ "MaxResults": 100, "ScanDirection": "BACKWARD", "SortOrder": "ASCENDING" }));
    assert_eq!(requests.len(), 6);
    assert_eq!(chat.tool.line("transcript --max-items 7").success().lines().count(), 7);
}

#[test]
fn an_empty_chat_is_nothing() {
    let chat = Chat::new(0);
    assert_eq!(chat.tool.line("transcript").success(), "");
    assert_eq!(chat.tool.line("transcript --output json").json(), json!({ "Transcript": [] }));
}

#[test]
fn concurrent_messages_are_printed_once_in_order() {
    let chat = Chat::new(3);
    let following = chat.follow("--output json");
    let old: Vec<String> = (0..3).map(|_| following.line()).collect();
    let mut said = Vec::new();
    for number in 0..40 {
        said.push(chat.say(&format!("message {number}")));
        if number % 9 == 0 {
            thread::sleep(Duration::from_millis(150));
        }
    }
    let id = |line: String| serde_json::from_str::<Value>(&line).unwrap()["Id"].as_str().unwrap().to_owned();
    let heard: Vec<String> = said.iter().map(|_| id(following.line())).collect();
    assert_eq!(heard, said);
    assert!(old.into_iter().all(|line| !heard.contains(&id(line))));
    chat.client.disconnect_participant(DisconnectParticipantRequest::new("a token")).send().unwrap();
    let (rest, ran) = following.end();
    assert_eq!(rest, Vec::<String>::new());
    // The end of the chat is no error.
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let end = "the list has ended: An error occurred (AccessDeniedException) when calling the GetTranscript operation";
    assert!(ran.err.starts_with(end), "{}", ran.err);
}

#[test]
fn an_item_that_changes_is_shown_as_changed() {
    for (arguments, values) in [("", false), ("--output json", true)] {
        let chat = Chat::new(0);
        let id = chat.say("How can");
        let following = chat.follow(arguments);
        let first = following.line();
        assert!(values || first.ends_with("Customer: How can"), "{first}");
        for change in [
            json!({ "Content": "How can I help?" }),
            json!({ "MessageMetadata": { "MessageProcessingStatus": "FAILED" } }),
            json!({ "Attachments": [{ "AttachmentName": "a.pdf", "Status": "REJECTED" }] }),
        ] {
            assert_eq!(chat.server.update_item("", "transcript", &id, &change), Ok(true));
            let line = following.line();
            if values {
                let item: Value = serde_json::from_str(&line).unwrap();
                assert_eq!(item["Id"], id);
                let (name, value) = change.as_object().unwrap().iter().next().unwrap();
                assert_eq!(item[name], *value);
            } else {
                assert!(line.contains("Customer: [changed] "), "{line}");
            }
        }
        let end =
            json!({ "Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.chat.ended" });
        chat.server.add_item("transcript", end).unwrap();
        let (rest, ran) = following.end();
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "after the event of the end");
        assert_eq!(rest.len(), 1, "{rest:?}");
        assert!(rest[0].contains("chat.ended"), "{rest:?}");
    }
}

#[test]
fn a_receipt_does_not_show_a_message_again() {
    let chat = Chat::new(0);
    let id = chat.say("have you read this?");
    let following = chat.follow("");
    assert!(following.line().ends_with("have you read this?"));
    let read = SendEventRequest::new("application/vnd.amazonaws.connect.event.message.read", "a token")
        .content(json!({ "messageId": id }).to_string());
    chat.client.send_event(read).send().unwrap();
    chat.server.clear_requests();
    until(|| chat.server.requests().len() > 2);
    chat.say("good");
    assert!(following.line().ends_with("Customer: good"));
}

#[test]
fn throttling_and_lost_connections_are_waited_for() {
    let chat = Chat::new(1);
    // A throttling error is a response, too.
    chat.server.inject_into("GetTranscript", Fault::status(503), 1).unwrap();
    let following = chat.follow("");
    following.line();
    chat.server.inject_into("GetTranscript", Fault::status(429), 2).unwrap();
    chat.server.inject_into("GetTranscript", Fault::LoseResponse, 1).unwrap();
    chat.say("after all of that");
    assert!(following.line().ends_with("after all of that"));
    chat.server.refuse_connections();
    thread::sleep(Duration::from_millis(500));
    chat.server.accept_connections().unwrap();
    chat.say("and of this");
    assert!(following.line().ends_with("and of this"));
    chat.client.disconnect_participant(DisconnectParticipantRequest::new("a token")).send().unwrap();
    let (rest, ran) = following.end();
    assert!(rest.is_empty(), "{rest:?}");
    assert!(ran.err.contains("(429) when calling the GetTranscript operation"), "{}", ran.err);
    assert!(ran.err.contains("; retrying in 0.2 seconds\n"), "{}", ran.err);
    assert!(ran.err.contains("; retrying in 0.4 seconds\n"), "{}", ran.err);
    assert!(ran.err.contains("Could not connect to the endpoint URL"), "{}", ran.err);
}

#[test]
fn the_first_connection_is_not_retried() {
    let chat = Chat::new(1);
    chat.server.refuse_connections();
    let said = chat.tool.line("transcript --follow").failure(255);
    assert!(said.starts_with("Could not connect"), "{said}");
    chat.server.accept_connections().unwrap();
    chat.server.inject_into("GetTranscript", Fault::status(429), 1).unwrap();
    let said = chat.tool.line("transcript").failure(254);
    assert!(said.contains("(429)"), "{said}");
    let said = chat.tool.line("transcript --follow --connection-token wrong").failure(254);
    assert!(said.contains("AccessDeniedException"), "{said}");
    assert!(!said.contains("wrong"), "{said}");
}

#[test]
fn the_first_request_can_be_printed() {
    let chat = Chat::new(1);
    let printed = chat.tool.line("transcript --follow --print-request").success();
    assert!(printed.starts_with("curl "), "{printed}");
    assert!(printed.contains("\"ScanDirection\":\"BACKWARD\""), "{printed}");
    assert!(!printed.contains("a token"), "{printed}");
    assert!(chat.server.requests().is_empty());
}

#[test]
fn max_items_limits_the_items() {
    let chat = Chat::new(2);
    let following = chat.follow("--max-items 3");
    chat.say("the third");
    chat.say("the fourth");
    let (lines, ran) = following.end();
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(lines.len(), 3);
    assert!(lines[2].ends_with("the third"), "{lines:?}");
}

#[test]
fn each_item_is_a_page_of_a_stream_of_yaml() {
    let chat = Chat::new(2);
    let (lines, ran) = chat.follow("--max-items 2 --output yaml-stream").end();
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(lines.iter().filter(|line| line.starts_with("- ")).count(), 2, "{lines:?}");
}

#[test]
fn each_item_is_a_document_of_yaml() {
    let chat = Chat::new(2);
    let (lines, ran) = chat.follow("--max-items 2 --output yaml").end();
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let text = lines.join("\n");
    let documents: Vec<&str> = text.split("---\n").collect();
    let [before, first, second] = documents.as_slice() else { panic!("{text}") };
    assert_eq!(*before, "");
    assert!(first.contains("\nId: ") && second.contains("\nId: "), "{text}");
}

/// Its help text.
#[test]
fn a_query_sees_the_document_or_each_item() {
    let chat = Chat::new(2);
    let ids = chat.tool.line("transcript --query Transcript[].Id").json();
    let (lines, ran) = chat.follow("--max-items 2 --query Id").end();
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let each: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(ids, Value::Array(each));
    let help = chat.tool.line("help transcript").success();
    assert!(help.contains("Transcript[].Id") && help.contains("--follow --query Id"), "{help}");
}

#[test]
fn invalid_options_are_reported() {
    let chat = Chat::new(1);
    for (arguments, part) in [
        (
            "transcript --interval 0.01",
            "argument --interval: invalid value \"0.01\": it must be a number of seconds",
        ),
        ("transcript --interval NaN", "argument --interval: invalid value"),
        ("transcript --interval soon", "argument --interval: invalid value"),
        ("transcript --max-items some", "argument --max-items: invalid value 'some'"),
        ("transcript --query [", "Bad value for --query ["),
        ("transcript --no-paginate", "--no-paginate: transcript always reads all pages"),
        ("transcript --page-size 3", "Unknown options: --page-size"),
        ("transcript --starting-token a", "Unknown options: --starting-token"),
        ("--no-paginate transcript --follow", "--no-paginate: transcript always reads all pages"),
        ("transcript --query nope(Id)", "Bad value for --query nope(Id): Unknown function: nope()"),
        ("transcript --connection-token=", "Invalid length for parameter ConnectionToken"),
        ("transcript --contact-id", "argument --contact-id: expected one argument"),
    ] {
        let said = chat.tool.line(arguments).failure(252);
        assert!(said.contains(part), "{arguments}: {said}");
    }
    let said = Tool::against(&chat.server).line("transcript").failure(252);
    assert!(said.contains("the following arguments are required: --connection-token"), "{said}");
    assert!(chat.server.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn the_interrupt_is_a_status_of_its_own() {
    let chat = Chat::new(1);
    let mut following = chat.follow("");
    following.line();
    let id = following.child.id().to_string();
    let killed = std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(killed.success());
    let status = following.child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
}

/// Otherwise a failed test would leave it running forever.
#[cfg(unix)]
#[test]
fn it_does_not_outlive_the_test() {
    let chat = Chat::new(1);
    let following = chat.follow("");
    following.line();
    let id = following.child.id().to_string();
    let is_there = || std::process::Command::new("kill").args(["-0", &id]).output().unwrap().status.success();
    assert!(is_there());
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _following = following;
        panic!("as a failed assertion does");
    }));
    assert!(failed.is_err() && !is_there());
}
