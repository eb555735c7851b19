//! A program that does not take its updates.

use crate::kinds::{Options, Talk, both};
use crate::scene::{SECOND, Scene, content};

/// Items beyond the capacity are left to the transcript, and read from there.
async fn a_full_queue_loses_no_item<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect_with(Options::default().capacity(20)).await;
    for number in 0..100 {
        scene.customer.says(&number.to_string());
        scene.pass(SECOND / 5).await;
    }
    assert_eq!(scene.agent.sockets().len(), 1, "a slow program keeps its connection");
    let mut contents = Vec::new();
    while contents.len() < 102 {
        while let Ok(Some(update)) = chat.update(SECOND / 20).await {
            contents.extend(content(&update));
        }
        scene.pass(SECOND / 2).await;
    }
    let numbers: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    assert_eq!(contents[2..], numbers);
    scene.customer.says("live");
    assert_eq!(scene.next_content(&chat).await, "live");
}

/// More frames than a chat has are read slowly, and none is lost.
async fn the_rate_of_frames_is_limited<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect_with(Options::default().capacity(10_000)).await;
    for _ in 0..1200 {
        scene.agent.send_frame(r#"{"topic":"aws/new"}"#);
    }
    scene.customer.says("last");
    let read = async || {
        let mut count = 0;
        while let Ok(Some(_)) = chat.update(SECOND / 5).await {
            count += 1;
        }
        count
    };
    let first = read().await;
    assert!((400..520).contains(&first), "{first}");
    scene.pass(SECOND).await;
    assert!((400..520).contains(&read().await));
    scene.pass(5 * SECOND).await;
    assert!(read().await > 100);
}

both! { a_full_queue_loses_no_item the_rate_of_frames_is_limited }
