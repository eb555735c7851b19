//! The history, and items that were missed during a loss, from the transcript.

use connectparticipant::types::ScanDirection;
use connectparticipant_chat::session::{Failure, History, Source};

use crate::world::{LATENCY, World, milliseconds, seconds};

/// Posts messages with these numbers.
fn post(world: &mut World, numbers: std::ops::Range<u32>) {
    for number in numbers {
        world.post(&number.to_string());
    }
}

fn texts(numbers: std::ops::Range<u32>) -> Vec<String> {
    numbers.map(|number| number.to_string()).collect()
}

#[test]
fn the_history_is_delivered_first_and_in_order() {
    for page in [1, 7, 100] {
        let mut world = World::new(|settings| settings.gap_pages = 300);
        world.service.page_size = page;
        // Before the first call has a result.
        post(&mut world, 0..19);
        world.run(seconds(3));
        post(&mut world, 19..25);
        world.run(seconds(20));
        assert_eq!(world.texts(), texts(0..25), "pages of {page}");
        assert_eq!(world.requests[0].scan_direction, Some(ScanDirection::Backward));
        assert_eq!(world.requests[0].start_position, None);
        assert_eq!(world.delivered[0].source, Source::Transcript);
        assert_eq!(world.delivered[24].source, Source::Socket);
    }
}

/// chatjs 5.0 fills no gap and restores no order unless its caller does.
#[test]
fn messages_during_a_loss_are_read_from_the_transcript() {
    for tokens in [true, false] {
        let mut world = World::connected();
        world.service.endless_tokens = tokens;
        world.service.empty_token = !tokens;
        post(&mut world, 0..1);
        world.run(seconds(11));
        post(&mut world, 1..5);
        world.run(seconds(60));
        world.requests.clear();
        world.service.open = vec![false; 3].into();
        world.cut();
        post(&mut world, 5..8);
        world.run(seconds(30));
        post(&mut world, 8..10);
        world.run(seconds(30));
        assert_eq!(world.texts(), texts(0..10));
        let request = &world.requests[0];
        assert_eq!(request.scan_direction, Some(ScanDirection::Forward));
        assert!(request.start_position.as_ref().unwrap().id.is_some());
        assert!(world.requests.len() <= 3, "{} calls", world.requests.len());
    }
}

#[test]
fn a_long_loss_takes_several_pages() {
    let mut world = World::connected();
    post(&mut world, 0..5);
    world.run(seconds(40));
    world.cut();
    post(&mut world, 5..450);
    world.run(seconds(60));
    assert_eq!(world.texts(), texts(0..450));
}

/// The SDKs for phones repeated this call without end until April 2025.
#[test]
fn a_gap_without_new_items_takes_two_calls() {
    let mut world = World::connected();
    post(&mut world, 0..1);
    world.run(seconds(11));
    post(&mut world, 1..2);
    world.run(seconds(60));
    world.requests.clear();
    world.cut();
    world.run(seconds(3000));
    assert_eq!(
        world.requests.len(),
        2,
        "the token of the newest item is followed once: it may be that of a short page"
    );
    assert_eq!(world.lines(&["Filled"]), ["Filled { complete: true }"]);
}

#[test]
fn a_service_that_pages_without_end_is_stopped() {
    let mut world = World::new(|settings| settings.gap_pages = 4);
    world.service.page_size = 10;
    world.run(seconds(1));
    post(&mut world, 0..5);
    world.run(seconds(60));
    world.requests.clear();
    world.log.clear();
    world.cut();
    post(&mut world, 5..100);
    world.run(seconds(60));
    assert_eq!(world.requests.len(), 4);
    assert_eq!(world.lines(&["Filled"]), ["Filled { complete: false }"]);
}

#[test]
fn an_item_that_was_overtaken_before_a_loss_is_not_missed() {
    let mut world = World::connected();
    post(&mut world, 0..3);
    world.run(seconds(40));
    let overtaken = world.message("overtaken");
    world.record(overtaken, true);
    world.run(milliseconds(10));
    world.post("last");
    world.run(milliseconds(300));
    world.cut();
    world.run(seconds(10));
    assert_eq!(world.texts(), ["0", "1", "2", "last", "late overtaken"]);
}

#[test]
fn an_item_that_waits_at_a_loss_waits_for_those_that_are_lost() {
    let mut world = World::connected();
    world.run(seconds(60));
    for (text, delay) in [("lost on its way", 90), ("arrived", 5)] {
        let json = world.message(text);
        world.broadcast(&json, milliseconds(delay));
        world.record(json, true);
        world.run(milliseconds(1));
    }
    world.run(milliseconds(50));
    world.service.transcript = vec![Err(Failure::response(503, "unavailable"))].into();
    world.cut();
    world.run(seconds(10));
    assert_eq!(world.texts(), ["lost on its way", "arrived"]);
}

#[test]
fn an_item_that_arrives_before_the_gap_is_filled_is_no_place_to_continue_from() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.cut();
    post(&mut world, 0..2);
    while world.times("(2) subscribe").is_empty() {
        world.run(milliseconds(1));
    }
    let json = world.message("2");
    world.broadcast(&json, milliseconds(1));
    world.record(json, true);
    world.run(seconds(10));
    assert_eq!(world.texts(), texts(0..3));
}

