//! Connections that are impossible.

use connectparticipant::test_util::Fault;
use connectparticipant_chat::test_util::SocketFault;
use connectparticipant_chat::{Chat, ConnectError, Update};

use crate::kinds::{Options, Talk, both};
use crate::scene::{SECOND, Scene, next};

async fn a_wrong_token_is_an_error<C: Talk>() {
    let scene = Scene::<C>::new();
    let error = C::begin(&scene.client, "wrong", Options::default()).await.unwrap_err();
    let ConnectError::Rejected(failure) = &error else { panic!("{error:?}") };
    assert!(failure.is_denied());
    assert!(error.to_string().starts_with("the chat cannot be connected: "), "{error}");
    assert!(!format!("{error:?} {error}").contains("wrong\""), "{error:?}");
}

#[test]
fn a_runtime_is_needed() {
    let scene = Scene::<Chat>::new();
    let mut connecting = std::pin::pin!(Chat::connect(&scene.client, scene.agent.token()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = connecting.as_mut().poll(&mut context) else {
        panic!("no error")
    };
    assert_eq!(error, ConnectError::NoRuntime);
}

async fn a_custom_transport_has_no_sockets<C: Talk>() {
    let connected = C::begin(&C::client_without_sockets(), "token", Options::default()).await;
    assert_eq!(connected.unwrap_err(), ConnectError::NoSockets);
}

/// A websocket without TLS is only for this machine.
async fn a_socket_without_tls_to_another_machine_is_refused<C: Talk>() {
    let scene = Scene::<C>::new();
    for (url, reason) in [
        ("ws://example.com/chat?secret", "only allowed to this machine"),
        ("http://127.0.0.1/secret", "the URL of the websocket is invalid"),
    ] {
        let body = format!(
            r#"{{"Websocket":{{"Url":"{url}"}},"ConnectionCredentials":{{"ConnectionToken":"connection token"}}}}"#
        );
        let fault = Fault::Response(http::Response::new(body.into_bytes()));
        scene.service.server().inject_into("CreateParticipantConnection", fault, 1).unwrap();
        let options = Options::default().settings(|settings| {
            settings.url_usable = SECOND / 10;
            settings.open_retry = SECOND / 10;
            settings.call_retry = SECOND / 10;
        });
        let chat = scene.connect_with(options).await;
        let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
        assert!(text.contains(reason), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

/// Without a limit, connecting would be tried without end.
async fn a_socket_that_never_opens_ends_connecting<C: Talk>() {
    let scene = Scene::<C>::new();
    scene.agent.inject(SocketFault::RejectHandshake(500), 1000);
    let options = Options::default().connect_timeout(Some(SECOND / 2));
    let options = options.settings(|settings| {
        settings.open_retry = SECOND / 20;
        settings.retry_max = SECOND / 20;
    });
    let error = C::begin(&scene.client, scene.agent.token(), options).await.unwrap_err();
    let ConnectError::Timeout { limit, reason: Some(reason) } = &error else { panic!("{error:?}") };
    assert_eq!(*limit, SECOND / 2);
    assert!(reason.contains("500"), "{reason}");
    assert!(error.to_string().starts_with("the chat was not connected within 500ms: "), "{error}");
    // The session is closed: it does not go on with an attempt every 50 milliseconds. One may be on its way.
    let attempts = scene.agent.socket_attempts();
    tokio::time::sleep(SECOND / 2).await;
    assert!((attempts..=attempts + 1).contains(&scene.agent.socket_attempts()));
}

async fn a_refused_handshake_is_reported_and_tried_again<C: Talk>() {
    let scene = Scene::<C>::new();
    scene.agent.inject(SocketFault::RejectHandshake(403), 1);
    let chat = scene.connect().await;
    let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
    assert!(text.contains("403"), "{text}");
}

both! { a_wrong_token_is_an_error a_custom_transport_has_no_sockets a_socket_without_tls_to_another_machine_is_refused a_refused_handshake_is_reported_and_tried_again a_socket_that_never_opens_ends_connecting }
