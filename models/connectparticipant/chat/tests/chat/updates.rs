//! The updates of a blocking chat: an iterator, and waiting for a limited time.

use std::thread;
use std::time::Duration;

use connectparticipant_chat::session::End;
use connectparticipant_chat::{Update, blocking};

use crate::kinds::Options;
use crate::scene::{SECOND, Scene, content, next_content};

type Blocking = Scene<blocking::Chat>;

/// Connects, and takes the history.
async fn joined(scene: &Blocking) -> blocking::Chat {
    let chat = scene.connect().await;
    for _ in 0..2 {
        assert_eq!(next_content(&chat).await, "participant.joined");
    }
    chat
}

#[tokio::test]
async fn the_iterator_ends_after_the_end_of_the_chat() {
    let scene = Blocking::new();
    let chat = joined(&scene).await;
    scene.customer.says("one");
    scene.contact.end();
    let updates: Vec<Update> = (&chat).into_iter().collect();
    let contents: Vec<String> = updates.iter().filter_map(content).collect();
    assert_eq!(contents, ["one"]);
    let ends = updates.iter().filter(|update| matches!(update, Update::End(_)));
    assert_eq!(ends.count(), 1);
    assert!(matches!(updates.last(), Some(Update::End(End::Chat(_)))));
    assert_eq!((&chat).into_iter().next(), None);
    assert_eq!(chat.next_timeout(60 * SECOND), Ok(None), "it does not wait");
}

#[tokio::test]
async fn a_wait_has_a_limit_and_the_chat_goes_on() {
    let scene = Blocking::new();
    let chat = scene.connect_with(Options::default()).await;
    while let Ok(Some(_)) = chat.next_timeout(SECOND / 5) {}
    assert_eq!(chat.next_timeout(Duration::ZERO), Err(blocking::Timeout));
    scene.customer.says("Hello!");
    let update = chat.next_timeout(60 * SECOND).unwrap().unwrap();
    assert_eq!(update.text_from("CUSTOMER"), Some("Hello!"));
}

/// In virtual time, the limit is virtual, too.
#[tokio::test]
async fn a_limit_is_a_time_of_the_client() {
    let scene = Blocking::virtual_time();
    let chat = scene.connect().await;
    scene.pass(SECOND).await;
    let waiting = thread::spawn(move || {
        loop {
            match chat.next_timeout(60 * SECOND) {
                Ok(Some(_)) => {}
                end => return end,
            }
        }
    });
    let mut passed = Duration::ZERO;
    while !waiting.is_finished() {
        scene.pass(5 * SECOND).await;
        passed += 5 * SECOND;
        // The thread may be slower than virtual time.
        assert!(passed < 3600 * SECOND, "the limit has no effect");
    }
    assert_eq!(waiting.join().unwrap(), Err(blocking::Timeout));
    assert!(passed >= 60 * SECOND, "{passed:?}");
}

/// An update goes to one of the threads that wait, and the end of the chat to all.
#[tokio::test]
async fn threads_share_the_updates() {
    let scene = Blocking::new();
    let chat = joined(&scene).await;
    let wait = || {
        let chat = chat.clone();
        thread::spawn(move || (&chat).into_iter().filter_map(|update| content(&update)).collect::<Vec<_>>())
    };
    let threads = [wait(), wait(), wait()];
    for number in 0..30 {
        scene.customer.says(&format!("{number:02}"));
    }
    scene.contact.end();
    let mut contents: Vec<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    contents.sort();
    assert_eq!(contents, (0..30).map(|number| format!("{number:02}")).collect::<Vec<_>>());
}
