//! A custom transport: any HTTP stack fits, and so does a function that makes up responses.
//!
//! `cargo run -p connectparticipant --example custom_transport`

// required-features: client

use connectparticipant::client::{Body, Client};
use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::SendMessageRequest;

/// A stack that knows one path, and responds at once.
async fn carry(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    println!("{} {}", request.method(), request.uri().path());
    if request.uri().path() != "/participant/message" {
        return Err(TransportError::new(TransportErrorKind::Connect));
    }
    Ok(http::Response::new(Body::from(br#"{"Id": "made up"}"#.to_vec())))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().region("us-west-2").transport(carry).build()?;
    let message = SendMessageRequest::new("text/plain", "Hello", "connection token");
    let sent = client.send_message(message).await?;
    println!("the message has the id {:?}", sent.id);
    Ok(())
}
