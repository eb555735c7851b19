//! Control frames.

use connectparticipant_chat::frame::{self, Frame, HEARTBEAT, PING, SUBSCRIBE};
use connectparticipant_chat::test_util::SocketFault;
use serde_json::json;

use crate::peer::{Scene, Socket, connection};

/// A socket that is not subscribed.
async fn socket(scene: &Scene) -> Socket {
    Socket::open(&connection(&scene.service, &scene.agent).await.url).await.unwrap()
}

#[tokio::test]
async fn a_subscription_succeeds_and_names_its_topics() {
    let scene = Scene::start().await;
    let mut socket = socket(&scene).await;
    socket.send(SUBSCRIBE).await;
    let text = socket.text().await;
    assert_eq!(frame::decode(&text), Frame::Subscribed(true));
    let expected =
        json!({"topic": "aws/subscribe", "content": {"status": "success", "topics": ["aws/chat"]}});
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected);
    assert!(scene.agent.sockets()[1].is_subscribed);
}

#[tokio::test]
async fn text_after_the_first_value_of_a_frame_is_ignored() {
    let scene = Scene::start().await;
    let mut socket = socket(&scene).await;
    socket.send(&format!("{SUBSCRIBE})")).await;
    assert_eq!(frame::decode(&socket.text().await), Frame::Subscribed(true));
}

#[tokio::test]
async fn an_unknown_topic_cannot_be_subscribed() {
    let scene = Scene::start().await;
    let mut socket = socket(&scene).await;
    socket.send(r#"{"topic":"aws/subscribe","content":{"topics":["aws/mail"]}}"#).await;
    assert_eq!(frame::decode(&socket.text().await), Frame::Subscribed(false));
    scene.customer.says("hello");
    socket.is_quiet().await;
}

#[tokio::test]
async fn a_subscription_can_be_refused_or_ignored() {
    let mut scene = Scene::start().await;
    let mut socket = socket(&scene).await;
    scene.agent.inject(SocketFault::RefuseSubscribe, 2);
    scene.agent.inject(SocketFault::IgnoreSubscribe, 1);
    for _ in 0..2 {
        socket.send(SUBSCRIBE).await;
        assert_eq!(frame::decode(&socket.text().await), Frame::Subscribed(false));
    }
    socket.send(SUBSCRIBE).await;
    socket.is_quiet().await;
    scene.customer.says("hello");
    assert_eq!(scene.peer.socket.content().await, "hello");
    socket.is_quiet().await;
    socket.subscribe().await;
    assert_eq!(scene.agent.sockets()[1].count("aws/subscribe"), 4);
}

#[tokio::test]
async fn heartbeats_and_pings_get_a_response() {
    let mut scene = Scene::start().await;
    let socket = &mut scene.peer.socket;
    socket.send(HEARTBEAT).await;
    assert_eq!(socket.text().await, HEARTBEAT);
    socket.send(PING).await;
    assert_eq!(socket.json().await, json!({"topic": "aws/ping", "statusCode": 200, "statusContent": "OK"}));
    let record = scene.agent.sockets().remove(0);
    assert_eq!(record.received, [SUBSCRIBE, HEARTBEAT, PING]);
    assert_eq!((record.sent, record.count("aws/heartbeat"), record.is_open()), (3, 1, true));
}

#[tokio::test]
async fn heartbeats_and_pings_can_be_ignored_or_fail() {
    let mut scene = Scene::start().await;
    scene.agent.inject(SocketFault::IgnoreHeartbeat, 1);
    scene.agent.inject(SocketFault::IgnorePing, 1);
    scene.agent.inject(SocketFault::FailPing(503), 1);
    let socket = &mut scene.peer.socket;
    for text in [HEARTBEAT, PING, PING] {
        socket.send(text).await;
    }
    assert_eq!(socket.json().await["statusCode"], 503);
    socket.is_quiet().await;
    scene.agent.inject(SocketFault::IgnoreHeartbeat, 1);
    scene.agent.clear_faults();
    socket.is_quiet().await;
}

#[tokio::test]
async fn any_other_frame_is_an_error_of_the_gateway() {
    let mut scene = Scene::start().await;
    for text in ["", "{", "[]", r#"{"topic":"aws/other"}"#, r#"{"topic":7}"#] {
        scene.peer.socket.send(text).await;
        let response = scene.peer.socket.text().await;
        assert!(matches!(frame::decode(&response), Frame::Gateway(_)), "{text:?}: {response}");
    }
}

/// Unknown, empty and huge frames are sent as they are.
#[tokio::test]
async fn a_test_sends_any_frame() {
    let mut scene = Scene::start().await;
    let huge = format!("{{\"topic\":\"{}\"}}", "x".repeat(1 << 20));
    for text in ["", "no JSON", r#"{"topic":"aws/news"}"#, &huge] {
        scene.agent.send_frame(text);
        assert_eq!(scene.peer.socket.text().await, text);
    }
}
