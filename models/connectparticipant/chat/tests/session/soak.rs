//! An hour of a lively chat, in virtual time.

use connectparticipant_chat::session::{Change, Input};

use crate::world::{LATENCY, World, milliseconds, seconds};

#[test]
fn an_hour_of_chat_is_delivered_once_in_order_and_with_few_calls() {
    let mut world = World::new(|_| {});
    let mut expected = Vec::new();
    let mut losses = 0;
    for second in 0..3600_u64 {
        let text = format!("m{second}");
        world.post(&text);
        expected.push(text);
        if second % 5 == 0 {
            let typing = world.event("typing");
            world.broadcast(&typing, LATENCY);
            world.input(Input::Typing);
        }
        if second % 420 == 419 {
            world.cut();
            losses += 1;
        }
        world.run(milliseconds(999));
    }
    world.run(seconds(5));
    let messages = world.delivered.iter().filter(|delivery| delivery.item.item.content.is_some());
    let texts: Vec<String> =
        messages.clone().map(|delivery| delivery.item.item.content.clone().unwrap()).collect();
    assert_eq!(texts, expected);
    assert!(messages.clone().all(|delivery| delivery.change == Change::New && !delivery.late));
    assert_eq!(losses, 8);
    assert_eq!(world.times("Lost").len(), losses);
    assert_eq!(world.times(" connect").len(), losses + 1, "a renewal is not due before the next loss");
    assert!(world.times("transcript").len() <= 3 * (losses + 1), "{:?}", world.times("transcript"));
    let beats = world.times("heartbeat").len();
    assert!((355..=370).contains(&beats), "{beats} heartbeats");
    assert_eq!(world.times("Typing").len(), 360);
    assert!(world.ends.is_empty() && world.session.is_connected());
}
