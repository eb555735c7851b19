//! Decodes messages from a stream of bytes in chunks.

use std::time::{Duration, Instant};

use farrier_runtime::{Message, MessageDecoder, MessageError};

use super::full;

fn stream() -> (Vec<Message>, Vec<u8>) {
    let messages = vec![Message::new(), full(), Message::new().with_payload(vec![1; 1000]), full()];
    let bytes = messages.iter().flat_map(|message| message.encode().unwrap()).collect();
    (messages, bytes)
}

#[test]
fn pieces_of_any_size_give_the_same_messages() {
    let (messages, bytes) = stream();
    for size in 1..=bytes.len() {
        let mut decoder = MessageDecoder::new();
        let mut found = Vec::new();
        for piece in bytes.chunks(size) {
            decoder.push(piece);
            while let Some(message) = decoder.next_message().unwrap() {
                found.push(message);
            }
        }
        assert_eq!(found, messages, "pieces of {size}");
        assert_eq!(decoder.finish(), Ok(()));
    }
}

#[test]
fn a_stream_may_end_between_messages_only() {
    let (messages, bytes) = stream();
    let mut ends = vec![0];
    for message in &messages {
        ends.push(ends[ends.len() - 1] + message.encode().unwrap().len());
    }
    for end in 0..=bytes.len() {
        let mut decoder = MessageDecoder::new();
        decoder.push(&bytes[..end]);
        let mut found = 0;
        while decoder.next_message().unwrap().is_some() {
            found += 1;
        }
        assert_eq!(found, ends.iter().filter(|whole| **whole > 0 && **whole <= end).count());
        let whole = if ends.contains(&end) { Ok(()) } else { Err(MessageError::Truncated) };
        assert_eq!(decoder.finish(), whole, "cut at {end}");
    }
}

#[test]
fn one_message_cut_short_or_with_more_behind_it_is_refused() {
    let frame = full().encode().unwrap();
    for end in 0..frame.len() {
        assert_eq!(Message::decode(&frame[..end]), Err(MessageError::Truncated), "cut at {end}");
    }
    assert_eq!(Message::decode(&[&frame[..], &[0]].concat()), Err(MessageError::Length));
}

#[test]
fn a_message_over_the_limit_is_refused_by_its_first_twelve_bytes() {
    let frame = full().encode().unwrap();
    let mut decoder = MessageDecoder::with_limit(frame.len());
    decoder.push(&frame);
    assert_eq!(decoder.next_message(), Ok(Some(full())));
    let limit = frame.len() - 1;
    let mut decoder = MessageDecoder::with_limit(limit);
    decoder.push(&frame[..11]);
    assert_eq!(decoder.next_message(), Ok(None));
    decoder.push(&frame[11..12]);
    let too_long = MessageError::TooLong { length: frame.len(), limit };
    assert_eq!(decoder.next_message(), Err(too_long));
    assert_eq!(decoder.next_message(), Err(too_long));
    assert_eq!(decoder.finish(), Err(too_long));
}

#[test]
fn the_default_limit_is_what_a_service_may_send() {
    let prelude = |total: u32| {
        let mut bytes = [total.to_be_bytes(), [0; 4]].concat();
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        bytes
    };
    let longest = 25_165_824 + 131_072 + 16;
    let mut decoder = MessageDecoder::new();
    decoder.push(&prelude(longest));
    assert_eq!(decoder.next_message(), Ok(None));
    let mut decoder = MessageDecoder::new();
    decoder.push(&prelude(longest + 1));
    assert!(matches!(decoder.next_message(), Err(MessageError::TooLong { .. })));
}

#[test]
fn nothing_is_taken_in_after_an_error() {
    let frame = full().encode().unwrap();
    let mut decoder = MessageDecoder::new();
    let mut broken = frame.clone();
    broken[20] ^= 1;
    decoder.push(&broken);
    decoder.push(&frame);
    assert_eq!(decoder.next_message(), Err(MessageError::Checksum));
    decoder.push(&frame);
    assert_eq!(decoder.next_message(), Err(MessageError::Checksum));
}

/// Eight times the bytes must not take much more than eight times the time, whether they are one message that arrives
/// byte by byte, or many messages that arrive at once.
#[test]
fn time_grows_with_the_bytes() {
    let one = |length: usize| {
        let frame = Message::new().with_payload(vec![7; length]).encode().unwrap();
        let start = Instant::now();
        let mut decoder = MessageDecoder::new();
        let found = frame.iter().filter(|byte| {
            decoder.push(std::slice::from_ref(byte));
            decoder.next_message().unwrap().is_some()
        });
        assert_eq!(found.count(), 1);
        start.elapsed()
    };
    let many = |count: usize| {
        let frames = full().encode().unwrap().repeat(count);
        let start = Instant::now();
        let mut decoder = MessageDecoder::new();
        decoder.push(&frames);
        for _ in 0..count {
            decoder.push(&[]);
            assert!(decoder.next_message().unwrap().is_some());
        }
        start.elapsed()
    };
    for (work, size) in [(&one as &dyn Fn(usize) -> Duration, 50_000), (&many, 2_000)] {
        // The minimum of a few runs: other load only adds to it.
        let least = |size: usize| (0..4).map(|_| work(size)).min().unwrap();
        let (small, large) = (least(size), least(size * 8));
        assert!(large < small * 40, "{small:?}, then {large:?}");
    }
}
