//! Base64 of blobs.

use super::super::samples::dice::Dice;
use super::{decode, encode};

#[test]
fn encoding_round_trips() {
    let mut dice = Dice(3);
    for length in 0..200 {
        let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
        assert_eq!(decode(&encode(&bytes)), Some(bytes));
    }
}

#[test]
fn it_is_the_usual_base64() {
    for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
        assert_eq!(encode(bytes.as_bytes()), text);
    }
    assert_eq!(encode(&[0xfb, 0xff]), "+/8=");
    assert_eq!(decode(" Zm9v\nYg==\n"), Some(b"foob".to_vec()));
}

#[test]
fn invalid_base64_is_none() {
    for text in ["Z", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zm9v=", "Zg==Zg==", "-_", "hello!", "é", "="] {
        assert_eq!(decode(text), None, "{text}");
    }
}
