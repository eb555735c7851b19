//! `chat`, in pipes.

use std::process::Command;

use connectparticipant::test_util::Fault;
use connectparticipant_chat::test_util::{SocketEnd, SocketFault};
use serde_json::json;

use super::program::{Program, Scene};

#[test]
fn messages_go_both_ways_until_the_end_of_the_chat() {
    let scene = Scene::new("both_ways");
    scene.agent.says("before");
    let mut program = scene.start("chat");
    assert_eq!(program.line(), "* Jane (CUSTOMER) joined");
    assert_eq!(program.line(), "* Anna (AGENT) joined");
    assert_eq!(program.line(), "Anna (AGENT): before");
    program.types("Hello!");
    program.types("/file is a text in a pipe");
    assert_eq!(program.line(), "Jane (CUSTOMER): Hello!");
    assert_eq!(program.line(), "Jane (CUSTOMER): /file is a text in a pipe");
    scene.agent.typing();
    assert_eq!(program.line(), "* Anna (AGENT) is typing");
    scene.agent.says("two\nlines \u{1b}[2J");
    assert_eq!(program.line(), "Anna (AGENT): two");
    assert_eq!(program.line(), "    lines \\u{1b}[2J");
    let id = scene.contact.transcript().into_iter().find(|item| item.content.as_deref() == Some("Hello!"));
    scene.agent.reads(&id.unwrap().id.unwrap());
    assert_eq!(program.line(), "* Anna (AGENT) has read the message");
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.rest, ["* the chat has ended"]);
    assert_eq!(ended.status, Some(0), "{}", ended.errors);
    assert_eq!(ended.errors, "connectparticipant-chat: connected\n");
}

/// The input ends at once: all its lines are sent, and updates follow.
#[test]
fn the_end_of_the_input_loses_nothing() {
    let scene = Scene::new("end_of_input");
    let mut program = scene.start("chat --history 0");
    for number in 0..40 {
        program.types(&format!("line {number}"));
    }
    program.ends_input();
    scene.until(|| scene.messages().len() == 40);
    let expected: Vec<String> = (0..40).map(|number| format!("line {number}")).collect();
    assert_eq!(scene.messages(), expected);
    scene.agent.says("done");
    program.line_with("Anna (AGENT): done");
    scene.contact.end();
    assert_eq!(program.end().status, Some(0));
}

#[test]
fn a_file_is_sent_scanned_and_saved() {
    let scene = Scene::new("files");
    std::fs::write(scene.path("a.txt"), "content").unwrap();
    scene.contact.hold_scans();
    let mut program = scene.start("chat --commands");
    program.line_with("joined");
    program.types("/file a.txt");
    program.line_with("Jane (CUSTOMER): [file 1] a.txt (the scan is in progress)");
    let attachment = scene.contact.transcript().into_iter().find_map(|item| item.attachments).unwrap();
    assert!(scene.contact.finish_scan(attachment[0].attachment_id.as_deref().unwrap(), true));
    program.line_with("Jane (CUSTOMER): [file 1] a.txt (/save 1 PATH saves it)");
    program.types("/save 1 copy.txt");
    program.types("/save 1 copy.txt");
    program.types("/file missing.txt");
    program.types("after the files");
    program.line_with("after the files");
    assert_eq!(std::fs::read(scene.path("copy.txt")).unwrap(), b"content");
    program.types("/quit");
    let ended = program.end();
    assert_eq!(ended.rest.last().unwrap(), "* the chat has ended");
    assert!(ended.errors.contains("a.txt is sent; others see it after its scan"), "{}", ended.errors);
    assert!(ended.errors.contains("copy.txt is saved: 7 bytes"), "{}", ended.errors);
    assert!(ended.errors.contains("1 is not saved: \"copy.txt\" cannot be written"), "{}", ended.errors);
    assert!(ended.errors.contains("\"missing.txt\" is not sent"), "{}", ended.errors);
    // The first failure of the input, once the chat has ended.
    assert_eq!(ended.status, Some(255), "{}", ended.errors);
}

#[test]
fn values_are_one_for_each_update() {
    let scene = Scene::new("values");
    let mut program = scene.start("chat --output json --history 0 --commands");
    program.value("Connected");
    program.types("Hello!");
    let (mut sent, mut item) = (None, None);
    while sent.is_none() || item.is_none() {
        let value: serde_json::Value = serde_json::from_str(&program.line()).unwrap();
        match value["Update"].as_str() {
            Some("Sent") => sent = Some(value),
            Some("Item") => item = Some(value),
            _ => {}
        }
    }
    let (sent, item) = (sent.unwrap(), item.unwrap());
    assert_eq!(sent["Id"], item["Item"]["Id"]);
    assert_eq!((&item["Change"], &item["Item"]["Content"]), (&json!("New"), &json!("Hello!")));
    assert_eq!(item["Item"]["InitialContactId"], json!(scene.contact.id()));
    let mut stream = scene.contact.system().stream();
    stream.chunk("How can ");
    assert_eq!(program.value("Item")["Change"], "Partial");
    stream.chunk("I help?");
    assert_eq!(program.value("Item")["Item"]["Content"], "How can I help?");
    stream.finish();
    assert_eq!(program.value("Item")["Change"], "Completed");
    scene.customer.cut_sockets();
    assert_eq!(program.value("Lost")["Reason"], "Closed");
    program.value("Connected");
    program.types("/choose 3");
    assert_eq!(program.value("Failed")["Message"], "not sent: there is no choice 3");
    scene.contact.end();
    assert_eq!(program.value("End")["Reason"], "Chat");
    assert_eq!(program.end().status, Some(252));
    let scene = Scene::new("values_with_a_query");
    let program = scene.start("chat --output text --query Item.DisplayName");
    program.line_with("Jane");
}

