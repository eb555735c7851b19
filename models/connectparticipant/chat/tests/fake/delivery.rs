//! Faults in the delivery of items.

use connectparticipant_chat::frame::{self, Frame};
use connectparticipant_chat::test_util::SocketFault;

use crate::peer::{Peer, Scene, Socket};

/// Sends three messages with a fault in the first.
async fn three(fault: SocketFault) -> Scene {
    let scene = Scene::start().await;
    scene.agent.inject(fault, 1);
    for text in ["one", "two", "three"] {
        scene.customer.says(text);
    }
    scene
}

async fn contents(socket: &mut Socket, number: usize) -> Vec<String> {
    let mut contents = Vec::new();
    for _ in 0..number {
        contents.push(socket.content().await);
    }
    socket.is_quiet().await;
    contents
}

#[tokio::test]
async fn an_item_is_lost() {
    let mut scene = three(SocketFault::LoseItem).await;
    assert_eq!(contents(&mut scene.peer.socket, 2).await, ["two", "three"]);
    assert_eq!(scene.peer.transcript().await.len(), 5);
}

#[tokio::test]
async fn an_item_is_sent_twice() {
    let mut scene = three(SocketFault::DuplicateItem).await;
    assert_eq!(contents(&mut scene.peer.socket, 4).await, ["one", "one", "two", "three"]);
}

#[tokio::test]
async fn items_are_out_of_order() {
    let mut scene = three(SocketFault::DelayItem).await;
    assert_eq!(contents(&mut scene.peer.socket, 3).await, ["two", "one", "three"]);
}

#[tokio::test]
async fn a_frame_is_cut_in_half() {
    let mut scene = three(SocketFault::TruncateItem).await;
    let half = scene.peer.socket.text().await;
    assert!(matches!(frame::decode(&half), Frame::Unknown(_)), "{half}");
    assert_eq!(contents(&mut scene.peer.socket, 2).await, ["two", "three"]);
}

#[tokio::test]
async fn the_content_is_an_object() {
    let mut scene = three(SocketFault::ItemAsObject).await;
    let frame = scene.peer.socket.json().await;
    assert_eq!(frame["content"]["Content"], "one");
    assert_eq!(contents(&mut scene.peer.socket, 2).await, ["two", "three"]);
}

/// The faults are those of one participant.
#[tokio::test]
async fn others_have_no_faults() {
    let scene = Scene::start().await;
    let mut customer = Peer::connect(&scene.service, &scene.customer).await;
    scene.agent.inject(SocketFault::LoseItem, 1);
    scene.customer.says("hello");
    assert_eq!(customer.socket.content().await, "hello");
}

#[tokio::test]
async fn items_without_a_socket_are_in_the_transcript() {
    let mut scene = Scene::start().await;
    // A fault waits for an item that would be sent.
    scene.agent.cut_sockets();
    assert!(scene.service.until(|| !scene.agent.is_subscribed()).await);
    scene.agent.inject(SocketFault::LoseItem, 1);
    scene.customer.says("one");
    scene.peer = Peer::connect(&scene.service, &scene.agent).await;
    scene.peer.socket.is_quiet().await;
    scene.customer.says("two");
    scene.customer.says("three");
    assert_eq!(contents(&mut scene.peer.socket, 1).await, ["three"]);
    let all = scene.peer.transcript().await;
    let all: Vec<_> = all.iter().filter_map(|item| item.content.as_deref()).collect();
    assert_eq!(all, ["one", "two", "three"]);
}
