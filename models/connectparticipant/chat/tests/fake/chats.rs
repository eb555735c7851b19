//! The course of a chat: attachments, authentication, the end, and several chats.

use connectparticipant::operation::{
    CancelParticipantAuthenticationRequest, CreateParticipantConnectionRequest, DisconnectParticipantRequest,
    GetAttachmentRequest, GetAuthenticationUrlRequest, GetTranscriptRequest,
};
use connectparticipant::types::{AttachmentItem, ParticipantRole, ScanDirection, SortKey, StartPosition};
use connectparticipant::upload::Upload;
use connectparticipant_chat::test_util::ChatService;
use serde_json::json;

use crate::peer::{Peer, Scene, client};

/// Uploads a file; returns its id.
async fn upload(peer: &Peer) -> String {
    let upload = peer.client.upload_attachment(peer.token.clone(), Upload::bytes("a.txt", "file"));
    upload.await.unwrap().id
}

#[tokio::test]
async fn an_attachment_is_scanned_at_once() {
    let mut scene = Scene::start().await;
    let id = upload(&scene.peer).await;
    let (first, second) = (scene.peer.socket.item().await, scene.peer.socket.item().await);
    for (item, status) in [(&first, "IN_PROGRESS"), (&second, "APPROVED")] {
        let attachment = json!({
            "AttachmentId": id, "AttachmentName": "a.txt", "ContentType": "text/plain", "Status": status,
        });
        assert_eq!((&item["Type"], &item["Attachments"]), (&json!("ATTACHMENT"), &json!([attachment])));
        assert_eq!(item["ParticipantId"], scene.agent.id());
    }
    assert_eq!(first["Id"], second["Id"]);
    let request = GetAttachmentRequest::new(id, scene.peer.token.clone());
    scene.peer.client.get_attachment(request).await.unwrap();
}

#[tokio::test]
async fn a_test_decides_on_a_scan() {
    let mut scene = Scene::start().await;
    scene.contact.hold_scans();
    for (is_approved, status) in [(true, "APPROVED"), (false, "REJECTED")] {
        let id = upload(&scene.peer).await;
        assert_eq!(scene.peer.socket.item().await["Attachments"][0]["Status"], "IN_PROGRESS");
        scene.peer.socket.is_quiet().await;
        assert!(scene.contact.finish_scan(&id, is_approved));
        assert_eq!(scene.peer.socket.item().await["Attachments"][0]["Status"], status);
        let last = scene.contact.transcript().pop().unwrap();
        let attachment: &AttachmentItem = &last.attachments.as_ref().unwrap()[0];
        assert_eq!(attachment.status.as_ref().unwrap().as_str(), status);
    }
    assert!(!scene.contact.finish_scan("unknown", true));
}

#[tokio::test]
async fn a_customer_authenticates() {
    let scene = Scene::start().await;
    let mut customer = Peer::connect(&scene.service, &scene.customer).await;
    let session = scene.contact.begin_authentication();
    let item = customer.socket.item().await;
    assert!(item["ContentType"].as_str().unwrap().ends_with("event.authentication.initiated"), "{item}");
    assert_eq!(item["Content"], json!({"SessionId": session}).to_string());
    let url = |session: &str| {
        let request =
            GetAuthenticationUrlRequest::new(session, "https://example.com/", customer.token.clone());
        customer.client.get_authentication_url(request)
    };
    url(&session).await.unwrap();
    let unknown = "00000000-0000-4000-8000-000000000000";
    assert_eq!(url(unknown).await.unwrap_err().code(), Some("ValidationException"));
    scene.service.advance(std::time::Duration::from_secs(61));
    assert_eq!(url(&session).await.unwrap_err().code(), Some("ValidationException"));
    let cancel = CancelParticipantAuthenticationRequest::new(session.as_str(), customer.token.clone());
    customer.client.cancel_participant_authentication(cancel).await.unwrap();
    let item = customer.socket.item().await;
    assert!(item["ContentType"].as_str().unwrap().ends_with("authentication.cancelled"), "{item}");
    scene.contact.end_authentication(&session, "failed");
    let item = customer.socket.item().await;
    assert!(item["ContentType"].as_str().unwrap().ends_with("authentication.failed"), "{item}");
}

#[tokio::test]
async fn calls_are_rejected_after_the_end_and_sockets_stay() {
    let mut scene = Scene::start().await;
    scene.contact.end();
    scene.contact.end();
    assert_eq!(scene.peer.socket.content().await, "chat.ended");
    scene.peer.socket.is_quiet().await;
    assert_eq!(scene.peer.say("hello?").await.unwrap_err(), "AccessDeniedException");
    assert_eq!(scene.agent.calls(), ["CreateParticipantConnection", "SendMessage"]);
    let request = CreateParticipantConnectionRequest::new(scene.agent.token());
    let error = scene.peer.client.create_participant_connection(request).await.unwrap_err();
    assert_eq!(
        (error.code(), error.status().map(|status| status.as_u16())),
        (Some("AccessDeniedException"), Some(403))
    );
}

