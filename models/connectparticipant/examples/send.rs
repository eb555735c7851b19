//! A message with its receipts: a customer types and sends, an agent confirms delivery and reading.
//!
//! `cargo run -p connectparticipant --example send --features test-util`
//!
//! The service runs in this process. For the real one, use `Client::new("us-west-2")` for each client.

// required-features: client, test-util

use std::time::Duration;

use connectparticipant::operation::{GetTranscriptRequest, SendEventRequest, SendMessageRequest};
use connectparticipant::test_util::{Fault, Server};
use connectparticipant::types::ChatContentType;
use connectparticipant::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Two participants of one chat, each with a connection token.
    let server =
        Server::builder().credential("connection", "customer").credential("connection", "agent").start()?;
    let client = Client::builder().endpoint_url(server.url()).build()?;

    client.send_event(SendEventRequest::new(ChatContentType::Typing, "customer")).await?;

    // The first response is lost. The client retries with the idempotency token that it generated for this call, so that the
    // message is in the chat once.
    server.inject(Fault::LoseResponse, 1);
    let message = SendMessageRequest::new(ChatContentType::TextPlain, "Is anybody there?", "customer");
    let sent = client.send_message(message).operation_timeout(Duration::from_secs(10)).await?;
    let id = sent.id.ok_or("the message has no id")?;
    println!("sent in {} requests", server.requests().len() - 1);

    // The content of a receipt is a JSON object with the id of the message. With more than two participants the service
    // rejects receipts with a `ConflictException`, which a chat program can ignore.
    let about = format!(r#"{{"messageId":"{id}"}}"#);
    for receipt in [ChatContentType::MessageDelivered, ChatContentType::MessageRead] {
        client.send_event(SendEventRequest::new(receipt, "agent").content(&about)).await?;
    }

    // The transcript contains the message and its receipts.
    let page = client.get_transcript(GetTranscriptRequest::new("customer")).await?;
    for item in page.transcript.iter().flatten() {
        println!(
            "{}: {}",
            item.content_type.as_ref().map_or("?", ChatContentType::as_str),
            item.content.as_deref().unwrap_or("-")
        );
        let metadata = item.message_metadata.iter();
        for receipt in metadata.flat_map(|metadata| metadata.receipts.iter().flatten()) {
            match (&receipt.delivered_timestamp, &receipt.read_timestamp) {
                (_, Some(time)) => println!("  read at {time}"),
                (Some(time), None) => println!("  delivered at {time}"),
                (None, None) => {}
            }
        }
    }
    Ok(())
}
