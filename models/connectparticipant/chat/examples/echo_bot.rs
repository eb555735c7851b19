//! A bot that repeats what a customer says, until the chat ends.
//!
//! `cargo run -p connectparticipant-chat --example echo_bot --features test-util`
//!
//! The service runs in this process. With a real one, the token comes from `StartChatContact` or `CreateParticipant` of Amazon Connect.

use std::error::Error;

use connectparticipant::Client;
use connectparticipant::types::ParticipantRole::{CustomBot, Customer};
use connectparticipant_chat::Chat;
use connectparticipant_chat::test_util::ChatService;

/// The bot.
pub async fn echo(client: &Client, participant_token: &str) -> Result<(), Box<dyn Error>> {
    let chat = Chat::connect(client, participant_token).await?;
    while let Some(update) = chat.next().await {
        if let Some(text) = update.text_from("CUSTOMER") {
            chat.typing();
            chat.send_text(format!("You said: {text}")).await?;
        }
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = ChatService::start()?;
    let contact = service.contact();
    let (customer, bot) = (contact.join(Customer, "Jane"), contact.join(CustomBot, "Bot"));
    let client = Client::builder().endpoint_url(service.url()).build()?;

    let test = async {
        customer.says("Hello!");
        let answered =
            || contact.transcript().iter().any(|item| item.content.as_deref() == Some("You said: Hello!"));
        assert!(service.until(answered).await, "the bot does not answer");
        contact.end();
    };
    let (result, ()) = tokio::join!(echo(&client, bot.token()), test);
    result?;

    for item in contact.transcript() {
        let sender = item.display_name.as_deref().unwrap_or("-");
        println!("{sender}: {}", item.content.as_deref().unwrap_or("(an event)"));
    }
    Ok(())
}