#[test]
fn a_wrong_token_has_the_error_of_the_other_commands() {
    let scene = Scene::new("wrong_token");
    for command in ["chat", "transcript --follow"] {
        let other = scene
            .command("create-participant-connection --type WEBSOCKET --participant-token wrong-token")
            .output();
        let other = other.unwrap();
        let ended = scene.start(&format!("{command} --participant-token wrong-token")).end();
        assert_eq!(ended.status, Some(254));
        assert_eq!(ended.errors, String::from_utf8(other.stderr).unwrap());
        assert!(
            ended.errors.contains("when calling the CreateParticipantConnection operation"),
            "{}",
            ended.errors
        );
        assert!(!ended.errors.contains("wrong-token") && ended.rest.is_empty());
    }
    let mut without = scene.command("chat");
    without.env_remove("CONNECTPARTICIPANT_PARTICIPANT_TOKEN");
    let ended = Program::start(without).end();
    assert_eq!(ended.status, Some(252));
    assert!(ended.errors.contains("required: --participant-token"), "{}", ended.errors);
    assert!(ended.errors.contains("CONNECTPARTICIPANT_PARTICIPANT_TOKEN"), "{}", ended.errors);
    // Without a network, it does not retry without end.
    let ended = scene.start("chat --endpoint-url http://127.0.0.1:9").end();
    assert_eq!(ended.status, Some(255), "{}", ended.errors);
    assert!(ended.errors.contains("Could not connect"), "{}", ended.errors);
    let ended = scene.start("chat --print-request").end();
    assert_eq!(ended.status, Some(252));
}

#[test]
fn the_token_can_be_read_from_standard_input() {
    let scene = Scene::new("token_from_input");
    let mut command = scene.command("chat --participant-token -");
    command.env_remove("CONNECTPARTICIPANT_PARTICIPANT_TOKEN");
    let mut program = Program::start(command);
    program.types(scene.customer.token());
    program.ends_input();
    program.line_with("Jane (CUSTOMER) joined");
    scene.contact.end();
    assert_eq!(program.end().status, Some(0));
}

#[test]
fn only_the_last_items_of_the_history_are_shown() {
    let scene = Scene::new("history");
    for number in 0..30 {
        scene.agent.says(&format!("old {number}"));
    }
    let program = scene.start("chat --history 2");
    assert_eq!(program.line(), "Anna (AGENT): old 28");
    assert_eq!(program.line(), "Anna (AGENT): old 29");
    scene.agent.says("new");
    assert_eq!(program.line(), "Anna (AGENT): new");
    let program = scene.start("chat --history 0");
    scene.until(|| scene.customer.sockets().get(1).is_some_and(|socket| socket.is_subscribed));
    scene.agent.says("newer");
    assert_eq!(program.line(), "Anna (AGENT): newer");
}

#[test]
fn a_message_that_is_refused_is_reported_and_decides_the_exit_code() {
    let scene = Scene::new("refused");
    let mut program = scene.start("chat --history 0");
    scene.until(|| scene.customer.is_subscribed());
    scene.service.server().inject_into("SendMessage", Fault::status(500), 1).unwrap();
    program.types("refused");
    program.types("accepted");
    program.line_with("Jane (CUSTOMER): accepted");
    scene.contact.end();
    let ended = program.end();
    assert!(
        ended.errors.contains("not sent: An error occurred (500) when calling the SendMessage operation"),
        "{}",
        ended.errors
    );
    assert_eq!(ended.status, Some(254));
}

#[cfg(unix)]
#[test]
fn an_interrupt_closes_the_connection_and_stays_in_the_chat() {
    for command in ["chat", "transcript --follow"] {
        let scene = Scene::new(&format!("interrupt_{}", command.len()));
        let program = scene.start(command);
        program.line_with("joined");
        scene.until(|| scene.customer.is_subscribed());
        assert!(Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap().success());
        let ended = program.end();
        assert_eq!(ended.status, Some(130), "{}", ended.errors);
        assert!(!ended.errors.contains("ERROR"), "{}", ended.errors);
        scene.until(|| matches!(scene.customer.sockets()[0].end, Some(SocketEnd::Client(Some(1000)))));
        assert!(!scene.customer.calls().contains(&"DisconnectParticipant"));
    }
}

#[test]
fn a_closed_output_ends_it_silently() {
    for command in ["chat", "transcript --follow"] {
        let scene = Scene::new(&format!("closed_output_{}", command.len()));
        let mut program = scene.start(command);
        program.line_with("Anna");
        scene.until(|| scene.customer.is_subscribed());
        program.closes_output();
        // The thread that reads the output ends after a line; the program notices it with another one.
        scene.until(|| {
            scene.agent.says("Is anybody there?");
            std::thread::sleep(std::time::Duration::from_millis(50));
            program.has_ended()
        });
        let ended = program.end();
        assert_eq!(ended.status, Some(0), "{}", ended.errors);
        assert!(!ended.errors.contains("ERROR"), "{}", ended.errors);
    }
}

#[test]
fn a_websocket_that_cannot_be_opened_is_retried() {
    let scene = Scene::new("retried");
    scene.customer.inject(SocketFault::RejectHandshake(500), 1);
    let program = scene.start("chat");
    program.line_with("Jane (CUSTOMER) joined");
    scene.contact.end();
    let ended = program.end();
    assert_eq!(ended.status, Some(0));
    assert!(ended.errors.contains("the websocket cannot be opened: "), "{}", ended.errors);
}
