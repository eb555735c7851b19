//! Clones, and the end of the last one.

use std::sync::Arc;

use connectparticipant::test_util::FakeTime;
use connectparticipant_chat::session::End;
use connectparticipant_chat::test_util::SocketEnd;
use connectparticipant_chat::{Chat, Update, blocking};

use crate::kinds::{Options, Probe, Talk, both};
use crate::scene::{Scene, next_content, rest, tasks};

async fn a_clone_shares_the_session_and_the_last_one_closes_it<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    let clone = chat.clone();
    drop(chat);
    scene.customer.says("Hello!");
    for expected in ["participant.joined", "participant.joined", "Hello!"] {
        assert_eq!(next_content(&clone).await, expected);
    }
    assert_eq!(scene.agent.sockets().len(), 1);
    drop(clone);
    scene.until(|| !scene.agent.sockets()[0].is_open()).await;
    assert_eq!(scene.agent.sockets()[0].end, Some(SocketEnd::Client(Some(1000))));
    assert!(!scene.agent.calls().contains(&"DisconnectParticipant"), "the participant stays in the chat");
}

async fn closing_ends_the_websocket_and_all_clones<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    let clone = chat.clone();
    chat.close().await;
    assert!(clone.is_ended());
    // The service notes the end after its confirmation.
    scene.until(|| scene.agent.sockets()[0].end.is_some()).await;
    assert_eq!(scene.agent.sockets()[0].end, Some(SocketEnd::Client(Some(1000))));
    clone.close().await;
    assert!(!scene.agent.calls().contains(&"DisconnectParticipant"), "the participant stays in the chat");
}

#[tokio::test]
async fn a_blocking_chat_that_was_started_connects_later() {
    let scene = Scene::<blocking::Chat>::new();
    let chat = blocking::Chat::builder(&scene.client, scene.agent.token()).start().unwrap();
    scene.customer.says("Hello!");
    for expected in ["participant.joined", "participant.joined", "Hello!"] {
        assert_eq!(next_content(&chat).await, expected);
    }
    assert!(chat.is_connected());
}

#[tokio::test]
async fn dropping_ends_the_task() {
    let scene = Scene::<Chat>::new();
    let chat = scene.connect().await;
    assert_eq!(tasks(), 1, "one task for a chat");
    drop(chat);
    scene.until(|| tasks() == 0).await;
}

/// A second runtime ends while the chat lives on.
#[test]
fn a_chat_ends_with_its_runtime() {
    let scene = Scene::<Chat>::new();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let chat = first.block_on(scene.connect());
    drop(first);
    let updates = runtime().block_on(async { rest(&chat).await });
    assert!(matches!(updates.last(), Some(Update::End(End::Stopped(_)))), "{updates:?}");
    assert!(chat.is_ended() && !chat.is_connected());
}

#[test]
fn debug_of_a_builder_shows_no_token() {
    let scene = Scene::<Chat>::new();
    let client = blocking::Chat::client(scene.service.url(), None);
    let token = scene.agent.token();
    let builders = (Chat::builder(&scene.client, token), blocking::Chat::builder(&client, token));
    let text = format!("{builders:?}");
    assert!(!text.contains(token), "{text}");
}

async fn debug_shows_no_secret<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    let text = format!("{chat:?} {chat:#?}");
    for secret in [scene.agent.token(), &chat.token()] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// Everything that a chat holds is gone soon after its last clone: its driver, too.
async fn dropping_ends_the_driver<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let time = FakeTime::manual();
    let held = Arc::new(());
    let clock = Probe { time: time.clone(), _held: Arc::clone(&held) };
    let client = C::client_with_clock(scene.service.url(), clock, time);
    let chat = C::begin(&client, scene.agent.token(), Options::default()).await.unwrap();
    drop(client);
    let clone = chat.clone();
    drop(chat);
    assert!(Arc::strong_count(&held) > 1);
    drop(clone);
    scene.until(|| Arc::strong_count(&held) == 1).await;
}

both! { closing_ends_the_websocket_and_all_clones a_clone_shares_the_session_and_the_last_one_closes_it debug_shows_no_secret dropping_ends_the_driver }
