//! Clones, and the end of the last one.

use connectparticipant_chat::test_util::SocketEnd;

use crate::scene::{Scene, next_content, rest, tasks};

#[tokio::test]
async fn a_clone_shares_the_session_and_the_last_one_closes_it() {
    let scene = Scene::new();
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

#[tokio::test]
async fn dropping_ends_the_task() {
    let scene = Scene::new();
    let chat = scene.connect().await;
    assert_eq!(tasks(), 1, "one task for a chat");
    drop(chat);
    scene.until(|| tasks() == 0).await;
}

/// A second runtime ends while the chat lives on.
#[test]
fn a_chat_ends_with_its_runtime() {
    let scene = Scene::new();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let chat = first.block_on(scene.connect());
    drop(first);
    runtime().block_on(async { rest(&chat).await });
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let scene = Scene::new();
    let builder = scene.builder();
    let text = format!("{builder:?}");
    assert!(!text.contains(scene.agent.token()), "{text}");
    let chat = scene.connect().await;
    let text = format!("{chat:?} {chat:#?}");
    for secret in [scene.agent.token(), chat.connection_token().unwrap().as_str()] {
        assert!(!text.contains(secret), "{text}");
    }
}
