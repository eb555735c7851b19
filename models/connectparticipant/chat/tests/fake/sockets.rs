//! The ends of sockets, the handshake, and a service that does not read.

use std::time::Duration;

use connectparticipant::operation::CreateParticipantConnectionRequest;
use connectparticipant::test_util::Fault;
use connectparticipant_chat::frame::HEARTBEAT;
use connectparticipant_chat::test_util::{SocketEnd, SocketFault};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::peer::{Scene, Socket, connection};

/// Waits until the agent's first socket has ended.
async fn end(scene: &Scene) -> SocketEnd {
    assert!(scene.service.until(|| !scene.agent.sockets()[0].is_open()).await);
    scene.agent.sockets()[0].end.unwrap()
}

fn status(result: Result<Socket, Error>) -> u16 {
    match result {
        Err(Error::Http(response)) => response.status().as_u16(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("the socket is open"),
    }
}

#[tokio::test]
async fn the_service_closes_a_socket_with_a_code() {
    let mut scene = Scene::start().await;
    scene.customer.says("before");
    scene.agent.close_sockets(1012, "Service restart");
    assert_eq!(scene.peer.socket.content().await, "before");
    let Some(Ok(Message::Close(Some(frame)))) = scene.peer.socket.message().await else { panic!("no close") };
    assert_eq!((frame.code, frame.reason.as_str()), (CloseCode::Restart, "Service restart"));
    assert!(scene.peer.socket.message().await.is_none());
    assert_eq!(end(&scene).await, SocketEnd::Service(1012));
    assert!(!scene.agent.is_subscribed());
}

#[tokio::test]
async fn a_connection_is_cut() {
    let mut scene = Scene::start().await;
    scene.agent.cut_sockets();
    let cut = scene.peer.socket.message().await;
    assert!(matches!(cut, Some(Err(_))), "{cut:?}");
    assert_eq!(end(&scene).await, SocketEnd::Cut);
}

#[tokio::test]
async fn the_client_closes_a_socket() {
    let mut scene = Scene::start().await;
    scene.peer.socket.close().await;
    while scene.peer.socket.message().await.is_some() {}
    assert_eq!(end(&scene).await, SocketEnd::Client(None));
}

#[tokio::test]
async fn the_client_goes_away() {
    let mut scene = Scene::start().await;
    let other = Socket::open(&connection(&scene.service, &scene.customer).await.url).await.unwrap();
    drop(std::mem::replace(&mut scene.peer.socket, other));
    assert_eq!(end(&scene).await, SocketEnd::Cut);
}

#[tokio::test]
async fn a_handshake_is_rejected_or_followed_by_a_cut() {
    let scene = Scene::start().await;
    let url = connection(&scene.service, &scene.agent).await.url;
    scene.agent.inject(SocketFault::RejectHandshake(403), 1);
    scene.agent.inject(SocketFault::RejectHandshake(500), 1);
    scene.agent.inject(SocketFault::CutAfterHandshake, 1);
    let before = scene.agent.socket_attempts();
    assert_eq!(status(Socket::open(&url).await), 403);
    assert_eq!(status(Socket::open(&url).await), 500);
    let mut cut = Socket::open(&url).await.unwrap();
    assert!(matches!(cut.message().await, Some(Err(_))));
    let mut socket = Socket::open(&url).await.unwrap();
    socket.subscribe().await;
    assert_eq!(scene.agent.socket_attempts() - before, 4);
    assert_eq!(scene.agent.sockets().len(), 3);
}

#[tokio::test]
async fn a_handshake_gets_no_response() {
    let scene = Scene::start().await;
    let url = connection(&scene.service, &scene.agent).await.url;
    scene.agent.inject(SocketFault::StallHandshake, 1);
    assert!(tokio::time::timeout(Duration::from_millis(100), Socket::open(&url)).await.is_err());
    assert!(Socket::open(&url).await.is_ok());
}

#[tokio::test]
async fn an_unknown_url_is_forbidden() {
    let scene = Scene::start().await;
    let url = connection(&scene.service, &scene.agent).await.url;
    for url in [url.split('?').next().unwrap(), &format!("{url}0")] {
        assert_eq!(status(Socket::open(url).await), 403);
    }
}

/// The socket of the client fills up; then the client cannot write.
#[tokio::test]
async fn the_service_does_not_read() {
    let mut scene = Scene::start().await;
    scene.agent.stop_reading();
    scene.customer.says("the service still writes");
    assert_eq!(scene.peer.socket.content().await, "the service still writes");
    scene.peer.socket.send(HEARTBEAT).await;
    let silence = tokio::time::timeout(Duration::from_millis(100), scene.peer.socket.text()).await;
    assert!(silence.is_err());
    let long = "x".repeat(1 << 14);
    let flood = async {
        loop {
            scene.peer.socket.send(&long).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(2), flood).await.is_err());
    assert_eq!(scene.agent.sockets()[0].count("aws/heartbeat"), 0);
    scene.agent.resume_reading();
    assert!(scene.service.until(|| scene.agent.sockets()[0].count("aws/heartbeat") == 1).await);
    // A socket that is not read can be cut.
    scene.agent.stop_reading();
    scene.agent.cut_sockets();
    assert_eq!(end(&scene).await, SocketEnd::Cut);
}

#[tokio::test]
async fn frames_above_32_kib_end_the_socket() {
    let mut scene = Scene::start().await;
    scene.peer.socket.send(&"x".repeat((32 << 10) + 1)).await;
    assert_eq!(end(&scene).await, SocketEnd::Cut);
}

#[tokio::test]
async fn connection_requests_fail() {
    let scene = Scene::start().await;
    let server = scene.service.server();
    let connect = || async {
        let request = CreateParticipantConnectionRequest::new(scene.agent.token());
        let sent = scene.peer.client.create_participant_connection(request).max_attempts(1).await;
        let error = sent.unwrap_err();
        error.status().map(|status| status.as_u16())
    };
    server.fail_next("CreateParticipantConnection", "AccessDeniedException").unwrap();
    assert_eq!(connect().await, Some(403));
    server.inject_into("CreateParticipantConnection", Fault::too_many_requests(Duration::ZERO), 1).unwrap();
    assert_eq!(connect().await, Some(429));
    server.inject_into("CreateParticipantConnection", Fault::status(503), 1).unwrap();
    assert_eq!(connect().await, Some(503));
    server.inject_into("CreateParticipantConnection", Fault::Hangup, 1).unwrap();
    assert_eq!(connect().await, None);
}

#[tokio::test]
async fn dropping_the_service_ends_its_sockets_and_calls() {
    let mut scene = Scene::start().await;
    drop(scene.service);
    assert!(matches!(scene.peer.socket.message().await, Some(Err(_))));
    let request = CreateParticipantConnectionRequest::new(scene.agent.token());
    let error = scene.peer.client.create_participant_connection(request).max_attempts(1).await.unwrap_err();
    assert_eq!(error.status(), None);
    // The participant is still there, without effect.
    scene.agent.says("hello?");
}
