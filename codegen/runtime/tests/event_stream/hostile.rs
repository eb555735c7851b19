//! Bytes that are not messages: every one is rejected without harm.

use farrier_runtime::{Message, MessageDecoder, MessageError};

use super::full;

/// Corrects both checksums, so that the rest is decoded.
fn seal(mut frame: Vec<u8>) -> Vec<u8> {
    let prelude = crc32fast::hash(&frame[..8]).to_be_bytes();
    frame[8..12].copy_from_slice(&prelude);
    let end = frame.len() - 4;
    let whole = crc32fast::hash(&frame[..end]).to_be_bytes();
    frame[end..].copy_from_slice(&whole);
    frame
}

/// A valid frame around any header bytes.
fn around(headers: &[u8]) -> Vec<u8> {
    let length = |length: usize| u32::try_from(length).unwrap().to_be_bytes();
    seal([&length(16 + headers.len()), &length(headers.len()), &[0; 4], headers, &[0; 4]].concat())
}

#[test]
fn every_flipped_bit_is_found() {
    let frame = full().encode().unwrap();
    for at in 0..frame.len() * 8 {
        let mut frame = frame.clone();
        frame[at / 8] ^= 1 << (at % 8);
        let expected = if at / 8 < 12 { MessageError::PreludeChecksum } else { MessageError::Checksum };
        assert_eq!(Message::decode(&frame), Err(expected), "bit {at}");
    }
}

#[test]
fn lengths_that_contradict_each_other_are_refused() {
    for (total, headers) in [(0, 0), (15, 0), (16, 1), (20, 5), (u32::MAX, u32::MAX), (0, u32::MAX)] {
        let mut frame = [total.to_be_bytes(), headers.to_be_bytes()].concat();
        frame.resize(64, 0);
        let frame = seal(frame);
        assert_eq!(Message::decode(&frame), Err(MessageError::Length), "{total}, {headers}");
        let mut decoder = MessageDecoder::new();
        decoder.push(&frame);
        assert_eq!(decoder.next_message(), Err(MessageError::Length), "{total}, {headers}");
    }
}

#[test]
fn malformed_headers_are_refused() {
    let cases: &[&[u8]] = &[
        &[0],
        &[0, 0],
        &[1, b'n'],
        &[2, b'n', 0],
        &[1, 0xff, 0],
        &[1, b'n', 10],
        &[1, b'n', 255],
        &[1, b'n', 2],
        &[1, b'n', 5, 0, 0, 0],
        &[1, b'n', 6, 0],
        &[1, b'n', 6, 0, 2, 1],
        &[1, b'n', 6, 0xff, 0xff, 1],
        &[1, b'n', 7, 0, 1, 0xff],
        &[1, b'n', 8, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[1, b'n', 8, 0x80, 0, 0, 0, 0, 0, 0, 0],
        &[1, b'n', 9, 0],
    ];
    for headers in cases {
        assert_eq!(Message::decode(&around(headers)), Err(MessageError::Header), "{headers:?}");
    }
    assert!(Message::decode(&around(&[1, b'n', 7, 0, 0])).is_ok(), "an empty text is one");
}

/// The checksums are corrected after each change, so that they do not reject it.
#[test]
fn random_changes_never_panic() {
    let frame = full().encode().unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let (mut read, mut refused) = (0, 0);
    for _ in 0..200_000 {
        let mut frame = frame.clone();
        for _ in 0..=random(3) {
            let at = random(frame.len());
            frame[at] = u8::try_from(random(256)).unwrap();
        }
        let frame = seal(frame);
        let mut decoder = MessageDecoder::new();
        decoder.push(&frame);
        match decoder.next_message() {
            Ok(Some(message)) => {
                read += 1;
                // A decoded message can be encoded again, except for strings that are too long.
                let again = message.encode().map(|frame| Message::decode(&frame));
                assert!(again == Ok(Ok(message)) || again == Err(MessageError::HeaderValue));
            }
            Ok(None) => {}
            Err(_) => refused += 1,
        }
    }
    assert!(read > 10_000 && refused > 10_000, "{read} read, {refused} refused");
}
