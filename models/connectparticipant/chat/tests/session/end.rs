//! The end of a chat, which is reported once.

use connectparticipant_chat::session::{End, Failure, Input};

use crate::world::{LATENCY, World, milliseconds, seconds};

fn post_event(world: &mut World, name: &str) {
    let json = world.event(name);
    world.broadcast(&json, LATENCY);
    world.record(json, true);
}

#[test]
fn a_chat_ends_with_its_event() {
    let mut world = World::connected();
    world.post("bye");
    post_event(&mut world, "chat.ended");
    world.run(seconds(3600));
    assert_eq!(world.texts(), ["bye"]);
    let lines = world.lines(&["end:", "close", "Lost", "connect", "open"]);
    let ended = "application/vnd.amazonaws.connect.event.chat.ended";
    assert_eq!(lines, ["close (1) 1000 the session is over".to_owned(), format!("end: chat: {ended}")]);
    assert!(world.session.is_ended());
}

#[test]
fn an_end_that_arrives_twice_is_reported_once() {
    let mut world = World::connected();
    let json = world.event("chat.ended");
    for delay in [1, 2, 150, 400] {
        world.broadcast(&json, milliseconds(delay));
    }
    world.run(seconds(60));
    assert_eq!(world.ends.len(), 1);
}

#[test]
fn messages_before_the_end_are_delivered_before_it() {
    let mut world = World::connected();
    let message = world.message("last words");
    world.run(milliseconds(1));
    let ended = world.event("chat.ended");
    world.broadcast(&ended, milliseconds(20));
    world.broadcast(&message, milliseconds(90));
    world.run(seconds(1));
    assert_eq!(world.texts(), ["last words"]);
    assert_eq!(world.ends.len(), 1);
}

#[test]
fn the_server_may_close_the_socket_right_after_the_end() {
    let mut world = World::connected();
    post_event(&mut world, "chat.ended");
    world.run(milliseconds(25));
    world.cut();
    world.run(seconds(60));
    assert_eq!(
        world.lines(&["connect", "end:"]),
        ["end: chat: application/vnd.amazonaws.connect.event.chat.ended"]
    );
}

/// The service denies the transcript of a chat that is over: reading it again would only delay the end.
#[test]
fn an_end_does_not_wait_for_a_transcript_that_is_denied() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.service.transcript = vec![Err(Failure::response(403, "denied")); 10].into();
    world.cut();
    world.run(seconds(1));
    assert!(world.session.is_connected());
    post_event(&mut world, "chat.ended");
    world.run(seconds(4));
    assert_eq!(world.ends.len(), 1);
    let lines = world.lines(&["transcript", "Filled", "end:"]);
    let ended = "end: chat: application/vnd.amazonaws.connect.event.chat.ended";
    assert_eq!(lines[lines.len() - 4..], ["transcript", "transcript", "Filled { complete: false }", ended]);
}

#[test]
fn a_chat_that_ended_during_a_loss_is_over() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.service.connect = vec![Err(Failure::response(403, "denied"))].into();
    world.cut();
    let json = world.event("chat.ended");
    world.record(json, true);
    world.service.transcript = vec![Err(Failure::response(403, "denied"))].into();
    world.run(seconds(3600));
    assert_eq!(world.ends, [End::WhileAway]);
    assert_eq!(
        world.lines(&["connect", "transcript", "Lost", "end:"]),
        ["Lost(Closed)", "connect", "transcript", "end: WhileAway"]
    );
}

#[test]
fn the_last_messages_of_a_chat_that_ended_during_a_loss_are_read() {
    let mut world = World::connected();
    world.post("before");
    world.run(seconds(60));
    world.service.connect = vec![Err(Failure::response(403, "denied"))].into();
    world.cut();
    world.post("missed");
    world.run(seconds(60));
    assert_eq!(world.texts(), ["before", "missed"]);
    assert_eq!(world.ends, [End::WhileAway]);
}

#[test]
fn the_event_that_was_missed_is_the_end() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.post("before");
    world.service.connect = vec![Err(Failure::response(403, "denied"))].into();
    world.cut();
    world.run(milliseconds(1));
    let json = world.event("chat.ended");
    world.record(json, true);
    world.run(seconds(60));
    assert!(matches!(world.ends[..], [End::Chat(_)]), "{:?}", world.ends);
}

#[test]
fn the_end_waits_for_all_pages_of_the_transcript() {
    let mut world = World::connected();
    world.post("before");
    world.run(seconds(60));
    world.input(Input::Network(false));
    world.cut();
    world.post("missed 1");
    world.post("missed 2");
    let json = world.event("chat.ended");
    world.record(json, true);
    world.run(seconds(60));
    world.service.page_size = 1;
    world.service.ended = true;
    world.input(Input::Network(true));
    world.run(seconds(5));
    assert_eq!(world.texts(), ["before", "missed 1", "missed 2"]);
    assert!(matches!(world.ends[..], [End::Chat(_)]), "{:?}", world.ends);
}

