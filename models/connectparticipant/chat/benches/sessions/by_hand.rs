//! The loop by hand: it connects, subscribes, sends heartbeats, and reads both levels of JSON. It does no more: no reconnection, no order, no
//! duplicates, no renewal.

use std::time::Duration;

use connectparticipant::Client;
use connectparticipant::operation::CreateParticipantConnectionRequest;
use connectparticipant::types::ConnectionType;
use connectparticipant_chat::frame::{HEARTBEAT, PING, SUBSCRIBE};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use crate::Failure;
use crate::client::{Latencies, received};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub async fn connect(
    client: &Client,
    token: &str,
    small_buffers: bool,
    latencies: Latencies,
) -> Result<(), Failure> {
    let request = CreateParticipantConnectionRequest::new(token)
        .r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials]);
    let connection = client.create_participant_connection(request).await?;
    let url = connection.websocket.and_then(|websocket| websocket.url).ok_or("there is no URL")?;
    let config = WebSocketConfig::default();
    let config = if small_buffers { config.read_buffer_size(4096).write_buffer_size(0) } else { config };
    let (mut socket, _) = connect_async_with_config(url, Some(config), true).await?;
    socket.send(Message::text(SUBSCRIBE)).await?;
    let response = socket.next().await.ok_or("the socket is closed")??;
    let response: Value = serde_json::from_str(response.to_text()?)?;
    if response["content"]["status"] != "success" {
        return Err("the subscription is refused".into());
    }
    tokio::spawn(async move {
        if let Err(error) = listen(socket, &latencies).await {
            eprintln!("a loop by hand ended: {error}");
        }
    });
    Ok(())
}

async fn listen(mut socket: Socket, latencies: &Latencies) -> Result<(), Failure> {
    let mut heartbeat = tokio::time::interval(Duration::from_secs(10));
    loop {
        tokio::select! {
            _ = heartbeat.tick() => {
                socket.send(Message::text(HEARTBEAT)).await?;
                socket.send(Message::text(PING)).await?;
            }
            message = socket.next() => match message {
                Some(message) => read(message?.to_text()?, latencies)?,
                None => return Ok(()),
            },
        }
    }
}

fn read(text: &str, latencies: &Latencies) -> Result<(), Failure> {
    let frame: Value = serde_json::from_str(text)?;
    if frame["topic"] != "aws/chat" {
        return Ok(());
    }
    let item: Value = serde_json::from_str(frame["content"].as_str().unwrap_or_default())?;
    if item["Type"] == "MESSAGE" && item["ParticipantRole"] == "CUSTOMER" {
        received(latencies, item["Content"].as_str().unwrap_or_default());
    }
    Ok(())
}
