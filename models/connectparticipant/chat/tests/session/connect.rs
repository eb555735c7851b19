//! Connecting, and connecting again after a loss or a failure.

use std::time::Duration;

use connectparticipant_chat::session::{Failure, Input};

use crate::world::{LATENCY, World, milliseconds, seconds};

const SOCKETS: &[&str] =
    &["connect", "open", " subscribe", "close", "Connected", "Lost", "SubscriptionFailed", "end:"];

#[test]
fn a_session_connects_opens_and_subscribes() {
    let mut world = World::new(|_| {});
    assert!(!world.session.is_connected());
    world.run(seconds(1));
    let lines = ["connect", "open (1) wss://example/1", "send (1) subscribe", "Connected"];
    assert_eq!(world.lines(SOCKETS), lines);
    assert!(world.session.is_connected());
    assert_eq!(world.session.token().unwrap().as_str(), "token 1");
}

/// chatjs 5.0 ends a session for good after a 429 or a 5xx, and reports it as broken.
#[test]
fn a_connection_request_that_may_succeed_later_is_repeated_without_end() {
    for failure in
        [Failure::response(429, "slow down"), Failure::response(500, "oh"), Failure::network("no route")]
    {
        let mut world = World::connected();
        world.service.connect = vec![Err(failure); 100].into();
        world.cut();
        world.run(seconds(3600));
        let waits = world.times(" connect");
        assert!(waits.len() > 90, "{} attempts", waits.len());
        let waits: Vec<f64> =
            waits.windows(2).map(|pair| pair[1] - pair[0] - LATENCY.as_secs_f64()).collect();
        assert!((1.4..=2.6).contains(&waits[0]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= 39.0), "{waits:?}");
        assert!(waits[10..].iter().all(|wait| *wait >= 21.0), "{waits:?}");
        assert!(waits[10..20].windows(2).any(|pair| pair[0] != pair[1]), "without jitter: {waits:?}");
        assert!(world.session.is_connected());
        assert_eq!(world.lines(&["Connected", "Lost"]), ["Lost(Closed)", "Connected"]);
    }
}

#[test]
fn the_service_chooses_the_delay() {
    let mut world = World::connected();
    let mut failure = Failure::response(429, "slow down");
    failure.retry_after = Some(seconds(100));
    world.service.connect.push_back(Err(failure));
    world.cut();
    world.run(seconds(99));
    assert_eq!(world.times(" connect").len(), 1);
    world.run(seconds(3));
    assert!(world.session.is_connected());
}

#[test]
fn a_delay_without_end_is_harmless() {
    let mut world = World::connected();
    let mut failure = Failure::response(429, "slow down");
    failure.retry_after = Some(Duration::MAX);
    world.service.connect.push_back(Err(failure.clone()));
    world.service.transcript.push_back(Err(failure));
    world.cut();
    world.run(seconds(3600));
    assert!(!world.session.is_connected() && !world.session.is_ended());
    world.input(Input::Network(false));
    world.input(Input::Network(true));
    world.run(seconds(1));
    assert!(world.session.is_connected());
}

#[test]
fn a_rejected_connection_ends_the_session() {
    for (status, text) in [(403, "Access denied"), (400, "Bad request"), (404, "Not found")] {
        let mut world = World::new(|_| {});
        world.service.connect.push_back(Err(Failure::response(status, text)));
        world.run(seconds(3600));
        assert_eq!(world.lines(SOCKETS), ["connect", &format!("end: failed: {text}")]);
        assert!(world.session.is_ended());
        world.input(Input::Tick);
        assert_eq!((world.session.deadline(), world.session.next_action()), (None, None));
    }
}

#[test]
fn a_rejection_after_a_loss_that_is_no_denial_ends_the_session() {
    let mut world = World::connected();
    world.service.connect.push_back(Err(Failure::response(400, "Bad request")));
    world.cut();
    world.run(seconds(10));
    assert_eq!(world.lines(SOCKETS), ["Lost(Closed)", "connect", "end: failed: Bad request"]);
}

#[test]
fn the_same_url_is_opened_again_while_it_is_usable() {
    let mut world = World::new(|_| {});
    world.service.open = vec![false; 8].into();
    world.run(seconds(240));
    let opened: Vec<f64> = world.times(" open");
    let fetched = world.times(" connect");
    assert_eq!(fetched.len(), 2, "a new URL when the first is too old");
    let same = opened.iter().filter(|at| **at < fetched[1]).count();
    assert!((5..=7).contains(&same), "{opened:?}");
    assert!(opened[same - 1] <= 85.1 && fetched[1] >= 60.0, "{opened:?} {fetched:?}");
    let waits: Vec<f64> = opened.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((0.7..1.4).contains(&waits[0]) && waits[3] > 5.0, "{waits:?}");
    assert!(world.session.is_connected());
    assert_eq!(world.lines(&["Connected", "Lost"]), ["Connected"], "failed attempts are not reported");
}

#[test]
fn a_socket_that_does_not_open_in_time_is_closed() {
    let mut silent = World::new(|settings| settings.open_timeout = milliseconds(10));
    silent.run(seconds(5));
    let lines = silent.lines(SOCKETS);
    assert_eq!(lines[..3], ["connect", "open (1) wss://example/1", "close (1) 1000 not usable"]);
    assert_eq!(lines[3], "open (2) wss://example/1");
}

