//! Receiving and sending.

use connectparticipant_chat::session::{End, History, Notice};
use connectparticipant_chat::{Chat, ChatError, Update};
use futures_util::StreamExt;

use crate::kinds::{Options, Talk, both};
use crate::scene::{SECOND, Scene, content, next, next_content, rest};

async fn a_participant_talks_to_a_customer<C: Talk>() {
    let scene = Scene::<C>::new();
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
    chat.send_message("text/markdown", "*How* are you?").await;
    assert_eq!(next_content(&chat).await, "*How* are you?");
    chat.send_event("application/vnd.amazonaws.connect.event.typing").await;
    assert_eq!(next_content(&chat).await, "typing");
}

/// chatjs reports the connection twice (issue 298).
async fn the_connection_is_reported_once<C: Talk>() {
    let scene = Scene::<C>::new();
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
    let scene = Scene::<Chat>::new();
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
    let scene = Scene::<Chat>::new();
    let options = Options::default().settings(|settings| settings.history = History::Skip);
    let chat = scene.connect_with(options).await;
    scene.customer.says("one");
    scene.customer.says("two");
    scene.contact.end();
    let contents: Vec<String> = chat.filter_map(|update| async move { content(&update) }).collect().await;
    assert_eq!(contents, ["one", "two"]);
}

async fn the_chat_goes_on_until_its_end_after_leaving<C: Talk>() {
    let scene = Scene::<C>::new();
    scene.contact.stay_open();
    let chat = scene.connect().await;
    for _ in 0..2 {
        assert_eq!(next_content(&chat).await, "participant.joined");
    }
    chat.disconnect().await;
    scene.contact.system().says("How was it?");
    scene.contact.end();
    let updates = rest(&chat).await;
    let contents: Vec<_> = updates.iter().filter_map(content).collect();
    assert_eq!(contents, ["participant.left", "How was it?"]);
    assert!(matches!(updates.last(), Some(Update::End(End::Chat(_)))));
    scene.until(|| scene.agent.sockets().iter().all(|socket| !socket.is_open())).await;
}

/// The service accepts no call of a participant that has left: what is not read before is lost.
async fn a_chat_that_is_left_at_once_has_its_history<C: Talk>() {
    let scene = Scene::<C>::new();
    let messages: Vec<String> = (0..250).map(|number| number.to_string()).collect();
    for message in &messages {
        scene.customer.says(message);
    }
    let chat = scene.connect().await;
    chat.disconnect().await;
    scene.contact.end();
    let updates = rest(&chat).await;
    let contents: Vec<_> = updates.iter().filter_map(content).collect();
    assert_eq!(contents[2..252], messages);
    assert_eq!(contents[252..], ["participant.left"]);
}

/// The throttle of chatjs is shared by all chats of a page, which swallow each other's events.
async fn each_chat_throttles_its_typing_events<C: Talk>() {
    let scene = Scene::<C>::virtual_time();
    let chat = scene.connect().await;
    let other = scene.service.contact();
    let bot = other.join(connectparticipant::types::ParticipantRole::Agent, "Bot");
    let second = C::begin(&scene.client, bot.token(), Options::default()).await.unwrap();
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

both! { a_participant_talks_to_a_customer the_connection_is_reported_once the_chat_goes_on_until_its_end_after_leaving a_chat_that_is_left_at_once_has_its_history each_chat_throttles_its_typing_events }
