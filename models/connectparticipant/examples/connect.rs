//! Connects with a participant token, and disconnects: the first and the last call of a participant.
//!
//! `cargo run -p connectparticipant --example connect --features test-util`
//!
//! The service runs in this process. For the real one, set `PARTICIPANT_TOKEN` to a token from `StartChatContact`, and pass
//! its region: `connect us-west-2`. The token is a secret, so it is not an argument, which every process may read.

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

/// Works with both services. A client is cheap to clone and holds no tokens.
async fn visit(client: &Client, token: ParticipantToken) -> Result<(), Box<dyn std::error::Error>> {
    let input = CreateParticipantConnectionRequest::new(token)
        .r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials])
        // Connects the participant without a message on the websocket.
        .connect_participant(true);
    let connected = client.create_participant_connection(input).with_metadata().await?;
    println!("connected, request id {:?}", connected.metadata.request_id());

    let output = connected.output;
    if let Some(websocket) = output.websocket {
        // Its URL is a credential, so `Debug` redacts it.
        println!("websocket: {websocket:?}");
    }
    let credentials = output.connection_credentials.ok_or("the response has no credentials")?;
    let token: ConnectionToken =
        credentials.connection_token.ok_or("the response has no connection token")?;
    println!("token, valid until {:?}: {token:?}", credentials.expiry);

    // A participant token has another type and would not compile.
    client.disconnect_participant(DisconnectParticipantRequest::new(token)).await?;
    println!("disconnected");
    Ok(())
}
