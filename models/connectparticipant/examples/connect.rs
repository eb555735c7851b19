//! From the participant token to a connection and out again: the first and the last thing that a participant does.
//!
//! `cargo run -p connectparticipant --example connect --features test-util`
//!
//! The service is one in this process. For the real one, set `PARTICIPANT_TOKEN` to a token from `StartChatContact`, and give
//! its region: `connect us-west-2`. A token is a password, so it is no argument, which every process may read.

// required-features: client, test-util

use connectparticipant::operation::{CreateParticipantConnectionRequest, DisconnectParticipantRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::{ConnectionToken, ConnectionType, ParticipantToken};
use connectparticipant::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(region) = std::env::args().nth(1) {
        let token = std::env::var("PARTICIPANT_TOKEN")?;
        return visit(&Client::new(region), token.into()).await;
    }
    let server = Server::start()?;
    let token = server.credential("participant").ok_or("the server has no participant")?;
    visit(&Client::builder().endpoint_url(server.url()).build()?, token.into()).await
}

/// The same for both services: a client is cheap to clone, and knows nothing of tokens.
async fn visit(client: &Client, token: ParticipantToken) -> Result<(), Box<dyn std::error::Error>> {
    let input = CreateParticipantConnectionRequest::new(token)
        .r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials])
        // The participant counts as there, without a message on the websocket.
        .connect_participant(true);
    let connected = client.create_participant_connection(input).with_metadata().await?;
    println!("connected; the request has the id {:?}", connected.metadata.request_id());

    let connection = connected.output;
    if let Some(websocket) = connection.websocket {
        // Its URL opens the chat to whoever has it: it is redacted here, as in any log.
        println!("to listen: {websocket:?}");
    }
    let credentials = connection.connection_credentials.ok_or("the response has no credentials")?;
    let token: ConnectionToken = credentials.connection_token.ok_or("the response has no connection token")?;
    println!("to speak, until {:?}: {token:?}", credentials.expiry);

    // Not the participant token: that is another type, and would not compile.
    client.disconnect_participant(DisconnectParticipantRequest::new(token)).await?;
    println!("disconnected");
    Ok(())
}
