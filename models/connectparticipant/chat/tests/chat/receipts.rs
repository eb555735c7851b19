//! Receipts.

use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::session::Notice;

use crate::kinds::{Talk, both};
use crate::scene::{SECOND, Scene};

/// The receipts that arrived at the service, as the last part of their content type.
fn receipts(scene: &Scene<impl Talk>) -> Vec<String> {
    let requests = scene.service.server().requests().into_iter();
    let sent = requests.filter(|request| request.operation == Some("SendEvent"));
    sent.map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect()
}

fn is(receipt: &str, kind: &str, message: &str) -> bool {
    receipt.contains(&format!("event.message.{kind}")) && receipt.contains(message)
}

async fn a_receipt_for_reading_replaces_one_for_delivery_and_each_is_sent_once<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let message = scene.customer.says("Hello!");
    let chat = scene.connect().await;
    chat.delivered(&message);
    chat.read(&message);
    chat.read(&message);
    scene.until(|| receipts(&scene).len() == 1).await;
    chat.delivered(&message);
    chat.read(&message);
    scene.pass(20 * SECOND).await;
    let sent = receipts(&scene);
    assert!(sent.len() == 1 && is(&sent[0], "read", &message), "{sent:?}");
}

async fn receipts_are_throttled_and_the_last_ones_win<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let messages = ["one", "two", "three"].map(|text| scene.customer.says(text));
    let chat = scene.connect().await;
    chat.read(&messages[0]);
    scene.until(|| receipts(&scene).len() == 1).await;
    chat.read(&messages[1]);
    chat.read(&messages[2]);
    scene.pass(4 * SECOND).await;
    assert_eq!(receipts(&scene).len(), 1);
    scene.pass(2 * SECOND).await;
    scene.until(|| receipts(&scene).len() == 2).await;
    assert!(is(&receipts(&scene)[1], "read", &messages[2]));
}

async fn a_conflict_switches_receipts_off<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let third = scene.contact.join(ParticipantRole::Supervisor, "Sue");
    let messages = ["one", "two"].map(|text| scene.customer.says(text));
    let chat = scene.connect().await;
    chat.read(&messages[0]);
    scene.notice(&chat, &Notice::ReceiptsOff).await;
    let before = receipts(&scene).len();
    chat.read(&messages[1]);
    scene.pass(20 * SECOND).await;
    assert_eq!(receipts(&scene).len(), before);
    drop(third);
}

both! { a_receipt_for_reading_replaces_one_for_delivery_and_each_is_sent_once receipts_are_throttled_and_the_last_ones_win a_conflict_switches_receipts_off }
