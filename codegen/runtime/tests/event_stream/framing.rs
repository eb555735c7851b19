//! The bytes of single messages.

use farrier_runtime::{EventHeader, Message, MessageError, Timestamp};

use super::full;

#[test]
fn a_message_of_nothing_is_sixteen_bytes() {
    let frame = Message::new().encode().unwrap();
    assert_eq!(frame, [0, 0, 0, 16, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff]);
    assert_eq!(Message::decode(&frame), Ok(Message::new()));
}

/// One header of each type, in the layout of the format.
#[test]
fn headers_are_laid_out_as_the_format_says() {
    let time = Timestamp::from_epoch(1, 2_999_999).unwrap();
    let cases: [(EventHeader, &[u8]); 10] = [
        (true.into(), &[0]),
        (false.into(), &[1]),
        ((-2_i8).into(), &[2, 0xfe]),
        (258_i16.into(), &[3, 1, 2]),
        ((-2_i32).into(), &[4, 0xff, 0xff, 0xff, 0xfe]),
        (1_i64.into(), &[5, 0, 0, 0, 0, 0, 0, 0, 1]),
        (vec![7, 8].into(), &[6, 0, 2, 7, 8]),
        ("é".into(), &[7, 0, 2, 0xc3, 0xa9]),
        (time.into(), &[8, 0, 0, 0, 0, 0, 0, 3, 0xea]),
        ([9; 16].into(), &[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]),
    ];
    for (value, bytes) in cases {
        let frame = Message::new().with_header("n", value).encode().unwrap();
        assert_eq!(&frame[12..14], [1, b'n']);
        assert_eq!(&frame[14..frame.len() - 4], bytes);
    }
}

#[test]
fn every_type_of_header_survives() {
    let message = full();
    let read = Message::decode(&message.encode().unwrap()).unwrap();
    assert_eq!(read, message);
    assert_eq!(read.headers().count(), 10);
    assert_eq!(read.text("string"), Some("päckchen"));
    assert_eq!(read.text("byte"), None);
    assert_eq!(read.header("missing"), None);
    assert_eq!(read.into_payload(), b"payload");
}

#[test]
fn what_is_finer_than_a_millisecond_does_not_travel() {
    for (sent, received) in [((1, 2_999_999), (1, 2_000_000)), ((-1, 999_999_999), (-1, 999_000_000))] {
        let time = |(seconds, nanoseconds)| Timestamp::from_epoch(seconds, nanoseconds).unwrap();
        let frame = Message::new().with_header("t", time(sent)).encode().unwrap();
        let read = Message::decode(&frame).unwrap();
        assert_eq!(read.header("t"), Some(&EventHeader::Timestamp(time(received))));
    }
}

#[test]
fn the_limits_of_the_format_hold() {
    let encode = |name: usize, value: usize| {
        Message::new().with_header("n".repeat(name), "v".repeat(value)).encode().map(|frame| frame.len())
    };
    assert_eq!(encode(255, 32_767), Ok(16 + 1 + 255 + 1 + 2 + 32_767));
    assert_eq!(encode(0, 1), Err(MessageError::HeaderName));
    assert_eq!(encode(256, 1), Err(MessageError::HeaderName));
    assert_eq!(encode(1, 32_768), Err(MessageError::HeaderValue));
    assert_eq!(encode(1, 65_536), Err(MessageError::HeaderValue));
}

#[test]
fn debug_shows_no_value_but_what_kind_of_message_it_is() {
    let message = Message::new()
        .with_header(":message-type", "event")
        .with_header(":event-type", "Ping")
        .with_header("token", "secret")
        .with_payload(*b"secret");
    let shown = format!("{message:?}");
    assert_eq!(
        shown,
        r#"Message { message-type: "event", event-type: "Ping", headers: ["token"], payload: 6 bytes }"#
    );
}
