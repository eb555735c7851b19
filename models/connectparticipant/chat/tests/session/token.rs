//! The connection token is replaced before it expires.

use connectparticipant_chat::session::Failure;

use crate::world::{World, seconds};

/// A world in which the socket is never renewed, so that the token needs calls of its own.
fn without_renewal() -> World {
    let mut world = World::new(|settings| settings.renew_after = seconds(1_000_000));
    world.service.url_lifetime = seconds(1_000_000);
    world.run(seconds(1));
    world.log.clear();
    world
}

#[test]
fn a_token_is_replaced_a_minute_before_its_expiry() {
    let mut world = without_renewal();
    world.run(seconds(86_400));
    let refreshed = world.times("refresh");
    assert_eq!(refreshed.len(), 1);
    assert!((86_339.0..86_341.0).contains(&refreshed[0]), "{refreshed:?}");
    assert_eq!(world.session.token().unwrap().as_str(), "token 2");
    assert_eq!(world.lines(&["open", "close", "Lost"]), [""; 0], "the socket stays");
}

/// chatjs 5.0 tries again after 12 hours, when the token has expired long ago.
#[test]
fn a_failed_replacement_is_repeated_before_the_token_expires() {
    for failure in [
        Failure::network("no route"),
        Failure::response(503, "unavailable"),
        Failure::response(403, "denied"),
    ] {
        let mut world = without_renewal();
        world.service.connect = vec![Err(failure); 3].into();
        world.run(seconds(86_400));
        let refreshed = world.times("refresh");
        assert_eq!(refreshed.len(), 4);
        assert!(refreshed[3] < 86_400.0, "{refreshed:?}");
        assert_eq!(world.session.token().unwrap().as_str(), "token 2");
        assert!(world.session.is_connected());
    }
}

#[test]
fn a_renewed_socket_brings_a_new_token() {
    let mut world = World::connected();
    world.run(seconds(2 * 86_400));
    assert!(world.times("refresh").is_empty());
    assert!(world.times(" connect").len() > 48);
}

#[test]
fn a_token_without_a_readable_expiry_is_replaced_after_half_a_day() {
    let mut world = without_renewal();
    world.service.token_lifetime = seconds(0);
    world.run(seconds(2 * 86_400));
    let refreshed = world.times("refresh");
    assert_eq!(refreshed.len(), 3, "{refreshed:?}");
    assert!((43_190.0..43_210.0).contains(&(refreshed[1] - refreshed[0])), "{refreshed:?}");
}

#[test]
fn a_short_lifetime_does_not_become_a_loop() {
    let mut world = World::new(|settings| {
        settings.renew_after = seconds(1_000_000);
        settings.min_lifetime = seconds(0);
    });
    world.service.url_lifetime = seconds(1_000_000);
    world.service.token_lifetime = seconds(10);
    world.run(seconds(100));
    assert!((15..=25).contains(&world.times("refresh").len()), "{:?}", world.times("refresh"));
    world.service.token_lifetime = seconds(1);
    world.log.clear();
    world.run(seconds(100));
    assert_eq!(world.times("refresh").len(), 1);
}
