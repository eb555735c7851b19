//! Each kind of frame, and texts that are none.

use super::*;

fn chat(text: &str) -> String {
    match decode(text) {
        Frame::Chat(content) => content.into_owned(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn an_empty_frame_has_no_meaning() {
    assert_eq!(decode(""), Frame::Empty);
    assert_eq!(decode(" \n\t"), Frame::Empty);
}

#[test]
fn a_subscription_succeeds_or_fails() {
    let response = |content: &str| format!(r#"{{"topic":"aws/subscribe","content":{content}}}"#);
    let success = [
        r#"{"status":"success","topics":["aws/chat"]}"#,
        r#"{"topics":["aws/other","aws/chat"],"status":"success"}"#,
        r#"{"status":"success"}"#,
        r#""{\"status\":\"success\",\"topics\":[\"aws/chat\"]}""#,
    ];
    for content in success {
        assert_eq!(decode(&response(content)), Frame::Subscribed(true), "{content}");
    }
    for content in [r#"{"status":"failure","topics":["aws/chat"]}"#, r#"{"status":"success","topics":[]}"#] {
        assert_eq!(decode(&response(content)), Frame::Subscribed(false), "{content}");
    }
    for content in [r#"{"status":"pending"}"#, r#"{"topics":["aws/chat"]}"#, "7", r#""success""#] {
        assert_eq!(decode(&response(content)), Frame::Unknown(Unknown::Content), "{content}");
    }
}

#[test]
fn heartbeats_are_the_same_in_both_directions() {
    assert_eq!(decode(HEARTBEAT), Frame::Heartbeat);
    assert_eq!(decode(r#" { "content" : {} , "topic" : "aws/heartbeat" } "#), Frame::Heartbeat);
}

#[test]
fn a_ping_has_a_status() {
    let ping = |text: &str| match decode(text) {
        Frame::Ping(ping) => (ping.status, ping.is_ok()),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(ping(r#"{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}"#), (Some(200), true));
    assert_eq!(ping(r#"{"statusCode":"200","topic":"aws/ping"}"#), (Some(200), true));
    assert_eq!(ping(r#"{"topic":"aws/ping","statusCode":500,"statusContent":"OK"}"#), (Some(500), false));
    for status in ["70000", "-1", "null", "{}", "2e2"] {
        assert_eq!(
            ping(&format!(r#"{{"topic":"aws/ping","statusCode":{status}}}"#)),
            (None, false),
            "{status}"
        );
    }
}

#[test]
fn the_content_of_a_chat_frame_is_a_string_or_an_object() {
    let item = r#"{"Id":"1","Content":"a \"b\" \u00e9"}"#;
    let text = item.replace('\\', r"\\").replace('"', r#"\""#);
    assert_eq!(
        chat(&format!(r#"{{"topic":"aws/chat","contentType":"application/json","content":"{text}"}}"#)),
        item
    );
    assert_eq!(chat(&format!(r#"{{"content": {item} ,"topic":"aws/chat"}}"#)), item);
    for content in ["7", "null", "[]", r#""text""#, r#""""#] {
        let frame = format!(r#"{{"topic":"aws/chat","content":{content}}}"#);
        assert_eq!(decode(&frame), Frame::Unknown(Unknown::Content), "{content}");
    }
    assert_eq!(decode(r#"{"topic":"aws/chat"}"#), Frame::Unknown(Unknown::Content));
}

#[test]
fn an_error_of_the_gateway_has_no_topic() {
    let text = r#"{"message":"Forbidden","connectionId":"c=","requestId":"r="}"#;
    let Frame::Gateway(error) = decode(text) else { panic!("{text}") };
    assert_eq!(error.message, "Forbidden");
    assert_eq!((error.connection_id.as_deref(), error.request_id.as_deref()), (Some("c="), Some("r=")));
}

#[test]
fn any_other_text_is_unknown() {
    let cases = [
        ("{}", Unknown::Topic),
        (r#"{"topic":"aws/other","content":{}}"#, Unknown::Topic),
        (r#"{"topic":7}"#, Unknown::Topic),
        ("[]", Unknown::NotAnObject),
        ("hello", Unknown::NotAnObject),
        (r#"{"topic":"aws/heartbeat"})"#, Unknown::NotAnObject),
        (r#"{"topic":"aws/heartbeat""#, Unknown::NotAnObject),
    ];
    for (text, reason) in cases {
        assert_eq!(decode(text), Frame::Unknown(reason), "{text}");
        assert!(!reason.as_str().is_empty());
    }
}

#[test]
fn length_and_depth_are_bounded() {
    let long = format!(r#"{{"topic":"aws/heartbeat","content":"{}"}}"#, "x".repeat(MAX_LENGTH));
    assert_eq!(decode(&long), Frame::Unknown(Unknown::TooLong));
    let deep = format!(r#"{{"topic":"aws/chat","content":{}}}"#, "[".repeat(200_000));
    assert_eq!(decode(&deep), Frame::Unknown(Unknown::NotAnObject));
}

#[test]
fn outbound_frames_are_json() {
    for text in [SUBSCRIBE, HEARTBEAT, PING] {
        assert!(Members::read(text).is_ok(), "{text}");
    }
    assert_eq!(Members::read(SUBSCRIBE).unwrap().content, Some(r#"{"topics":["aws/chat"]}"#));
}
