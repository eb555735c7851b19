//! A bridge between two chats: each sees the messages of the other, and that somebody types there, until one of them ends.
//!
//! `cargo run -p connectparticipant-chat --example bridge --features test-util`
//!
//! The service runs in this process. With a real one, tokens and ids come from `CreateParticipant` of Amazon Connect.

use std::error::Error;

use connectparticipant::Client;
use connectparticipant::types::ParticipantRole::{Agent, CustomBot, Customer};
use connectparticipant_chat::test_util::ChatService;
use connectparticipant_chat::{Chat, Event, Update};

/// The participant that the bridge is in a chat.
pub struct Seat<'a> {
    /// The participant token.
    pub token: &'a str,
    /// The id of the participant.
    pub id: &'a str,
}

/// The bridge. It returns when one of the chats has ended, and leaves the other.
pub async fn bridge(client: &Client, left: Seat<'_>, right: Seat<'_>) -> Result<(), Box<dyn Error>> {
    let (a, b) = tokio::try_join!(Chat::connect(client, left.token), Chat::connect(client, right.token))?;
    tokio::select! {
        result = forward(&a, left.id, &b) => result?,
        result = forward(&b, right.id, &a) => result?,
    }
    for chat in [a, b] {
        if !chat.is_ended() {
            chat.disconnect().await?;
        }
    }
    Ok(())
}

/// Forwards the messages of one chat, except those of the bridge, which come back.
async fn forward(from: &Chat, own: &str, to: &Chat) -> Result<(), Box<dyn Error>> {
    while let Some(update) = from.next().await {
        match update.event() {
            Some(event) if event.item().is_from(own) => {}
            Some(Event::Typing(_)) => to.typing(),
            Some(Event::Message(_)) => send(&update, to).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Sends a message to the other chat, with the name of its sender.
async fn send(update: &Update, to: &Chat) -> Result<(), Box<dyn Error>> {
    // None for a part of a message that still arrives, and for a new version of a message that was forwarded.
    let Some(item) = update.message() else { return Ok(()) };
    if let Some(text) = item.text() {
        let name = item.name().unwrap_or("Somebody");
        to.send_message(item.content_type(), format!("{name}: {text}")).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = ChatService::start()?;
    let (shop, office) = (service.contact(), service.contact());
    let (jane, anna) = (shop.join(Customer, "Jane"), office.join(Agent, "Anna"));
    let (left, right) = (shop.join(CustomBot, "Bridge"), office.join(CustomBot, "Bridge"));
    let client = Client::builder().endpoint_url(service.url()).build()?;

    let test = async {
        jane.says("Where is my order?");
        assert!(service.until(|| office.transcript().iter().any(|item| item.content.is_some())).await);
        anna.says("On its way.");
        assert!(
            service
                .until(|| shop.transcript().iter().filter(|item| item.content.is_some()).count() == 2)
                .await
        );
        shop.end();
    };
    let seats = [&left, &right].map(|one| Seat { token: one.token(), id: one.id() });
    let [left, right] = seats;
    let (result, ()) = tokio::join!(bridge(&client, left, right), test);
    result?;

    for (name, contact) in [("shop", shop), ("office", office)] {
        for content in contact.transcript().into_iter().filter_map(|item| item.content) {
            println!("{name}: {content}");
        }
    }
    Ok(())
}
