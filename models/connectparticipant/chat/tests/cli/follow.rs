//! `transcript --follow`, over the websocket and without one.

use connectparticipant_chat::test_util::SocketFault;
use serde_json::Value;

use super::program::{Program, Scene};

const FOLLOW: &str = "transcript --follow --interval 0.1";

/// Starts it, and waits until it is connected.
fn connected(scene: &Scene, arguments: &str) -> Program {
    let program = scene.start(&format!("{FOLLOW} {arguments}"));
    scene.until(|| scene.customer.is_subscribed());
    program.line_with("Anna");
    program
}

#[test]
fn items_arrive_over_the_websocket_and_changes_are_shown_as_changed() {
    let scene = Scene::new("follow");
    scene.contact.hold_scans();
    let program = connected(&scene, "");
    scene.agent.says("Hello!");
    assert!(program.line().ends_with("  AGENT  Anna: Hello!"));
    scene.agent.typing();
    let mut stream = scene.contact.system().stream();
    stream.chunk("How can ");
    assert!(program.line().ends_with("SYSTEM_MESSAGE: How can"));
    stream.chunk("I help?");
    assert!(program.line().ends_with("SYSTEM_MESSAGE: [changed] How can I help?"));
    stream.finish();
    std::fs::write(scene.path("a.txt"), "content").unwrap();
    let upload = scene.command("create-participant-connection --type CONNECTION_CREDENTIALS --output text --query ConnectionCredentials.ConnectionToken").output().unwrap();
    let mut command = scene.command("upload a.txt --query AttachmentId --output text");
    command.env("CONNECTPARTICIPANT_CONNECTION_TOKEN", String::from_utf8(upload.stdout).unwrap().trim());
    let id = String::from_utf8(command.output().unwrap().stdout).unwrap().trim().to_owned();
    let line = program.line();
    assert!(line.ends_with(&format!("Jane: [ATTACHMENT] a.txt, {id}, IN_PROGRESS")), "{line}");
    assert!(scene.contact.finish_scan(&id, false));
    let line = program.line();
    assert!(line.ends_with(&format!("Jane: [changed] [ATTACHMENT] a.txt, {id}, REJECTED")), "{line}");
    assert!(!scene.customer.calls().is_empty());
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.rest.len(), 1, "{:?}", ended.rest);
    assert!(
        ended.rest[0].ends_with("[application/vnd.amazonaws.connect.event.chat.ended]"),
        "{:?}",
        ended.rest
    );
    assert_eq!((ended.status, ended.errors.as_str()), (Some(0), ""));
}

#[test]
fn values_are_items_of_the_transcript() {
    let scene = Scene::new("follow_values");
    let program = connected(&scene, "--output json --max-items 4");
    let mut stream = scene.contact.system().stream();
    stream.chunk("How can ");
    let first: Value = serde_json::from_str(&program.line()).unwrap();
    stream.chunk("I help?");
    let second: Value = serde_json::from_str(&program.line()).unwrap();
    assert_eq!(first["Id"], second["Id"]);
    assert_eq!((&first["Content"], &second["Content"]), (&"How can ".into(), &"How can I help?".into()));
    let ended = program.end();
    assert_eq!((ended.status, ended.errors.as_str()), (Some(0), ""), "after the maximum");
}

#[test]
fn a_lost_websocket_is_replaced_by_polling() {
    let scene = Scene::new("follow_lost");
    let program = connected(&scene, "");
    scene.customer.inject(SocketFault::RejectHandshake(500), 100);
    scene.customer.cut_sockets();
    scene.until(|| scene.customer.socket_attempts() > 1);
    scene.agent.says("while it is lost");
    assert!(program.line().ends_with("while it is lost"));
    scene.customer.clear_faults();
    scene.until(|| scene.customer.is_subscribed());
    scene.agent.says("and after");
    assert!(program.line().ends_with("and after"), "each item is shown once");
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.status, Some(0), "{}", ended.errors);
    assert_eq!(ended.errors.matches("polling until it is open").count(), 1, "{}", ended.errors);
}

#[test]
fn without_a_websocket_it_polls_from_the_start() {
    let scene = Scene::new("follow_polling");
    scene.customer.inject(SocketFault::RejectHandshake(403), 1000);
    let program = scene.start(FOLLOW);
    program.line_with("Anna");
    scene.agent.says("one");
    assert!(program.line().ends_with("Anna: one"));
    scene.agent.says("two");
    assert!(program.line().ends_with("Anna: two"));
    // The next poll is refused.
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.status, Some(0), "{}", ended.errors);
    assert!(ended.errors.contains("the websocket cannot be opened"), "{}", ended.errors);
    assert!(
        ended.errors.contains("the chat has ended: An error occurred (AccessDeniedException)"),
        "{}",
        ended.errors
    );
}

/// As before there were websockets.
#[test]
fn a_connection_token_is_polled() {
    let scene = Scene::new("follow_token");
    let token = scene.command("create-participant-connection --type CONNECTION_CREDENTIALS --output text --query ConnectionCredentials.ConnectionToken").output().unwrap();
    let token = String::from_utf8(token.stdout).unwrap();
    let program = scene.start(&format!("{FOLLOW} --connection-token {}", token.trim()));
    program.line_with("Anna");
    scene.agent.says("one");
    assert!(program.line().ends_with("Anna: one"));
    assert!(scene.customer.sockets().is_empty());
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.status, Some(0), "{}", ended.errors);
    let ended = scene.start(&format!("{FOLLOW} --participant-token a --contact-id b")).end();
    assert_eq!(ended.status, Some(252));
    assert!(
        ended.errors.contains("--participant-token and --contact-id exclude each other"),
        "{}",
        ended.errors
    );
}
