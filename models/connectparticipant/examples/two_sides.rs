//! Both sides of a chat in a test: messages have senders, and the test plays the agent.
//!
//! `cargo run -p connectparticipant --example two_sides --features test-util`
//!
//! The service runs in this process.

// required-features: client, test-util

use connectparticipant::operation::{GetTranscriptRequest, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::{ChatContentType, Item, ParticipantRole};
use connectparticipant::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The test names the holder of a credential; by default it is a customer.
    let anna =
        Item::new().participant_id("agent-1").participant_role(ParticipantRole::Agent).display_name("Anna");
    let server = Server::builder()
        .credential("connection", "customer")
        .credential("connection", "agent")
        .sender("agent", &anna)
        .start()?;
    let client = Client::builder().endpoint_url(server.url()).build()?;

    let message = |text: &str, token: &str| SendMessageRequest::new(ChatContentType::TextPlain, text, token);
    client.send_message(message("Hello", "customer")).await?;
    client.send_message(message("Good morning!", "agent")).await?;
    // A message from the other side, without a client for it: like those of `items`, by Anna.
    let id = server.add_item("transcript", anna.content("How can I help?"))?;

    let page = client.get_transcript(GetTranscriptRequest::new("customer")).await?;
    for item in page.transcript.iter().flatten().rev() {
        let role = item.participant_role.as_ref().map_or("?", ParticipantRole::as_str);
        let name = item.display_name.as_deref().unwrap_or("?");
        let is_added = if item.id.as_deref() == Some(id.as_str()) { ", added by the test" } else { "" };
        println!("{role} {name}: {}{is_added}", item.content.as_deref().unwrap_or("-"));
    }
    Ok(())
}
