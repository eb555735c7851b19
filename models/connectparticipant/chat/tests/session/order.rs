//! Order and duplicates of items.

use connectparticipant_chat::session::{Change, Source};

use crate::world::{LATENCY, World, milliseconds, seconds};

#[test]
fn items_are_delivered_in_the_order_of_their_times() {
    let mut world = World::connected();
    let mut messages = Vec::new();
    for text in ["a", "b", "c"] {
        messages.push(world.message(text));
        world.run(milliseconds(10));
    }
    for (message, delay) in messages.iter().zip([90, 40, 1]) {
        world.broadcast(message, milliseconds(delay));
    }
    world.run(seconds(1));
    assert_eq!(world.texts(), ["a", "b", "c"]);
    assert!(world.delivered.iter().all(|delivery| delivery.source == Source::Socket && !delivery.late));
}

#[test]
fn an_item_waits_no_longer_than_the_window() {
    let mut world = World::connected();
    let start = world.now.as_secs_f64();
    world.post("a");
    world.run(seconds(1));
    let at = world.times("deliver");
    assert!((at[0] - start - 0.12).abs() < 0.001, "{at:?}");
}

#[test]
fn without_a_window_items_are_delivered_at_once_and_late_ones_are_marked() {
    let mut world = World::new(|settings| settings.reorder_window = seconds(0));
    world.run(seconds(1));
    let first = world.message("first");
    world.run(milliseconds(10));
    world.post("second");
    world.run(milliseconds(20));
    assert_eq!(world.texts(), ["second"]);
    world.broadcast(&first, milliseconds(1));
    world.run(milliseconds(2));
    assert_eq!(world.texts(), ["second", "late first"]);
}

#[test]
fn an_item_that_comes_after_the_window_is_late_and_not_lost() {
    let mut world = World::connected();
    let first = world.message("first");
    world.run(milliseconds(10));
    world.post("second");
    world.broadcast(&first, milliseconds(500));
    world.run(seconds(1));
    assert_eq!(world.texts(), ["second", "late first"]);
}

#[test]
fn duplicates_are_delivered_once() {
    let mut world = World::connected();
    let message = world.message("a");
    for delay in [10, 11, 90, 200, 5000] {
        world.broadcast(&message, milliseconds(delay));
    }
    world.run(seconds(10));
    assert_eq!(world.texts(), ["a"]);
}

#[test]
fn an_attachment_changes_when_it_is_scanned() {
    let mut world = World::connected();
    let time = world.time(LATENCY);
    let attachment = |status: &str| {
        format!(
            r#"{{"AbsoluteTime":"{time}","Id":"f","Type":"ATTACHMENT","ContentType":"image/png","Attachments":[{{"AttachmentId":"x","Status":"{status}"}}]}}"#
        )
    };
    for (status, delay) in [
        ("IN_PROGRESS", 10),
        ("IN_PROGRESS", 20),
        ("APPROVED", 2000),
        ("IN_PROGRESS", 3000),
        ("APPROVED", 4000),
    ] {
        world.broadcast(&attachment(status), milliseconds(delay));
    }
    world.run(seconds(10));
    let changes: Vec<Change> = world.delivered.iter().map(|delivery| delivery.change).collect();
    assert_eq!(changes, [Change::New, Change::Updated], "an old version that arrives again is none");
    let status = world.delivered[1].item.item.attachments.as_ref().unwrap()[0].status.as_ref().unwrap();
    assert_eq!(status.as_str(), "APPROVED");
}

#[test]
fn a_change_of_an_item_that_waits_is_part_of_it() {
    let mut world = World::connected();
    let time = world.time(LATENCY);
    for (status, delay) in [("PROCESSING", 10), ("FAILED", 30)] {
        let json = format!(
            r#"{{"AbsoluteTime":"{time}","Id":"m","Type":"MESSAGE","Content":"text","MessageMetadata":{{"MessageProcessingStatus":"{status}"}}}}"#
        );
        world.broadcast(&json, milliseconds(delay));
    }
    world.run(seconds(1));
    assert_eq!(world.texts(), ["text"]);
    assert!(format!("{:?}", world.delivered[0].item).contains("Failed"));
}

#[test]
fn metadata_of_a_message_is_another_item() {
    let mut world = World::connected();
    let time = world.time(LATENCY);
    let receipt = |kind: &str| {
        format!(
            r#"{{"AbsoluteTime":"{time}","Id":"id a","Type":"MESSAGEMETADATA","MessageMetadata":{{"MessageId":"id a","Receipts":[{{"{kind}Timestamp":"{time}","RecipientParticipantId":"p"}}]}}}}"#
        )
    };
    world.broadcast(&receipt("Delivered"), milliseconds(5));
    world.broadcast(&receipt("Read"), milliseconds(500));
    world.broadcast(&receipt("Read"), milliseconds(900));
    world.post("a");
    world.run(seconds(2));
    let kinds: Vec<String> =
        world.delivered.iter().map(|delivery| format!("{:?}", delivery.change)).collect();
    assert_eq!(kinds, ["New", "New", "Updated"]);
}

#[test]
fn items_without_id_or_time_are_delivered() {
    let mut world = World::connected();
    for content in ["a", "b", "a"] {
        world.broadcast(&format!(r#"{{"Type":"MESSAGE","Content":"{content}"}}"#), LATENCY);
    }
    world.run(seconds(1));
    assert_eq!(
        world.texts(),
        ["a", "b"],
        "the same content from the same sender at the same time is a duplicate"
    );
}

#[test]
fn items_of_another_contact_are_reported() {
    let mut world = World::new(|settings| settings.contact_id = Some("c".to_owned()));
    world.run(seconds(1));
    world.post("ours");
    let other = world.message("theirs").replace(r#""ContactId":"c""#, r#""ContactId":"d""#);
    world.broadcast(&other, LATENCY);
    let transferred = other.replace("theirs", "moved").replace('}', r#","InitialContactId":"c"}"#);
    world.broadcast(&transferred, LATENCY);
    let metadata = other.replace("MESSAGE", "MESSAGEMETADATA").replace("theirs", "metadata");
    world.broadcast(&metadata, LATENCY);
    world.run(seconds(1));
    assert_eq!(world.texts(), ["ours", "moved", "metadata"]);
    assert_eq!(world.lines(&["OtherContact"]).len(), 1);
}

#[test]
fn the_memory_for_duplicates_is_bounded() {
    let mut world = World::new(|settings| settings.remembered = 100);
    world.run(seconds(1));
    let first = world.message("first");
    world.broadcast(&first, LATENCY);
    world.run(seconds(1));
    for number in 0..140 {
        world.post(&format!("m{number}"));
    }
    world.broadcast(&first, LATENCY);
    world.run(seconds(1));
    assert_eq!(world.texts().len(), 141, "140 messages are remembered: two facts for each");
    for number in 0..40 {
        world.post(&format!("n{number}"));
    }
    world.run(seconds(1));
    world.broadcast(&first, LATENCY);
    world.run(seconds(1));
    assert_eq!(world.texts().last().unwrap(), "late first");
}
