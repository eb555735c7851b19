//! Messages of bots that arrive in chunks.

use connectparticipant_chat::session::End;

use crate::world::{World, milliseconds, seconds};

fn chunk(world: &World, number: u32, text: &str, completed: bool) -> String {
    let time = world.time(milliseconds(0));
    format!(
        r#"{{"AbsoluteTime":"{time}","Content":"{text}","ContentType":"text/plain","Id":"bot","Type":"MESSAGE","ParticipantRole":"SYSTEM","MessageMetadata":{{"MessageId":"bot","MessageCompleted":{completed},"ChunkNumber":{number}}}}}"#
    )
}

fn send(world: &mut World, number: u32, text: &str, completed: bool) {
    let json = chunk(world, number, text, completed);
    world.broadcast(&json, milliseconds(1));
    world.run(milliseconds(300));
}

#[test]
fn chunks_are_joined() {
    let mut world = World::connected();
    for (number, text) in [(1, "Hel"), (2, "lo, "), (3, "world")] {
        send(&mut world, number, text, false);
    }
    send(&mut world, 4, "Hello, world!", true);
    let texts = [
        "Partial { from: 0 } Hel",
        "Partial { from: 3 } Hello, ",
        "Partial { from: 7 } Hello, world",
        "Completed Hello, world!",
    ];
    assert_eq!(world.texts(), texts);
}

#[test]
fn chunks_within_the_window_are_one_delivery() {
    let mut world = World::connected();
    for (number, text) in [(1, "a"), (2, "b"), (3, "c")] {
        let json = chunk(&world, number, text, false);
        world.broadcast(&json, milliseconds(10));
    }
    world.run(seconds(1));
    assert_eq!(world.texts(), ["Partial { from: 0 } abc"]);
    let mut world = World::connected();
    let (first, last) = (chunk(&world, 1, "a", false), chunk(&world, 2, "ab", true));
    world.broadcast(&first, milliseconds(10));
    world.broadcast(&last, milliseconds(20));
    world.run(seconds(1));
    assert_eq!(world.texts(), ["ab"], "a message that was never partial is new");
}

#[test]
fn chunks_out_of_order_wait_and_duplicates_are_ignored() {
    let mut world = World::connected();
    for (number, text) in [(2, "b"), (1, "a"), (1, "a"), (2, "b"), (4, "d"), (3, "c")] {
        send(&mut world, number, text, false);
    }
    assert_eq!(world.texts(), ["Partial { from: 0 } ab", "Partial { from: 2 } abcd"]);
}

#[test]
fn the_whole_text_replaces_missing_chunks() {
    let mut world = World::connected();
    send(&mut world, 1, "a", false);
    send(&mut world, 3, "c", false);
    send(&mut world, 4, "abc!", true);
    send(&mut world, 2, "b", false);
    assert_eq!(world.texts(), ["Partial { from: 0 } a", "Completed abc!"]);
}

/// The transcript does not say whether a text is the whole.
#[test]
fn a_message_that_does_not_grow_is_looked_up_until_it_stays_the_same() {
    let mut world = World::connected();
    send(&mut world, 1, "a", false);
    let so_far = chunk(&world, 4, "ab", false);
    world.record(so_far, true);
    world.log.clear();
    world.run(seconds(6));
    world.chat.clear();
    let whole = chunk(&world, 4, "abc!", true);
    world.record(whole, true);
    world.run(seconds(30));
    let texts =
        ["Partial { from: 0 } a", "Partial { from: 1 } ab", "Partial { from: 2 } abc!", "Completed abc!"];
    assert_eq!(world.texts(), texts);
    let calls = world.times("transcript").len();
    assert!((3..=5).contains(&calls), "{calls}");
    world.run(seconds(300));
    assert_eq!(world.times("transcript").len(), calls);
}

#[test]
fn chunks_after_the_text_of_the_transcript_wait_for_the_whole() {
    let mut world = World::connected();
    send(&mut world, 1, "a", false);
    let so_far = chunk(&world, 2, "abc", false);
    world.record(so_far, true);
    world.cut();
    world.run(seconds(1));
    send(&mut world, 3, "c", false);
    send(&mut world, 4, "d", false);
    send(&mut world, 5, "abcde", true);
    world.run(seconds(60));
    assert_eq!(world.texts(), ["Partial { from: 0 } a", "Partial { from: 1 } abc", "Completed abcde"]);
}

#[test]
fn a_long_message_is_looked_up_from_before_its_beginning() {
    let mut world = World::connected();
    world.post("before");
    world.run(seconds(1));
    let start = world.time(milliseconds(0));
    let part = |world: &World, number, text: &str| {
        let now = world.time(milliseconds(0));
        chunk(world, number, text, false).replace(&now, &start)
    };
    for number in 1..15 {
        let json = part(&world, number, "x");
        world.broadcast(&json, milliseconds(1));
        world.post(&format!("other {number}"));
        world.run(seconds(2));
    }
    let whole = part(&world, 16, "all of it, at last");
    world.record(whole, true);
    world.run(seconds(30));
    assert_eq!(world.texts().last().unwrap(), "Completed all of it, at last");
}

#[test]
fn a_message_that_never_ends_is_forgotten() {
    let mut world = World::connected();
    send(&mut world, 2, "b", false);
    world.log.clear();
    world.run(seconds(3000));
    assert_eq!(world.times("transcript").len(), 1, "one attempt");
    assert_eq!(world.texts(), [""; 0]);
}

#[test]
fn the_transcript_has_the_rest_of_a_message_after_a_loss() {
    let mut world = World::connected();
    send(&mut world, 1, "a", false);
    let whole = chunk(&world, 4, "abc!", true);
    world.record(whole, true);
    world.cut();
    world.run(seconds(20));
    let texts = ["Partial { from: 0 } a", "Partial { from: 1 } abc!", "Completed abc!"];
    assert_eq!(world.texts(), texts);
}

#[test]
fn a_message_does_not_grow_after_the_end_of_the_chat() {
    let mut world = World::connected();
    world.run(seconds(60));
    send(&mut world, 1, "a", false);
    let so_far = chunk(&world, 2, "abc", false);
    world.record(so_far, true);
    world.service.ended = true;
    world.cut();
    world.run(seconds(1));
    let texts = ["Partial { from: 0 } a", "Partial { from: 1 } abc", "Completed abc"];
    assert_eq!((world.texts(), world.ends), (texts.map(str::to_owned).to_vec(), vec![End::WhileAway]));
}

#[test]
fn a_chunk_after_the_whole_message_is_not_looked_up() {
    let mut world = World::connected();
    send(&mut world, 3, "abc", true);
    send(&mut world, 1, "a", false);
    world.log.clear();
    world.run(seconds(60));
    assert_eq!(world.texts(), ["abc"]);
    assert!(world.times("transcript").is_empty());
}

#[test]
fn growing_messages_are_bounded() {
    let mut world = World::connected();
    let text = "x".repeat(16_000);
    for number in 1..10 {
        send(&mut world, number, &text, false);
    }
    assert_eq!(world.delivered.last().unwrap().item.item.content.as_ref().unwrap().len(), 64_000);
    let whole = "x".repeat(150_000);
    send(&mut world, 10, &whole, true);
    assert_eq!(world.delivered.last().unwrap().item.item.content.as_ref(), Some(&whole));
}
