//! Base64 of blobs.

use super::{decode, decode_bytes, encode};

#[test]
fn encoding_round_trips() {
    let mut seed = 3_u32;
    for length in 0..200 {
        let bytes = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        });
        let bytes: Vec<u8> = bytes.take(length).collect();
        assert_eq!(decode_bytes(&encode(&bytes)), Some(bytes));
    }
}

#[test]
fn it_is_the_usual_base64() {
    for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
        assert_eq!(encode(bytes), text);
    }
    assert_eq!(encode([0xfb, 0xff]), "+/8=");
    assert_eq!(decode_bytes(" Zm9v\nYg==\n"), Some(b"foob".to_vec()));
}

#[test]
fn invalid_base64_is_none() {
    for text in ["Z", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zm9v=", "Zg==Zg==", "-_", "hello!", "é", "="] {
        assert_eq!(decode_bytes(text), None, "{text}");
    }
}

#[test]
fn bytes_that_are_not_text_are_no_text() {
    assert_eq!(decode("Zm9v"), Some("foo".to_owned()));
    assert_eq!(decode("+/8="), None);
}
