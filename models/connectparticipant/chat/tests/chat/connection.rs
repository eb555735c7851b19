//! Lost and renewed connections, and frames that are not understood.

use std::time::Duration;

use connectparticipant::test_util::Fault;
use connectparticipant_chat::Update;
use connectparticipant_chat::session::{End, Lost, Notice};
use connectparticipant_chat::test_util::SocketFault;

use crate::kinds::{Options, Talk, both};
use crate::scene::{SECOND, Scene, next, rest};

async fn joined<C: Talk>(scene: &Scene<C>, chat: &C) {
    for _ in 0..2 {
        assert_eq!(scene.next_content(chat).await, "participant.joined");
    }
}

async fn what_was_missed_is_read_after_a_loss<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    scene.agent.cut_sockets();
    scene.notice(&chat, &Notice::Lost(Lost::Closed)).await;
    scene.customer.says("missed");
    scene.until_later(|| scene.agent.is_subscribed()).await;
    assert_eq!(scene.next_content(&chat).await, "missed");
    scene.customer.says("live");
    assert_eq!(scene.next_content(&chat).await, "live");
}

/// chatjs gives up after any failure that its SDK does not call a network error: 429 and 5xx end its session.
async fn a_failed_renewal_does_not_end_the_chat<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    for status in [429, 500, 503, 502] {
        let operation = "CreateParticipantConnection";
        scene.service.server().inject_into(operation, Fault::status(status), 3).unwrap();
    }
    scene.agent.cut_sockets();
    scene.notice(&chat, &Notice::Lost(Lost::Closed)).await;
    scene.customer.says("missed");
    scene.until_later(|| scene.agent.is_subscribed()).await;
    assert_eq!(scene.next_content(&chat).await, "missed");
}

async fn a_chat_that_ended_during_a_loss_is_over<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    scene.agent.inject(SocketFault::LoseItem, 1);
    scene.contact.end();
    scene.agent.cut_sockets();
    scene.until_later(|| chat.is_ended()).await;
    let updates = rest(&chat).await;
    assert!(matches!(updates.last(), Some(Update::End(End::WhileAway | End::Chat(_)))), "{updates:?}");
}

/// The program is busy with one update for a minute: the task goes on.
async fn heartbeats_go_on_while_the_program_is_busy<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    scene.pass(60 * SECOND).await;
    scene.until(|| scene.agent.sockets()[0].count("aws/heartbeat") >= 6).await;
    let sockets = scene.agent.sockets();
    assert_eq!(sockets.len(), 1, "the connection lasts");
    assert!(sockets[0].count("aws/ping") >= 6);
    drop(chat);
}

/// A call that has no response does not stop the driver.
async fn heartbeats_go_on_during_a_call<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    scene.service.server().inject_into("GetTranscript", Fault::Stall, 100).unwrap();
    let chat = scene.connect().await;
    scene.pass(60 * SECOND).await;
    scene.until(|| scene.agent.sockets()[0].count("aws/heartbeat") >= 6).await;
    assert_eq!(scene.agent.sockets().len(), 1, "the connection lasts");
    drop(chat);
}

async fn an_unanswered_heartbeat_leads_to_another_socket<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    scene.agent.inject(SocketFault::IgnoreHeartbeat, 10);
    scene.until_later(|| scene.agent.sockets().len() == 2 || !chat.is_connected()).await;
    scene.agent.clear_faults();
    scene.notice(&chat, &Notice::Lost(Lost::Heartbeat)).await;
    scene.until_later(|| chat.is_connected()).await;
    scene.customer.says("Hello!");
    assert_eq!(scene.next_content(&chat).await, "Hello!");
}

/// The next socket is subscribed before the last one is closed: nothing is lost or repeated.
async fn a_socket_is_renewed_before_its_url_expires<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let options = Options::default().settings(|settings| {
        settings.renew_after = 30 * SECOND;
        settings.renew_spread = Duration::ZERO;
    });
    let chat = scene.connect_with(options).await;
    joined(&scene, &chat).await;
    let mut expected = Vec::new();
    for number in 0..40 {
        expected.push(scene.customer.says(&number.to_string()));
        scene.pass(SECOND).await;
    }
    scene.until_later(|| scene.agent.sockets().iter().filter(|socket| socket.is_open()).count() == 1).await;
    assert_eq!(scene.agent.sockets().len(), 2);
    for number in 0..40 {
        assert_eq!(scene.next_content(&chat).await, number.to_string());
    }
    assert!(chat.is_connected());
}

/// chatjs tries again after twelve hours, when the token has expired long ago.
async fn a_failed_replacement_of_the_token_is_repeated_before_it_expires<C: Talk>() {
    let scene = Scene::<C>::with_token_lifetime(120 * SECOND);
    let options = Options::default().settings(|settings| settings.min_lifetime = SECOND);
    let chat = scene.connect_with(options).await;
    joined(&scene, &chat).await;
    let first = chat.token();
    scene.service.server().inject_into("CreateParticipantConnection", Fault::status(503), 6).unwrap();
    scene.pass(50 * SECOND).await;
    assert_eq!(chat.token(), first, "it is replaced after half of its lifetime");
    scene.until_later(|| chat.token() != first).await;
    scene.pass(30 * SECOND).await;
    chat.send_text("Hello!").await.unwrap();
    assert!(scene.contents().contains(&"Hello!".to_owned()));
    assert_eq!(scene.agent.sockets().len(), 1, "the socket stays");
}

async fn an_unknown_frame_is_passed_on<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    let huge = "x".repeat(300 << 10);
    for frame in ["no JSON", r#"{"topic":"aws/new"}"#, "", &huge] {
        scene.agent.send_frame(frame);
    }
    scene.customer.says("Hello!");
    let mut unknown = Vec::new();
    let text = loop {
        match next(&chat).await.unwrap() {
            Update::Notice(Notice::Unknown { text, .. }) => unknown.push(text),
            update => {
                if let Some(text) = update.text_from("CUSTOMER") {
                    break text.to_owned();
                }
            }
        }
    };
    assert_eq!(text, "Hello!");
    assert_eq!(unknown.len(), 3);
    assert_eq!((&*unknown[0], &*unknown[1]), ("no JSON", r#"{"topic":"aws/new"}"#));
    assert!(unknown[2].len() <= 1024, "only the beginning is reported");
    assert_eq!(scene.agent.sockets().len(), 1, "the socket stays");
}

/// A frame beyond the limit is not read into memory: the socket is replaced.
async fn a_frame_beyond_the_limit_costs_only_the_socket<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    joined(&scene, &chat).await;
    scene.agent.send_frame(&"x".repeat(2 << 20));
    scene.notice(&chat, &Notice::Lost(Lost::Closed)).await;
    scene.until_later(|| scene.agent.is_subscribed() && chat.is_connected()).await;
    scene.customer.says("Hello!");
    assert_eq!(scene.next_content(&chat).await, "Hello!");
}

both! { what_was_missed_is_read_after_a_loss a_failed_renewal_does_not_end_the_chat a_chat_that_ended_during_a_loss_is_over heartbeats_go_on_while_the_program_is_busy heartbeats_go_on_during_a_call an_unanswered_heartbeat_leads_to_another_socket a_socket_is_renewed_before_its_url_expires a_failed_replacement_of_the_token_is_repeated_before_it_expires an_unknown_frame_is_passed_on a_frame_beyond_the_limit_costs_only_the_socket }
