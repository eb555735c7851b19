//! Receiving and sending.

use connectparticipant_chat::session::{End, History, Notice};
use connectparticipant_chat::{ChatError, Update};
use futures_util::StreamExt;

use crate::scene::{SECOND, Scene, content, next, next_content, rest};

#[tokio::test]
async fn a_participant_talks_to_a_customer() {
    let scene = Scene::new();
    scene.customer.says("before");
    let chat = scene.connect().await;
    for expected in ["participant.joined", "participant.joined", "before"] {
        assert_eq!(next_content(&chat).await, expected);
    }
    scene.customer.says("Hello!");
    assert_eq!(next_content(&chat).await, "Hello!");
    scene.customer.typing();
    assert_eq!(next_content(&chat).await, "typing");
    let sent = chat.send_text("Good morning!").await.unwrap();
    let Some(update) = next(&chat).await else { panic!("the end") };
    assert_eq!(update.message().unwrap().id(), sent.id.as_deref());
    assert_eq!(update.text_from("AGENT"), Some("Good morning!"));
    assert_eq!(update.text_from("CUSTOMER"), None, "it is one's own");
    chat.send_message("text/markdown", "*How* are you?").await.unwrap();
    assert_eq!(next_content(&chat).await, "*How* are you?");
    chat.send_event("application/vnd.amazonaws.connect.event.typing", None).await.unwrap();
    assert_eq!(next_content(&chat).await, "typing");
}

/// chatjs reports the connection twice (issue 298).
#[tokio::test]
async fn the_connection_is_reported_once() {
    let scene = Scene::new();
    let chat = scene.connect().await;
    assert!(chat.is_connected());
    scene.customer.says("Hello!");
    scene.contact.end();
    let updates = rest(&chat).await;
    let connected = updates.iter().filter(|update| **update == Update::Notice(Notice::Connected));
    assert_eq!(connected.count(), 1);
    assert!(matches!(updates.last(), Some(Update::End(End::Chat(_)))));
    assert_eq!(next(&chat).await, None, "the end is reported once");
    assert!(chat.is_ended() && !chat.is_connected());
    assert!(matches!(chat.send_text("hello?").await, Err(ChatError::Ended)));
    assert_eq!(scene.agent.calls().iter().filter(|call| **call == "SendMessage").count(), 0);
}

/// The bot of the example does not answer itself or the agent, and ends with the chat.
#[tokio::test]
async fn the_echo_bot_answers_the_customer() {
    let scene = Scene::new();
    let bot = scene.contact.join(connectparticipant::types::ParticipantRole::CustomBot, "Bot");
    let test = async {
        scene.agent.says("Welcome!");
        for text in ["one", "two"] {
            scene.customer.says(text);
            let answer = format!("You said: {text}");
            scene.until(|| scene.contents().contains(&answer)).await;
        }
        scene.contact.end();
    };
    let (result, ()) = tokio::join!(crate::echo_bot::echo(&scene.client, bot.token()), test);
    result.unwrap();
    assert_eq!(scene.contents(), ["Welcome!", "one", "You said: one", "two", "You said: two"]);
}

#[tokio::test]
async fn updates_are_a_stream() {
    let scene = Scene::new();
    let chat = scene.builder().settings(|settings| settings.history = History::Skip).connect().await.unwrap();
    scene.customer.says("one");
    scene.customer.says("two");
    scene.contact.end();
    let contents: Vec<String> = chat.filter_map(|update| async move { content(&update) }).collect().await;
    assert_eq!(contents, ["one", "two"]);
}

#[tokio::test]
async fn the_chat_goes_on_until_its_end_after_leaving() {
    let scene = Scene::new();
    scene.contact.stay_open();
    let chat = scene.connect().await;
    for _ in 0..2 {
        assert_eq!(next_content(&chat).await, "participant.joined");
    }
    chat.disconnect().await.unwrap();
    scene.contact.system().says("How was it?");
    scene.contact.end();
    let updates = rest(&chat).await;
    let contents: Vec<_> = updates.iter().filter_map(content).collect();
    assert_eq!(contents, ["participant.left", "How was it?"]);
    assert!(matches!(updates.last(), Some(Update::End(End::Chat(_)))));
    scene.until(|| scene.agent.sockets().iter().all(|socket| !socket.is_open())).await;
}

/// The throttle of chatjs is shared by all chats of a page, which swallow each other's events.
#[tokio::test]
async fn each_chat_throttles_its_typing_events() {
    let scene = Scene::virtual_time();
    let chat = scene.connect().await;
    let other = scene.service.contact();
    let bot = other.join(connectparticipant::types::ParticipantRole::Agent, "Bot");
    let second = connectparticipant_chat::Chat::connect(&scene.client, bot.token()).await.unwrap();
    let sent =
        || [&scene.agent, &bot].map(|one| one.calls().iter().filter(|call| **call == "SendEvent").count());
    chat.typing();
    second.typing();
    chat.typing();
    scene.until(|| sent() == [1, 1]).await;
    scene.pass(9 * SECOND).await;
    chat.typing();
    scene.pass(SECOND).await;
    assert_eq!(sent(), [1, 1]);
    chat.typing();
    scene.until(|| sent() == [2, 1]).await;
    chat.send_text("there").await.unwrap();
    chat.typing();
    scene.until(|| sent() == [3, 1]).await;
}
