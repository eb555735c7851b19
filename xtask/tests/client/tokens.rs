//! Idempotency tokens: filled in if missing, the same for every attempt.

use connectparticipant::config::IdempotencyTokens;
use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
use connectparticipant::operation::send_message::SendMessageRequest;

use crate::fakes::{World, response, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn token(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    body["ClientToken"].as_str().unwrap().to_owned()
}

struct Counter(std::sync::atomic::AtomicU32);

impl IdempotencyTokens for Counter {
    fn next(&self) -> String {
        format!("number {}", self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }
}

#[test]
fn a_call_without_a_token_gets_a_random_uuid() {
    let world = World::new([response(200, "{}")]);
    world.set_random(0xff);
    run(world.client().send_message(message())).unwrap();
    // Version 4 and variant 10 of RFC 9562; the rest is random.
    assert_eq!(token(&world.bodies()[0]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

#[test]
fn all_attempts_of_a_call_have_the_same_token_and_the_next_call_another() {
    let world = World::new([response(503, ""), response(429, ""), response(200, "{}"), response(200, "{}")]);
    let client = world.builder().idempotency_tokens(Counter(0.into())).build().unwrap();
    run(client.send_message(message())).unwrap();
    run(client.send_message(message())).unwrap();
    let tokens: Vec<String> = world.bodies().iter().map(|body| token(body)).collect();
    assert_eq!(tokens, ["number 0", "number 0", "number 0", "number 1"]);
}

#[test]
fn a_given_token_is_kept() {
    let world = World::new([response(200, "{}"), response(200, "{}")]);
    let client = world.client();
    run(client.send_message(message().client_token("mine"))).unwrap();
    let upload = CompleteAttachmentUploadRequest::new(["id".to_owned()], "token").client_token("mine too");
    run(client.complete_attachment_upload(upload)).unwrap();
    let tokens: Vec<String> = world.bodies().iter().map(|body| token(body)).collect();
    assert_eq!(tokens, ["mine", "mine too"]);
}

#[test]
fn an_empty_token_is_none() {
    let world = World::new([response(200, "{}"), response(200, "{}")]);
    let client = world.builder().idempotency_tokens(Counter(7.into())).build().unwrap();
    let upload = CompleteAttachmentUploadRequest::new(["id".to_owned()], "token").client_token("");
    run(client.complete_attachment_upload(upload)).unwrap();
    assert_eq!(token(&world.bodies()[0]), "number 7");
    run(client.send_message(message().client_token(""))).unwrap();
    assert_eq!(token(&world.bodies()[1]), "number 8");
}

/// The service requires the token; the caller need not set it, and validation runs after it is filled in.
#[test]
fn a_required_token_is_filled_in_before_the_input_is_checked() {
    let world = World::new([response(200, "{}"), response(200, "{}")]);
    let client = world.builder().idempotency_tokens(Counter(3.into())).validate(true).build().unwrap();
    let upload = || CompleteAttachmentUploadRequest::new(["id".to_owned()], "token");
    run(client.complete_attachment_upload(upload())).unwrap();
    run(client.complete_attachment_upload(upload().client_token(""))).unwrap();
    let tokens: Vec<String> = world.bodies().iter().map(|body| token(body)).collect();
    assert_eq!(tokens, ["number 3", "number 4"]);
}