#[test]
fn a_failing_transcript_delays_the_end_for_a_limited_time() {
    let mut world = World::connected();
    world.post("before");
    world.run(seconds(60));
    world.service.connect = vec![Err(Failure::response(403, "denied"))].into();
    world.service.transcript = vec![Err(Failure::response(503, "unavailable"))].into();
    world.cut();
    world.post("missed");
    world.run(seconds(5));
    assert_eq!(
        (world.texts(), world.ends),
        (vec!["before".to_owned(), "missed".to_owned()], vec![End::WhileAway])
    );

    let mut world = World::connected();
    world.service.connect = vec![Err(Failure::response(403, "denied"))].into();
    world.service.transcript = vec![Err(Failure::network("no route")); 100].into();
    world.cut();
    world.run(seconds(9));
    assert_eq!(world.ends, []);
    world.run(seconds(2));
    assert_eq!(world.ends, [End::WhileAway]);
}

#[test]
fn a_session_that_left_listens_until_the_end_of_the_chat() {
    let mut world = World::connected();
    world.input(Input::Left);
    world.run(seconds(20));
    world.post("please rate this chat");
    world.run(seconds(20));
    post_event(&mut world, "chat.ended");
    world.run(seconds(3600));
    assert_eq!(world.texts(), ["please rate this chat"]);
    assert!(matches!(world.ends[..], [End::Chat(_)]));
}

#[test]
fn a_session_that_left_does_not_wait_forever() {
    let mut world = World::connected();
    world.input(Input::Left);
    world.run(seconds(30));
    world.input(Input::Left);
    world.run(seconds(29));
    assert_eq!(world.ends, []);
    world.run(seconds(2));
    assert_eq!(world.ends, [End::Left]);
}

#[test]
fn a_session_that_left_may_lose_its_connection() {
    let mut world = World::connected();
    world.input(Input::Left);
    world.run(seconds(10));
    world.service.connect = vec![Err(Failure::response(403, "denied")); 9].into();
    world.cut();
    world.run(seconds(10));
    assert_eq!(world.ends, [End::Left]);
}

#[test]
fn a_closed_session_closes_its_sockets() {
    let mut world = World::connected();
    world.input(Input::Close);
    assert_eq!(world.lines(&["close", "end:"]), ["close (1) 1000 the session is over", "end: Closed"]);
    assert_eq!(world.session.deadline(), None);
    world.input(Input::Close);
    assert_eq!(world.ends.len(), 1);
}

#[test]
fn a_transfer_ends_the_chat_of_an_agent_only() {
    for agent in [false, true] {
        let mut world = World::new(|settings| settings.ends_on_transfer = agent);
        world.run(seconds(1));
        post_event(&mut world, "transfer.succeeded");
        world.run(seconds(1));
        assert_eq!(world.session.is_ended(), agent);
        assert_eq!(world.texts().len(), usize::from(!agent));
    }
}

#[test]
fn an_end_in_the_transcript_counts_if_the_chat_does_not_go_on() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.cut();
    let ended = world.event("chat.ended");
    world.record(ended, true);
    world.now += milliseconds(1);
    let left = world.event("participant.left");
    world.record(left, true);
    world.run(seconds(5));
    assert_eq!(world.texts(), ["left"]);
    assert!(matches!(world.ends[..], [End::Chat(_)]), "{:?}", world.ends);
}

#[test]
fn the_event_from_the_socket_counts_although_the_transcript_had_it() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.cut();
    let ended = world.event("chat.ended");
    world.record(ended.clone(), true);
    world.now += milliseconds(1);
    let message = world.message("a message that should not be there");
    world.record(message, true);
    world.run(seconds(5));
    assert_eq!(world.ends, []);
    world.broadcast(&ended, LATENCY);
    world.run(seconds(5));
    assert!(matches!(world.ends[..], [End::Chat(_)]), "{:?}", world.ends);
}

#[test]
fn past_ends_in_the_transcript_do_not_end_the_chat() {
    let mut world = World::new(|settings| settings.history = connectparticipant_chat::session::History::All);
    let past = world.event("chat.ended").replace("\"ContactId\"", "\"RelatedContactId\"");
    world.record(past, true);
    world.now += seconds(1);
    let same_contact = world.event("chat.ended");
    world.record(same_contact, true);
    world.now += seconds(1);
    let rehydrated = world.event("chat.rehydrated");
    world.record(rehydrated, true);
    world.run(seconds(10));
    assert_eq!(world.ends, []);
    assert_eq!(world.texts(), ["ended", "ended", "rehydrated"]);
}
