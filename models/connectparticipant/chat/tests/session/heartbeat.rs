//! Heartbeats, deep heartbeats, and a machine that sleeps.

use connectparticipant_chat::session::Input;

use crate::world::{World, milliseconds, seconds};

#[test]
fn heartbeats_begin_when_the_socket_is_open() {
    let mut world = World::new(|_| {});
    world.run(seconds(35));
    assert_eq!(world.times("heartbeat"), [0.04, 10.04, 20.04, 30.04]);
    assert_eq!(world.times("ping"), [0.04, 10.04, 20.04, 30.04]);
}

#[test]
fn a_heartbeat_without_a_response_means_that_the_connection_is_lost() {
    let mut world = World::connected();
    world.run(seconds(15));
    world.service.heartbeats = false;
    world.log.clear();
    world.run(milliseconds(14_100));
    world.service.heartbeats = true;
    world.run(seconds(5));
    let lines = ["Lost(Heartbeat)", "connect", "open (2) wss://example/2", "Connected"];
    assert_eq!(world.lines(&["Lost", "connect", "open", "Connected"]), lines);
}

#[test]
fn deep_heartbeats_are_optional() {
    let mut world = World::new(|settings| settings.deep_heartbeat = false);
    world.run(seconds(60));
    assert!(world.times("ping").is_empty());
    assert_eq!(world.times("heartbeat").len(), 6);
}

#[test]
fn a_failed_deep_heartbeat_is_reported() {
    for failure in [None, Some(500)] {
        let mut world = World::connected();
        world.run(seconds(15));
        world.service.ping = failure;
        world.run(seconds(20));
        world.service.ping = Some(200);
        world.run(seconds(20));
        let lines = world.lines(&["Deep", "Lost"]);
        assert_eq!(lines, ["DeepHeartbeat(false)", "DeepHeartbeat(true)"], "{failure:?}");
    }
}

#[test]
fn failed_deep_heartbeats_in_a_row_mean_that_the_connection_is_lost() {
    let mut world = World::connected();
    world.run(seconds(15));
    world.service.ping = Some(500);
    world.run(seconds(40));
    let lines = world.lines(&["Deep", "Lost", "Connected"]);
    assert_eq!(lines[..3], ["DeepHeartbeat(false)", "Lost(DeepHeartbeat)", "Connected"]);
}

#[test]
fn a_service_without_deep_heartbeats_is_not_broken() {
    let mut world = World::new(|_| {});
    world.service.ping = None;
    world.run(seconds(3000));
    assert_eq!(world.lines(&["Deep", "Lost"]), ["DeepHeartbeat(false)"]);
    assert!(world.session.is_connected());
}

#[test]
fn a_response_before_the_subscription_counts() {
    let mut world = World::new(|_| {});
    world.service.subscribe = vec![None, Some(true)].into();
    world.run(seconds(30));
    assert_eq!(world.lines(&["Deep", "Lost"]), [""; 0]);
}

#[test]
fn a_late_tick_does_not_blame_the_connection() {
    let mut world = World::connected();
    world.run(milliseconds(9_045));
    // The response is in the buffer of the socket, but the program does not run for a minute.
    world.now += seconds(60);
    world.input(Input::Tick);
    world.run(seconds(5));
    assert_eq!(world.lines(&["Lost"]), [""; 0]);
    assert!(world.session.is_connected());
}

#[test]
fn a_machine_that_was_asleep_checks_its_connection_at_once() {
    let mut world = World::connected();
    world.run(seconds(5));
    world.log.clear();
    world.service.heartbeats = false;
    world.slept += seconds(600);
    world.input(Input::Tick);
    let now = world.now.as_secs_f64();
    assert_eq!(world.times("heartbeat"), [now], "at once");
    world.run(milliseconds(10_001));
    assert_eq!(world.lines(&["Lost"]), ["Lost(Heartbeat)"]);
}

#[test]
fn a_program_can_say_that_it_was_suspended() {
    let mut world = World::connected();
    world.run(seconds(5));
    world.log.clear();
    world.input(Input::Resumed);
    assert_eq!(world.times("heartbeat").len(), 1);
    world.run(seconds(9));
    assert!(world.session.is_connected());
}
