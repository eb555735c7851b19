//! Compressed answers, with the feature `gzip`.

use std::io::Write;

use connectparticipant::client::Body;
use connectparticipant::operation::send_message::SendMessageRequest;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fakes::{Turn, World, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn compressed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn gzip(body: Vec<u8>) -> Turn {
    let answer = http::Response::builder().header("content-encoding", "gzip");
    Turn::Answer(answer.body(Body::from(body)).unwrap())
}

#[test]
fn a_compressed_answer_is_asked_for_and_read() {
    let world = World::new([gzip(compressed(br#"{"Id":"1"}"#))]);
    assert_eq!(run(world.client().send_message(message())).unwrap().id.as_deref(), Some("1"));
    assert_eq!(world.header(0, "accept-encoding").as_deref(), Some("gzip"));
}

#[test]
fn little_that_becomes_much_is_not_accepted() {
    let bomb = compressed(&vec![b' '; 1 << 20]);
    assert!(bomb.len() < 2000);
    let world = World::new([gzip(bomb)]);
    let client = world.builder().max_answer_bytes(100_000).build().unwrap();
    let error = run(client.send_message(message())).unwrap_err();
    assert!(error.to_string().contains("larger than the client accepts"), "{error}");
}

#[test]
fn what_is_no_gzip_is_a_broken_body() {
    let mut cut = compressed(br#"{"Id":"1"}"#);
    cut.truncate(12);
    for body in [cut, b"{}".to_vec(), Vec::new()] {
        let world = World::new([gzip(body.clone()), gzip(body.clone()), gzip(body)]);
        let error = run(world.client().send_message(message())).unwrap_err();
        assert!(error.to_string().contains("in the middle of the answer"), "{error}");
    }
}
