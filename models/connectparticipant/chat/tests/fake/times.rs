//! Expiry, in virtual time and in the time of the system.

use std::time::Duration;

use connectparticipant::config::Clock;
use connectparticipant::test_util::FakeTime;
use connectparticipant_chat::Timestamp;
use connectparticipant_chat::test_util::{ChatService, SocketEnd};
use tokio_tungstenite::tungstenite::Message;

use crate::peer::{Scene, Socket, client, connection};

const MINUTE: Duration = Duration::from_secs(60);

fn seconds(text: &str) -> i64 {
    Timestamp::parse_date_time(text).unwrap().seconds()
}

async fn scene() -> (Scene, FakeTime) {
    let time = FakeTime::manual();
    let service = ChatService::builder().time(&time).start().unwrap();
    (Scene::of(service).await, time)
}

#[tokio::test]
async fn expiries_come_from_the_clock() {
    let (scene, _) = scene().await;
    let connection = connection(&scene.service, &scene.agent).await;
    assert_eq!(connection.url_expiry, "2020-01-01T01:06:00.000Z");
    assert_eq!(connection.token_expiry, "2020-01-02T00:00:00.000Z");
}

#[tokio::test]
async fn a_url_is_usable_for_a_hundred_seconds() {
    let (scene, _) = scene().await;
    let url = connection(&scene.service, &scene.agent).await.url;
    scene.service.advance(Duration::from_secs(99));
    assert!(Socket::open(&url).await.is_ok());
    assert!(Socket::open(&url).await.is_ok());
    scene.service.advance(Duration::from_secs(1));
    assert!(Socket::open(&url).await.is_err());
}

/// The time can also be advanced by others that share it.
#[tokio::test]
async fn a_socket_ends_when_its_url_expires() {
    let (mut scene, time) = scene().await;
    time.advance(65 * MINUTE);
    scene.peer.socket.is_quiet().await;
    time.advance(MINUTE);
    let Some(Ok(Message::Close(Some(frame)))) = scene.peer.socket.message().await else { panic!("no close") };
    assert_eq!(u16::from(frame.code), 1001);
    while scene.peer.socket.message().await.is_some() {}
    assert!(scene.service.until(|| !scene.agent.sockets()[0].is_open()).await);
    let record = scene.agent.sockets().remove(0);
    assert_eq!(record.end, Some(SocketEnd::Service(1001)));
    assert_eq!(record.opened + 66 * MINUTE, time.now());
}

#[tokio::test]
async fn a_token_expires_after_a_day() {
    let (scene, _) = scene().await;
    scene.service.advance(24 * 60 * MINUTE - Duration::from_secs(1));
    scene.peer.say("one").await.unwrap();
    scene.service.advance(Duration::from_secs(1));
    assert_eq!(scene.peer.say("two").await.unwrap_err(), "AccessDeniedException");
    let token = connection(&scene.service, &scene.agent).await.token;
    let request = connectparticipant::operation::SendMessageRequest::new("text/plain", "three", token);
    client(&scene.service).send_message(request).await.unwrap();
    let times: Vec<_> =
        scene.contact.transcript().into_iter().filter_map(|item| item.absolute_time).collect();
    assert_eq!(seconds(&times[3]) - seconds(&times[2]), 1, "{times:?}");
}

#[tokio::test]
async fn lifetimes_can_be_set() {
    let builder =
        ChatService::builder().socket_lifetime(3 * MINUTE).url_lifetime(MINUTE).token_lifetime(2 * MINUTE);
    let mut scene = Scene::of(builder.start().unwrap()).await;
    let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap().seconds();
    let first = connection(&scene.service, &scene.agent).await;
    assert!((179..=182).contains(&(seconds(&first.url_expiry) - now)), "{}", first.url_expiry);
    assert!((119..=122).contains(&(seconds(&first.token_expiry) - now)), "{}", first.token_expiry);
    scene.service.advance(MINUTE);
    assert!(Socket::open(&first.url).await.is_err());
    scene.peer.say("one").await.unwrap();
    scene.service.advance(MINUTE);
    assert_eq!(scene.peer.say("two").await.unwrap_err(), "AccessDeniedException");
    assert!(scene.agent.sockets()[0].is_open());
    scene.service.advance(MINUTE);
    while !matches!(scene.peer.socket.message().await, Some(Ok(Message::Close(_)))) {}
}
