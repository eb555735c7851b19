//! Typing events and receipts of the user.

use connectparticipant_chat::session::{Action, Failure, Input, Receipt, ReceiptKind};

use crate::world::{LATENCY, World, milliseconds, seconds};

/// In chatjs 5.0 two chats on one page share the throttle, and one swallows the events of the other.
#[test]
fn each_session_throttles_its_own_typing_events() {
    let mut worlds = [World::connected(), World::connected()];
    for second in 0..25 {
        for world in &mut worlds {
            world.input(Input::Typing);
            world.run(seconds(1));
        }
        if second == 12 {
            worlds[1].input(Input::Sent);
        }
    }
    let counts = worlds.map(|world| world.times("Typing").len());
    assert_eq!(counts, [3, 4], "every ten seconds, and after a message");
}

#[test]
fn receipts_are_sent_by_the_session() {
    let mut world = World::connected();
    for text in ["a", "b"] {
        world.post(text);
        world.input(Input::Delivered("id a"));
    }
    world.input(Input::Read("id a"));
    world.run(seconds(1));
    world.input(Input::Delivered("id b"));
    world.run(seconds(10));
    let lines = world.lines(&["Receipt"]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("Read") && lines[0].contains("id a"));
    assert!(lines[1].contains("Delivered") && lines[1].contains("id b"));
}

#[test]
fn a_conflict_is_reported_once_and_switches_receipts_off() {
    let mut world = World::connected();
    for message_id in ["a", "b", "c"] {
        world.input(Input::Read(message_id));
        let receipt = Receipt { kind: ReceiptKind::Read, message_id: message_id.to_owned() };
        world.input(Input::Receipt(receipt, Err(Failure::response(409, "ConflictException"))));
        world.run(seconds(10));
    }
    assert_eq!(world.lines(&["Receipt"]).len(), 2, "the first receipt, and the report");
}

#[test]
fn receipts_of_an_earlier_session_are_known_from_the_transcript() {
    let mut world = World::new(|settings| settings.participant_id = Some("me".to_owned()));
    let time = world.time(LATENCY);
    let json = format!(
        r#"{{"AbsoluteTime":"{time}","Id":"x","Type":"MESSAGEMETADATA","ContactId":"c","MessageMetadata":{{"MessageId":"a","Receipts":[{{"ReadTimestamp":"{time}","RecipientParticipantId":"me"}}]}}}}"#
    );
    world.record(json, true);
    world.run(seconds(1));
    world.input(Input::Read("a"));
    world.run(seconds(10));
    world.input(Input::Read("b"));
    let receipts = world.lines(&["Receipt"]);
    assert_eq!(receipts.len(), 1, "{receipts:?}");
}

#[test]
fn the_request_of_a_receipt_uses_the_current_token() {
    let mut world = World::connected();
    world.run(milliseconds(1));
    world.session.handle(
        connectparticipant_chat::session::Now::new(world.now, connectparticipant_chat::Timestamp::UNIX_EPOCH),
        Input::Read("a"),
    );
    let Some(Action::Receipt(receipt)) = world.session.next_action() else { panic!("no receipt") };
    let request = receipt.request(world.session.token().unwrap());
    assert_eq!(request.connection_token.as_str(), "token 1");
    assert_eq!(request.content.as_deref(), Some(r#"{"messageId":"a"}"#));
}