#[test]
fn a_subscription_without_a_response_is_sent_again() {
    let mut world = World::new(|_| {});
    world.service.subscribe = vec![None, None, Some(true)].into();
    world.run(seconds(5));
    let lines = [
        "connect",
        "open (1) wss://example/1",
        "send (1) subscribe",
        "send (1) subscribe",
        "send (1) subscribe",
        "Connected",
    ];
    let times = world.times("subscribe");
    assert_eq!(world.lines(SOCKETS), lines);
    assert_eq!(times, [0.04, 1.04, 2.04]);
}

#[test]
fn a_subscription_without_any_response_needs_another_socket() {
    let mut world = World::new(|_| {});
    world.service.subscribe = vec![None; 4].into();
    world.run(seconds(20));
    let subscribe = ["send (1) subscribe"; 4];
    let lines = world.lines(SOCKETS);
    assert_eq!(lines[2..6], subscribe);
    let rest = [
        "SubscriptionFailed",
        "close (1) 1000 not usable",
        "connect",
        "open (2) wss://example/2",
        "send (2) subscribe",
        "Connected",
    ];
    assert_eq!(lines[6..], rest);
}

#[test]
fn a_refused_subscription_is_sent_again_and_then_needs_another_socket() {
    let mut world = World::new(|_| {});
    world.service.subscribe = vec![Some(false); 5].into();
    world.run(seconds(20));
    let times = world.times("(1) subscribe");
    let waits: Vec<u64> =
        times.windows(2).map(|pair| ((pair[1] - pair[0]) * 1000.0).round() as u64).collect();
    assert_eq!(waits, [520; 4], "half a second after each response");
    let lines = world.lines(&["SubscriptionFailed", "open", "Connected"]);
    assert_eq!(
        lines,
        ["open (1) wss://example/1", "SubscriptionFailed", "open (2) wss://example/2", "Connected"]
    );
}

/// chatjs 5.0 calls `onConnectionEstablished` twice for one connection (its issue 298).
#[test]
fn a_connection_is_reported_once() {
    let mut world = World::new(|_| {});
    world.run(seconds(1));
    world.frame(r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#);
    world.run(seconds(60));
    world.cut();
    world.run(seconds(60));
    assert_eq!(world.lines(&["Connected", "Lost"]), ["Connected", "Lost(Closed)", "Connected"]);
}

#[test]
fn a_stable_connection_is_replaced_at_once_and_an_unstable_one_with_delays() {
    let mut world = World::connected();
    world.run(seconds(60));
    world.cut();
    let lost = world.now.as_secs_f64();
    assert_eq!(world.times(" connect"), [lost]);
    world.log.clear();
    let mut waits = Vec::new();
    for _ in 0..6 {
        while !world.session.is_connected() {
            world.run(milliseconds(100));
        }
        let lost = world.now.as_secs_f64();
        world.log.clear();
        world.cut();
        world.run(seconds(0));
        while world.times(" connect").is_empty() {
            world.run(milliseconds(10));
        }
        waits.push(world.times(" connect")[0] - lost);
    }
    assert!(waits[0] >= 0.6 && waits[5] >= 15.0, "{waits:?}");
}

#[test]
fn without_a_network_there_are_no_attempts() {
    let mut world = World::connected();
    world.input(Input::Network(false));
    world.cut();
    world.run(seconds(3600));
    assert!(world.times(" connect").is_empty());
    world.input(Input::Network(true));
    world.run(seconds(1));
    assert!(world.session.is_connected());
}

#[test]
fn a_new_network_ends_the_delay() {
    let mut world = World::connected();
    world.service.connect = vec![Err(Failure::network("no route")); 10].into();
    world.cut();
    world.run(seconds(60));
    world.service.connect.clear();
    world.input(Input::Network(false));
    world.input(Input::Network(true));
    world.run(milliseconds(200));
    assert!(world.session.is_connected());
}

#[test]
fn unknown_frames_are_passed_on() {
    let mut world = World::connected();
    for text in ["hello", "", r#"{"topic":"aws/new","content":{}}"#, r#"{"topic":"aws/chat","content":"{]"}"#]
    {
        world.frame(text);
    }
    world.frame(r#"{"message":"Internal server error","connectionId":"c","requestId":"r"}"#);
    world.frame(&"x".repeat(300 << 10));
    let lines = world.lines(&["Unknown", "Gateway"]);
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!(lines[0], r#"Unknown { reason: NotAnObject, text: "hello" }"#);
    assert!(lines[1].contains("reason: Topic") && lines[2].contains("reason: Content"));
    assert_eq!(lines[3], r#"Gateway("Internal server error")"#);
    assert!(lines[4].contains("TooLong") && lines[4].len() < 1200, "the text is shortened");
    assert!(world.session.is_connected());
}

#[test]
fn a_session_may_move_between_threads() {
    fn movable<T: Send + Sync + 'static>(_: &T) {}
    movable(&World::connected().session);
}
