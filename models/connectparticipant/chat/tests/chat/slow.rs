//! A program that does not take its updates.

use crate::scene::{SECOND, Scene, content, next};

/// Items beyond the capacity are left to the transcript, and read from there.
#[tokio::test]
async fn a_full_queue_loses_no_item() {
    let scene = Scene::virtual_time();
    let chat = scene.builder().capacity(20).connect().await.unwrap();
    for number in 0..100 {
        scene.customer.says(&number.to_string());
        scene.pass(SECOND / 5).await;
    }
    assert_eq!(scene.agent.sockets().len(), 1, "a slow program keeps its connection");
    let mut contents = Vec::new();
    while contents.len() < 102 {
        while let Ok(Some(update)) = tokio::time::timeout(SECOND / 20, chat.next()).await {
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
#[tokio::test]
async fn the_rate_of_frames_is_limited() {
    let scene = Scene::virtual_time();
    let chat = scene.builder().capacity(10_000).connect().await.unwrap();
    for _ in 0..1200 {
        scene.agent.send_frame(r#"{"topic":"aws/new"}"#);
    }
    scene.customer.says("last");
    let read = async || {
        let mut count = 0;
        while let Ok(Some(_)) = tokio::time::timeout(SECOND / 5, next(&chat)).await {
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
