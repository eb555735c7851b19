//! A custom transport: an adapter of any HTTP stack, or a function that returns fixed responses.
//!
//! `cargo run -p connectparticipant --example custom_transport`

// required-features: client

use connectparticipant::client::{Body, Client};
use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::SendMessageRequest;
use connectparticipant::types::ChatContentType;

/// A transport that supports one path.
async fn carry(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    println!("{} {}", request.method(), request.uri().path());
    if request.uri().path() != "/participant/message" {
        return Err(TransportError::new(TransportErrorKind::Connect));
    }
    Ok(http::Response::new(Body::from(br#"{"Id": "message-1"}"#.to_vec())))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().region("us-west-2").transport(carry).build()?;
    let message = SendMessageRequest::new(ChatContentType::TextPlain, "Hello", "connection token");
    let sent = client.send_message(message).await?;
    println!("the message has the id {:?}", sent.id);
    Ok(())
}
