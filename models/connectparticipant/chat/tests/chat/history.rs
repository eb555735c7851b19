//! The transcript in both directions.

use connectparticipant::operation::GetTranscriptRequest;
use connectparticipant::test_util::Fault;
use connectparticipant::types::{Item, ScanDirection, SortKey, StartPosition};
use connectparticipant_chat::Chat;

use crate::kinds::{Pages, Talk, both};
use crate::scene::Scene;

fn ids(items: Vec<Item>) -> Vec<String> {
    items.into_iter().filter_map(|item| item.id).collect()
}

fn calls(scene: &Scene<impl Talk>) -> usize {
    scene.agent.calls().iter().filter(|call| **call == "GetTranscript").count()
}

/// Both SDKs for phones did not find the end here: the service returns the newest item, and a token, without end.
async fn history_ends_in_both_directions_and_has_each_item_once<C: Talk>() {
    let scene = Scene::<C>::new();
    let messages: Vec<String> = (0..250).map(|number| scene.customer.says(&number.to_string())).collect();
    let chat = scene.connect().await;
    scene.until(|| calls(&scene) >= 3).await;
    let before = calls(&scene);

    let mut read = Vec::new();
    let mut history = chat.history_after(&messages[0]);
    while let Some(items) = history.next_page().await.unwrap() {
        read.extend(ids(items));
    }
    assert_eq!(read, messages[1..]);
    assert!(history.next_page().await.unwrap().is_none(), "it stays at the end");

    let mut read = Vec::new();
    let mut history = chat.history();
    while let Some(items) = history.next_page().await.unwrap() {
        read.extend(ids(items));
    }
    read.reverse();
    assert_eq!(read.len(), 252, "with the events of joining");
    assert_eq!(read[2..], messages);
    let made = calls(&scene) - before;
    assert!(made <= 8, "{made} calls");
}

/// The pages of the client end there, too.
#[tokio::test]
async fn pages_of_the_client_end_after_the_newest_item() {
    let scene = Scene::<Chat>::new();
    let messages: Vec<String> = (0..25).map(|number| scene.customer.says(&number.to_string())).collect();
    let chat = scene.connect().await;
    scene.until(|| calls(&scene) >= 1).await;
    let before = calls(&scene);
    let request = GetTranscriptRequest::new(chat.connection_token().unwrap())
        .start_position(StartPosition::new().id(messages[0].as_str()))
        .scan_direction(ScanDirection::Forward)
        .sort_order(SortKey::Ascending);
    let items = scene.client.get_transcript(request).items().collect().await.unwrap();
    assert_eq!(ids(items), messages);
    assert_eq!(calls(&scene) - before, 4, "three pages, and the newest item again");
}

async fn nothing_is_after_the_newest_item<C: Talk>() {
    let scene = Scene::<C>::new();
    let last = scene.customer.says("last");
    let chat = scene.connect().await;
    assert!(chat.history_after(&last).next_page().await.unwrap().is_none());
}

async fn a_page_is_read_again_after_an_error<C: Talk>() {
    let scene = Scene::<C>::new();
    let messages: Vec<String> = (0..150).map(|number| scene.customer.says(&number.to_string())).collect();
    let chat = scene.connect().await;
    scene.until(|| calls(&scene) >= 2).await;
    let mut history = chat.history_after(&messages[0]);
    let mut read = ids(history.next_page().await.unwrap().unwrap());
    scene.service.server().inject_into("GetTranscript", Fault::status(400), 1).unwrap();
    assert!(history.next_page().await.is_none(), "the call failed");
    drop(history.next_page());
    while let Some(items) = history.next_page().await.unwrap() {
        read.extend(ids(items));
    }
    assert_eq!(read, messages[1..]);
}

both! { history_ends_in_both_directions_and_has_each_item_once nothing_is_after_the_newest_item a_page_is_read_again_after_an_error }
