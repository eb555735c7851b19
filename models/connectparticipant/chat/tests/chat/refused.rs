//! Connections that are impossible.

use connectparticipant::Client;
use connectparticipant::client::Body;
use connectparticipant::test_util::Fault;
use connectparticipant_chat::test_util::SocketFault;
use connectparticipant_chat::{Chat, ConnectError, Update};

use crate::scene::{SECOND, Scene, next};

#[tokio::test]
async fn a_wrong_token_is_an_error() {
    let scene = Scene::new();
    let error = Chat::connect(&scene.client, "wrong").await.unwrap_err();
    let ConnectError::Rejected(failure) = &error else { panic!("{error:?}") };
    assert!(failure.is_denied());
    assert!(error.to_string().starts_with("the chat cannot be connected: "), "{error}");
    assert!(!format!("{error:?} {error}").contains("wrong\""), "{error:?}");
}

#[test]
fn a_runtime_is_needed() {
    let scene = Scene::new();
    let mut connecting = std::pin::pin!(scene.builder().connect());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = connecting.as_mut().poll(&mut context) else {
        panic!("no error")
    };
    assert_eq!(error, ConnectError::NoRuntime);
}

#[tokio::test]
async fn a_custom_transport_has_no_sockets() {
    let transport = |_: http::Request<Body>| async { Ok(http::Response::new(Body::empty())) };
    let client = Client::builder().region("us-west-2").transport(transport).build().unwrap();
    assert_eq!(Chat::connect(&client, "token").await.unwrap_err(), ConnectError::NoSockets);
}

/// A websocket without TLS is only for this machine.
#[tokio::test]
async fn a_socket_without_tls_to_another_machine_is_refused() {
    let scene = Scene::new();
    for (url, reason) in [
        ("ws://example.com/chat?secret", "only allowed to this machine"),
        ("http://127.0.0.1/secret", "the URL of the websocket is invalid"),
    ] {
        let body = format!(
            r#"{{"Websocket":{{"Url":"{url}"}},"ConnectionCredentials":{{"ConnectionToken":"connection token"}}}}"#
        );
        let fault = Fault::Response(http::Response::new(body.into_bytes()));
        scene.service.server().inject_into("CreateParticipantConnection", fault, 1).unwrap();
        let connecting = scene.builder().settings(|settings| {
            settings.url_usable = SECOND / 10;
            settings.open_retry = SECOND / 10;
            settings.call_retry = SECOND / 10;
        });
        let chat = connecting.connect().await.unwrap();
        let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
        assert!(text.contains(reason), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

#[tokio::test]
async fn a_refused_handshake_is_reported_and_tried_again() {
    let scene = Scene::new();
    scene.agent.inject(SocketFault::RejectHandshake(403), 1);
    let chat = scene.connect().await;
    let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
    assert!(text.contains("403"), "{text}");
}
