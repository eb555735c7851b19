//! A program without an async runtime, and its reaction to each kind of error.
//!
//! `cargo run -p connectparticipant --example blocking --features blocking,test-util`
//!
//! The service runs in this process. For the real one, use `Client::new("us-west-2")`.

// required-features: blocking, test-util

use std::time::Duration;

use connectparticipant::blocking::Client;
use connectparticipant::config::{RetryPolicy, Timeouts};
use connectparticipant::operation::{SendMessageError, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::ChatContentType;
use connectparticipant::{CallError, ConstructionError, ServiceError};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().credential("connection", "a token").start()?;
    let client = Client::builder()
        .endpoint_url(server.url())
        // Check the input against the model first. Off by default: the service may have newer limits.
        .validate(true)
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(10)))
        .timeouts(Timeouts::new().attempt(Duration::from_secs(5)))
        .build()?;

    let hello = |token: &str| SendMessageRequest::new(ChatContentType::TextPlain, "Hello", token);
    let sent = client.send_message(hello("a token")).send()?;
    println!("sent at {}", sent.absolute_time.as_deref().unwrap_or("?"));

    // Fails validation, and is not sent.
    report(&client, SendMessageRequest::new("", "", "a token"));
    // The service rejects the call, and a retry would not help.
    report(&client, hello("a token of another chat"));
    // It fails three times: the client gives up, and the caller may try again later.
    for _ in 0..3 {
        server.fail_next("SendMessage", "ThrottlingException")?;
    }
    report(&client, hello("a token"));
    // It fails once: the client retries, and the call succeeds.
    server.fail_next("SendMessage", "InternalServerException")?;
    report(&client, hello("a token"));
    // The server refuses connections.
    server.refuse_connections();
    report(&client, hello("a token"));
    Ok(())
}

fn report(client: &Client, message: SendMessageRequest) {
    match client.send_message(message).send() {
        Ok(_) => println!("sent"),
        Err(CallError::Construction(ConstructionError::Validation(violations))) => {
            for violation in &violations {
                println!("not sent: {violation}");
            }
        }
        Err(CallError::Service(SendMessageError::AccessDeniedException(denied))) => {
            println!("refused: {}", denied.hint().unwrap_or("no hint"));
        }
        Err(CallError::Transport(error)) => println!("no response ({:?}): {error}", error.kind()),
        Err(error) if error.is_retryable() => println!("try again later: {:?}", error.code()),
        // The request id of a response helps the support of the service.
        Err(error) => println!("failed: {error}, request id {:?}", error.request_id()),
    }
}