#[tokio::test]
async fn the_chat_ends_when_the_customer_disconnects() {
    let mut scene = Scene::start().await;
    let mut customer = Peer::connect(&scene.service, &scene.customer).await;
    let request = DisconnectParticipantRequest::new(customer.token.clone());
    customer.client.disconnect_participant(request).await.unwrap();
    for socket in [&mut scene.peer.socket, &mut customer.socket] {
        assert_eq!(socket.content().await, "participant.left");
        assert_eq!(socket.content().await, "chat.ended");
    }
    assert_eq!(scene.peer.say("hello?").await.unwrap_err(), "AccessDeniedException");
}

#[tokio::test]
async fn a_chat_that_stays_open_ends_later() {
    let mut scene = Scene::start().await;
    scene.contact.stay_open();
    let mut customer = Peer::connect(&scene.service, &scene.customer).await;
    let request = DisconnectParticipantRequest::new(customer.token.clone());
    customer.client.disconnect_participant(request).await.unwrap();
    scene.contact.system().says("How was it?");
    scene.contact.end();
    for socket in [&mut scene.peer.socket, &mut customer.socket] {
        for expected in ["participant.left", "How was it?", "chat.ended"] {
            assert_eq!(socket.content().await, expected);
        }
    }
    assert_eq!(customer.say("fine").await.unwrap_err(), "AccessDeniedException");
}

#[tokio::test]
async fn the_chat_goes_on_when_an_agent_disconnects() {
    let scene = Scene::start().await;
    let mut customer = Peer::connect(&scene.service, &scene.customer).await;
    let request = DisconnectParticipantRequest::new(scene.peer.token.clone());
    scene.peer.client.disconnect_participant(request).await.unwrap();
    assert_eq!(customer.socket.content().await, "participant.left");
    customer.socket.is_quiet().await;
    customer.say("hello?").await.unwrap();
}

/// A client must notice that such a page brings nothing new.
#[tokio::test]
async fn pages_never_end_forwards() {
    let scene = Scene::start().await;
    let last = scene.customer.says("one");
    let request = || {
        let start = StartPosition::new().id(last.as_str());
        let request = GetTranscriptRequest::new(scene.peer.token.clone()).start_position(start);
        request.scan_direction(ScanDirection::Forward)
    };
    let mut token = None;
    for _ in 0..3 {
        let request = token.into_iter().fold(request(), GetTranscriptRequest::next_token);
        let page = scene.peer.client.get_transcript(request).await.unwrap();
        let ids: Vec<_> = page.transcript.into_iter().flatten().filter_map(|item| item.id).collect();
        assert_eq!(ids, [last.as_str()]);
        token = Some(page.next_token.unwrap());
    }
    let two = scene.customer.says("two");
    let request = request().next_token(token.unwrap()).sort_order(SortKey::Ascending);
    let page = scene.peer.client.get_transcript(request).await.unwrap();
    let ids: Vec<_> = page.transcript.into_iter().flatten().filter_map(|item| item.id).collect();
    assert_eq!(ids, [last, two]);
}

#[tokio::test]
async fn pages_end_backwards_with_an_empty_token() {
    let scene = Scene::start().await;
    let request = GetTranscriptRequest::new(scene.peer.token.clone()).max_results(1);
    let page = scene.peer.client.get_transcript(request.clone()).await.unwrap();
    let token = page.next_token.unwrap();
    assert!(!token.is_empty());
    let page = scene.peer.client.get_transcript(request.next_token(token)).await.unwrap();
    assert_eq!(page.next_token.as_deref(), Some(""));
}

/// The service rejects `StartPosition: {}`, too.
#[tokio::test]
async fn forwards_needs_a_start() {
    let scene = Scene::start().await;
    let request = GetTranscriptRequest::new(scene.peer.token.clone()).scan_direction(ScanDirection::Forward);
    for request in [request.clone(), request.start_position(StartPosition::new())] {
        let error = scene.peer.client.get_transcript(request).await.unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"));
    }
}

#[tokio::test]
async fn chats_are_separate() {
    let service = ChatService::start().unwrap();
    let (first, second) = (service.contact(), service.contact());
    let one = first.join(ParticipantRole::Customer, "One");
    let two = second.join(ParticipantRole::Customer, "Two");
    let (mut one, mut two) = (Peer::connect(&service, &one).await, Peer::connect(&service, &two).await);
    one.say("one").await.unwrap();
    two.say("two").await.unwrap();
    assert_eq!(one.socket.content().await, "one");
    assert_eq!(two.socket.content().await, "two");
    first.end();
    assert_eq!(one.socket.content().await, "chat.ended");
    two.say("still here").await.unwrap();
    assert_eq!(two.socket.content().await, "still here");
    assert_eq!(two.transcript().await.len(), 3);
    // A token of no chat has no rules.
    let token = service.server().credential("participant").unwrap();
    client(&service)
        .create_participant_connection(CreateParticipantConnectionRequest::new(token))
        .await
        .unwrap();
}