#[test]
fn newer_items_wait_for_the_gap() {
    let mut world = World::connected();
    post(&mut world, 0..3);
    world.run(seconds(60));
    world.cut();
    post(&mut world, 3..6);
    world.service.transcript = vec![Err(Failure::response(429, "slow down"))].into();
    while !world.session.is_connected() {
        world.run(milliseconds(5));
    }
    post(&mut world, 6..9);
    world.run(milliseconds(500));
    assert_eq!(world.texts(), texts(0..3), "the gap is open");
    world.run(seconds(10));
    assert_eq!(world.texts(), texts(0..9));
}

#[test]
fn newer_items_do_not_wait_forever() {
    let mut world = World::connected();
    post(&mut world, 0..1);
    world.run(seconds(60));
    world.cut();
    post(&mut world, 1..2);
    world.service.transcript = vec![Err(Failure::response(500, "oh")); 5].into();
    world.run(seconds(1));
    post(&mut world, 2..3);
    world.run(seconds(10));
    assert_eq!(world.texts(), ["0", "2"]);
    world.run(seconds(120));
    assert_eq!(world.texts(), ["0", "2", "late 1"]);
}

#[test]
fn a_rejected_start_is_replaced_by_its_time_and_then_by_the_newest_items() {
    for rejections in 1..=2 {
        let mut world = World::connected();
        post(&mut world, 0..1);
        world.run(seconds(11));
        post(&mut world, 1..20);
        world.run(seconds(60));
        world.requests.clear();
        world.cut();
        world.service.transcript = vec![Err(Failure::response(400, "invalid")); rejections].into();
        post(&mut world, 20..23);
        world.run(seconds(60));
        assert_eq!(world.texts(), texts(0..23));
        let starts: Vec<String> =
            world.requests.iter().map(|request| format!("{:?}", request.start_position)).collect();
        assert!(starts[1].contains("absolute_time: Some"), "{starts:?}");
        assert_eq!(starts.get(2).is_some_and(|start| start == "None"), rejections == 2, "{starts:?}");
    }
}

#[test]
fn a_rejected_token_is_replaced() {
    let mut world = World::connected();
    post(&mut world, 0..2);
    world.run(seconds(60));
    world.cut();
    world.service.transcript = vec![Err(Failure::response(403, "expired"))].into();
    post(&mut world, 2..4);
    world.run(seconds(60));
    assert_eq!(world.texts(), texts(0..4));
    assert_eq!(world.times("refresh").len(), 1);
}

#[test]
fn a_transcript_that_is_denied_is_given_up() {
    let mut world = World::connected();
    world.log.clear();
    world.cut();
    world.service.transcript = vec![Err(Failure::response(403, "denied")); 10].into();
    world.run(seconds(600));
    post(&mut world, 0..2);
    world.run(seconds(1));
    assert_eq!(world.times("transcript").len(), 3);
    assert_eq!(world.lines(&["Filled"]), ["Filled { complete: false }"]);
    assert_eq!(world.texts(), texts(0..2));
}

#[test]
fn a_session_may_continue_another_one() {
    let mut world = World::new(|settings| settings.history = History::After("id 3".to_owned()));
    post(&mut world, 0..9);
    world.run(seconds(60));
    assert_eq!(world.texts(), texts(4..9));
}

#[test]
fn a_session_may_skip_the_history() {
    let mut world = World::new(|settings| settings.history = History::Skip);
    post(&mut world, 0..9);
    world.run(seconds(60));
    world.cut();
    post(&mut world, 9..12);
    world.run(seconds(60));
    assert_eq!(world.texts(), texts(9..12), "but not what it missed before the first item");
}

#[test]
fn items_of_past_contacts_are_no_history_of_this_one() {
    let mut world = World::new(|_| {});
    world.service.page_size = 10;
    for number in 0..40 {
        let json = world.message(&number.to_string());
        let past = number < 30;
        world.record(if past { json.replace("\"ContactId\"", "\"RelatedContactId\"") } else { json }, true);
        world.run(milliseconds(1));
    }
    world.run(seconds(20));
    assert_eq!(world.texts(), texts(30..40));
    assert_eq!(world.requests.len(), 2);
}

#[test]
fn typing_is_no_place_to_continue_from() {
    let mut world = World::connected();
    post(&mut world, 0..1);
    world.run(seconds(60));
    for _ in 0..3 {
        let typing = world.event("typing");
        world.broadcast(&typing, LATENCY);
        world.record(typing, false);
        world.run(seconds(1));
    }
    world.cut();
    post(&mut world, 1..3);
    world.run(seconds(60));
    assert_eq!(world.texts(), ["0", "typing", "typing", "typing", "1", "2"]);
    assert_eq!(world.lines(&["failed"]), [""; 0]);
}

#[test]
fn a_loss_while_a_gap_is_filled_needs_another_fill() {
    let mut world = World::connected();
    post(&mut world, 0..2);
    world.run(seconds(60));
    world.cut();
    post(&mut world, 2..4);
    while !world.session.is_connected() {
        world.run(milliseconds(1));
    }
    world.cut();
    world.run(milliseconds(30));
    post(&mut world, 4..6);
    world.run(seconds(60));
    assert_eq!(world.texts(), texts(0..6));
}
