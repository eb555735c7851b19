//! A participant as a client: calls over HTTP, and a plain websocket.

use std::time::Duration;

use connectparticipant::Client;
use connectparticipant::operation::{
    CreateParticipantConnectionRequest, GetTranscriptRequest, SendEventRequest, SendMessageRequest,
};
use connectparticipant::types::{ConnectionToken, ConnectionType, Item};
use connectparticipant_chat::frame::SUBSCRIBE;
use connectparticipant_chat::test_util::{ChatService, Contact, Participant};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub const EVENT: &str = "application/vnd.amazonaws.connect.event.";

/// The response of `CreateParticipantConnection`.
pub struct Connection {
    pub token: ConnectionToken,
    pub url: String,
    pub url_expiry: String,
    pub token_expiry: String,
}

pub fn client(service: &ChatService) -> Client {
    Client::builder().endpoint_url(service.url()).build().unwrap()
}

pub async fn connection(service: &ChatService, participant: &Participant) -> Connection {
    connection_of(&client(service), participant).await
}

pub async fn connection_of(client: &Client, participant: &Participant) -> Connection {
    let both = [ConnectionType::Websocket, ConnectionType::ConnectionCredentials];
    let request = CreateParticipantConnectionRequest::new(participant.token()).r#type(both);
    let output = client.create_participant_connection(request).await.unwrap();
    let (websocket, credentials) = (output.websocket.unwrap(), output.connection_credentials.unwrap());
    Connection {
        token: credentials.connection_token.unwrap(),
        url: websocket.url.unwrap(),
        url_expiry: websocket.connection_expiry.unwrap(),
        token_expiry: credentials.expiry.unwrap(),
    }
}

/// A websocket.
pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn open(url: &str) -> Result<Self, Error> {
        Ok(Self(connect_async(url).await?.0))
    }

    pub async fn send(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// Returns the next message, or the end.
    pub async fn message(&mut self) -> Option<Result<Message, Error>> {
        tokio::time::timeout(Duration::from_secs(10), self.0.next()).await.expect("a message or the end")
    }

    /// Returns the next text frame.
    pub async fn text(&mut self) -> String {
        match self.message().await {
            Some(Ok(Message::Text(text))) => text.as_str().to_owned(),
            other => panic!("{other:?}"),
        }
    }

    pub async fn json(&mut self) -> Value {
        serde_json::from_str(&self.text().await).unwrap()
    }

    /// Returns the item in the next frame.
    pub async fn item(&mut self) -> Value {
        let frame = self.json().await;
        assert_eq!(
            (&frame["topic"], &frame["contentType"]),
            (&"aws/chat".into(), &"application/json".into())
        );
        serde_json::from_str(frame["content"].as_str().unwrap()).unwrap()
    }

    /// Returns the content of the next item, or the end of its content type.
    pub async fn content(&mut self) -> String {
        let item = self.item().await;
        let content_type = item["ContentType"].as_str().unwrap_or_default();
        let content = item["Content"].as_str();
        content.or(content_type.strip_prefix(EVENT)).unwrap_or_default().to_owned()
    }

    /// Checks that no frame is on its way: the next one is the response to a heartbeat.
    pub async fn is_quiet(&mut self) {
        let heartbeat = connectparticipant_chat::frame::HEARTBEAT;
        self.send(heartbeat).await;
        assert_eq!(self.text().await, heartbeat);
    }

    pub async fn subscribe(&mut self) {
        self.send(SUBSCRIBE).await;
        assert_eq!(self.json().await["content"]["status"], "success");
    }

    pub async fn close(&mut self) {
        self.0.close(None).await.unwrap();
    }
}

/// A participant with a subscribed socket.
pub struct Peer {
    pub client: Client,
    pub token: ConnectionToken,
    pub socket: Socket,
}

impl Peer {
    pub async fn connect(service: &ChatService, participant: &Participant) -> Self {
        let connection = connection(service, participant).await;
        let mut socket = Socket::open(&connection.url).await.unwrap();
        socket.subscribe().await;
        Self { client: client(service), token: connection.token, socket }
    }

    /// Sends a message; returns its id.
    pub async fn say(&self, text: &str) -> Result<String, String> {
        let request = SendMessageRequest::new("text/plain", text, self.token.clone());
        let sent = self.client.send_message(request).await;
        sent.map(|output| output.id.unwrap()).map_err(|error| error.code().unwrap().to_owned())
    }

    /// Sends an event; returns its id.
    pub async fn event(&self, name: &str, content: Option<&str>) -> Result<String, String> {
        let request = SendEventRequest::new(format!("{EVENT}{name}"), self.token.clone());
        let request = content.into_iter().fold(request, SendEventRequest::content);
        let sent = self.client.send_event(request).await;
        sent.map(|output| output.id.unwrap()).map_err(|error| error.code().unwrap().to_owned())
    }

    /// Returns the transcript, oldest first.
    pub async fn transcript(&self) -> Vec<Item> {
        let request = GetTranscriptRequest::new(self.token.clone()).max_results(100);
        let page = self.client.get_transcript(request).await.unwrap();
        page.transcript.into_iter().flatten().rev().collect()
    }
}

/// A chat of a customer, whom the test plays, with an agent that is a client.
pub struct Scene {
    pub service: ChatService,
    pub contact: Contact,
    pub customer: Participant,
    pub agent: Participant,
    pub peer: Peer,
}

impl Scene {
    pub async fn start() -> Self {
        Self::of(ChatService::start().unwrap()).await
    }

    pub async fn of(service: ChatService) -> Self {
        use connectparticipant::types::ParticipantRole::{Agent, Customer};
        let contact = service.contact();
        let (customer, agent) = (contact.join(Customer, "Jane"), contact.join(Agent, "Anna"));
        let peer = Peer::connect(&service, &agent).await;
        Self { service, contact, customer, agent, peer }
    }
}
