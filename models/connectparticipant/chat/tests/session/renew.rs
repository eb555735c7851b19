//! The planned renewal of a socket: the second is subscribed before the first is closed.

use connectparticipant_chat::session::Failure;

use crate::world::{World, milliseconds, seconds};

const SOCKETS: &[&str] = &["connect", "open", "subscribe", "close", "Connected", "Lost", "end:"];

#[test]
fn a_socket_is_renewed_before_an_hour_has_passed() {
    let mut world = World::connected();
    world.run(seconds(3600));
    let at = world.times(" connect");
    assert!(at.len() == 1 && (3240.0..=3540.1).contains(&at[0]), "{at:?}");
    let lines = ["connect", "open (2) wss://example/2", "send (2) subscribe", "close (1) 1000 renewed"];
    assert_eq!(world.lines(SOCKETS), lines, "neither lost nor connected");
    assert_eq!(world.session.token().unwrap().as_str(), "token 2");
}

#[test]
fn sessions_with_the_same_start_renew_at_different_times() {
    let renewal = |seed| {
        let mut world = World::new(|settings| settings.seed = seed);
        world.run(seconds(3600));
        world.times(" connect")[1]
    };
    let times: Vec<f64> = (0..20).map(renewal).collect();
    let spread = times.iter().copied().fold(0.0, f64::max) - times.iter().copied().fold(f64::MAX, f64::min);
    assert!(spread > 100.0, "{times:?}");
}

#[test]
fn nothing_is_lost_or_delivered_twice_during_a_renewal() {
    let mut world = World::connected();
    world.run(seconds(3200));
    let mut texts = Vec::new();
    for number in 0..3500 {
        let text = format!("m{number}");
        world.post(&text);
        world.run(milliseconds(99));
        texts.push(text);
    }
    world.run(seconds(1));
    assert_eq!(world.lines(&["open", "Lost"]), ["open (2) wss://example/2"]);
    assert_eq!(world.texts(), texts);
}

#[test]
fn frames_on_their_way_through_the_old_socket_arrive() {
    let mut world = World::new(|settings| settings.renew_spread = seconds(0));
    world.run(milliseconds(3_540_030));
    world.service.transcript = vec![Err(Failure::network("no route")); 100].into();
    let message = world.message("on its way");
    world.broadcast(&message, milliseconds(90));
    world.run(seconds(5));
    assert_eq!(world.lines(&["close"]), ["close (1) 1000 renewed"]);
    assert_eq!(world.texts(), ["on its way"]);
}

#[test]
fn an_earlier_expiry_of_the_url_counts() {
    let mut world = World::new(|settings| settings.renew_spread = seconds(0));
    world.service.url_lifetime = seconds(1000);
    world.run(seconds(2000));
    assert_eq!(world.times(" connect").len(), 3);
    assert!((world.times(" connect")[1] - 940.0).abs() < 1.0);
    assert_eq!(world.lines(&["Lost"]), [""; 0]);
}

#[test]
fn a_wrong_clock_does_not_renew_too_early() {
    for skew in [-7200, -3800, 86_400] {
        let mut world = World::new(|settings| settings.renew_spread = seconds(0));
        world.service.skew = skew;
        world.run(seconds(3500));
        assert_eq!(world.times(" connect").len(), 1, "{skew}");
        world.run(seconds(60));
        assert_eq!(world.times(" connect").len(), 2, "{skew}");
    }
}

#[test]
fn a_machine_that_slept_for_an_hour_renews_at_once() {
    let mut world = World::connected();
    world.run(seconds(5));
    world.slept += seconds(3950);
    world.run(seconds(11));
    assert_eq!(world.times(" connect").len(), 1);
}

#[test]
fn a_failed_renewal_is_repeated_while_the_socket_lives() {
    for failure in
        [Failure::response(429, "slow down"), Failure::response(403, "denied"), Failure::response(400, "bad")]
    {
        let mut world = World::connected();
        world.service.connect = vec![Err(failure); 3].into();
        world.run(seconds(3600));
        assert_eq!(world.times(" connect").len(), 4);
        let lines = world.lines(&["open", "close", "Lost", "end:"]);
        assert_eq!(lines, ["open (2) wss://example/2", "close (1) 1000 renewed"]);
    }
}

#[test]
fn a_second_socket_that_fails_leaves_the_first_alone() {
    let mut world = World::connected();
    world.service.open = vec![false, false].into();
    world.service.subscribe = vec![None; 4].into();
    world.run(seconds(3650));
    let lines = world.lines(&["open", "close", "Lost", "SubscriptionFailed"]);
    let expected = [
        "open (2) wss://example/2",
        "open (3) wss://example/2",
        "open (4) wss://example/2",
        "SubscriptionFailed",
        "close (4) 1000 not usable",
        "open (5) wss://example/3",
        "close (1) 1000 renewed",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_loss_during_a_renewal_is_a_loss() {
    let mut world = World::new(|settings| settings.renew_spread = seconds(0));
    world.run(milliseconds(3_540_050));
    assert_eq!(world.times(" open").len(), 2, "the second socket is being opened");
    world.log.clear();
    world.cut();
    world.run(seconds(10));
    assert_eq!(world.lines(&["Lost", "Connected"]), ["Lost(Closed)", "Connected"]);
}
