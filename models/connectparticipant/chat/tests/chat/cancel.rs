//! Futures that are dropped at any point.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use connectparticipant_chat::Chat;

use crate::scene::{Scene, content, next_content, settle, tasks};

#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Polls a future this many times, once after each wake, and drops it.
async fn poll_and_drop<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let count = Arc::new(Count::default());
    let waker = Waker::from(Arc::clone(&count));
    let mut future = pin!(future);
    let mut last = usize::MAX;
    for _ in 0..polls {
        let wakes = count.0.load(Ordering::Relaxed);
        if wakes != last {
            last = wakes;
            if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Some(value);
            }
        }
        settle().await;
    }
    None
}

#[tokio::test]
async fn no_update_is_lost_with_a_future() {
    let scene = Scene::<Chat>::new();
    let chat = scene.connect().await;
    let mut contents = Vec::new();
    for number in 0..30 {
        if number % 3 == 0 {
            scene.customer.says(&number.to_string());
        }
        let update = poll_and_drop(chat.next(), number % 4).await;
        contents.extend(update.flatten().as_ref().and_then(content));
    }
    while contents.len() < 12 {
        contents.push(next_content(&chat).await);
    }
    let numbers = (0..30).step_by(3).map(|number: usize| number.to_string());
    let joined = ["participant.joined"; 2].map(str::to_owned);
    assert_eq!(contents, joined.into_iter().chain(numbers).collect::<Vec<_>>());
}

/// A future that waits is woken by an update, also if another one was dropped before.
#[tokio::test]
async fn a_dropped_future_does_not_take_the_wake_of_another() {
    let scene = Scene::<Chat>::new();
    let chat = scene.connect().await;
    for _ in 0..2 {
        next_content(&chat).await;
    }
    let clone = chat.clone();
    let waiting = tokio::spawn(async move { next_content(&clone).await });
    settle().await;
    assert!(poll_and_drop(chat.next(), 1).await.is_none());
    scene.customer.says("Hello!");
    assert_eq!(waiting.await.unwrap(), "Hello!");
}

#[tokio::test]
async fn a_send_that_is_dropped_leaves_the_chat_usable() {
    let scene = Scene::<Chat>::new();
    let chat = scene.connect().await;
    for polls in 0..6 {
        poll_and_drop(chat.send_text(format!("maybe {polls}")), polls).await;
        chat.send_text(polls.to_string()).await.unwrap();
    }
    let sent: Vec<_> = scene.contents().into_iter().filter(|content| !content.contains("maybe")).collect();
    assert_eq!(sent, ["0", "1", "2", "3", "4", "5"]);
}

/// Connecting is dropped at each of its steps: nothing stays behind.
#[tokio::test]
async fn a_connection_that_is_dropped_closes_its_socket() {
    let scene = Scene::<Chat>::new();
    for polls in 0..12 {
        let connected = poll_and_drop(Chat::connect(&scene.client, scene.agent.token()), polls).await;
        drop(connected);
    }
    scene.until(|| tasks() == 0).await;
    scene.until(|| scene.agent.sockets().iter().all(|socket| !socket.is_open())).await;
}
