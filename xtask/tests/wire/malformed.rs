//! Successful responses that cannot be decoded: the error keeps everything and shows nothing of it. A single unexpected value is no such error.

use std::error::Error as _;

use connectparticipant::operation::describe_view::{DescribeView, DescribeViewError};
use connectparticipant::operation::get_attachment::GetAttachment;
use connectparticipant::operation::get_transcript::GetTranscript;
use connectparticipant::operation::send_message::SendMessage;
use connectparticipant::operation::start_attachment_upload::StartAttachmentUpload;
use connectparticipant::types::ResourceType;
use connectparticipant::{CallError, MemberPlace, Operation, ServiceError};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::probes::locations;
use super::responses::HasResponse;
use super::samples::{Sampled, each_operation};
use super::transport::{TOKEN, call, read, response};

/// An operation, the body of its response, and the problem.
type Row = (fn(&[u8]) -> String, &'static [u8], &'static str);

/// Sends the body and returns the reason, after checking that the error keeps everything.
fn reason<O: Sampled>(body: &[u8]) -> String {
    let decoded = call::<O>(&O::minimal(TOKEN), |_| {
        response(201, &[("x-amzn-requestid", "request-1"), ("content-type", "text/odd")], body)
    });
    let Err(CallError::Decode(error)) = decoded else { panic!("{}: {body:?} is read: {decoded:?}", O::NAME) };
    let metadata = error.metadata();
    assert_eq!(metadata.operation(), Some(O::NAME));
    assert_eq!(metadata.status(), 201);
    assert_eq!(metadata.body(), body);
    assert_eq!(metadata.request_id(), Some("request-1"));
    assert_eq!(metadata.headers()["content-type"], "text/odd");
    assert_eq!(metadata.headers().len(), 2);
    let sentence = error.to_string();
    let whole = CallError::<O::Error>::Decode(error);
    assert_eq!((whole.status(), whole.request_id()), (Some(metadata_status()), Some("request-1")));
    assert!(!whole.is_retryable() && !whole.is_throttling());
    assert_eq!(whole.to_string(), sentence);
    let start = format!("the response of {} cannot be read (HTTP 201): ", O::NAME);
    let reason = sentence.strip_prefix(&start).unwrap_or_else(|| panic!("{sentence}"));
    reason.strip_suffix(" (request id request-1)").unwrap_or_else(|| panic!("{sentence}")).to_owned()
}

fn metadata_status() -> StatusCode {
    StatusCode::CREATED
}

const ROWS: &[Row] = &[
    (reason::<SendMessage>, b" ", "expected an object at byte 1"),
    (reason::<SendMessage>, b"nul", "expected a value at byte 0; the body says: nul"),
    (reason::<SendMessage>, b"[]", "expected an object at byte 0"),
    (reason::<SendMessage>, b"\"text\"", "expected an object at byte 0"),
    (reason::<SendMessage>, b"<html>gone</html>", "expected an object at byte 0; the body says: gone"),
    (reason::<SendMessage>, b"{}{}", "expected the end at byte 2"),
    (reason::<SendMessage>, b"{} x", "expected the end at byte 3"),
    (reason::<SendMessage>, b"{Id:1}", "expected the name of a member at byte 1"),
    (reason::<SendMessage>, b"{'Id':1}", "expected the name of a member at byte 1"),
    (reason::<SendMessage>, br#"{"Id" 1}"#, "expected a colon at byte 6"),
    (reason::<SendMessage>, br#"{"Id":}"#, "expected a value at byte 6"),
    (reason::<SendMessage>, br#"{"X":}"#, "expected a value at byte 5"),
    (reason::<SendMessage>, br#"{"X":01}"#, "expected a comma or the end of the array or object at byte 6"),
    (reason::<SendMessage>, br#"{"X":NaN}"#, "expected a value at byte 5"),
    (reason::<SendMessage>, br#"{"X":nil}"#, "expected a value at byte 5"),
    (reason::<SendMessage>, br#"{"X":1,}"#, "expected the name of a member at byte 7"),
    (reason::<SendMessage>, br#"{"X":[1,]}"#, "expected a value at byte 8"),
    (reason::<SendMessage>, br#"{"Id":"secret"#, "expected the end of a string at byte 13"),
    (reason::<SendMessage>, br#"{"Id":"a\x"}"#, "expected an escape sequence at byte 8"),
    (reason::<SendMessage>, br#"{"Id":"a\u12"}"#, "expected an escape sequence at byte 8"),
    (reason::<SendMessage>, b"{\"Id\":\"a\nb\"}", "expected no control character at byte 8"),
    (reason::<SendMessage>, b"{\"Id\":\"\xff\"}", "expected UTF-8 at byte 7"),
    (reason::<SendMessage>, b"\xff\xfe{\0}\0", "expected UTF-8 at byte 0"),
    (reason::<SendMessage>, br#"{"Id":1,"X":}"#, "expected a value at byte 12"),
    (reason::<GetTranscript>, br#"{"Transcript":[1,]}"#, "expected a value at byte 17"),
];

#[test]
fn invalid_documents_are_rejected_with_position_and_reason() {
    for (reason, body, expected) in ROWS {
        assert_eq!(reason(body), *expected, "{}", String::from_utf8_lossy(body));
    }
}

/// Decodes the body, and returns the unreadable members: path, and reason.
fn noted<O: Operation>(body: &str) -> String {
    let response = O::decode_with_metadata(StatusCode::OK, &HeaderMap::new(), body.as_bytes());
    let metadata = response.unwrap_or_else(|_| panic!("{}: {body}", O::NAME)).metadata;
    let [member] = &metadata.unreadable_members()[..] else { panic!("{metadata:?}") };
    assert_eq!(member.place(), MemberPlace::Body);
    format!("{}: {}", member.path(), member.reason())
}

/// An operation, the body of its response, and the unreadable members.
type Noted = (fn(&str) -> String, &'static str, &'static str);

const NOTED: &[Noted] = &[
    (noted::<SendMessage>, r#"{"Id":1}"#, "Id: expected a string at byte 6"),
    (
        noted::<SendMessage>,
        r#"{"MessageMetadata":"PROCESSING"}"#,
        "MessageMetadata: expected an object at byte 19",
    ),
    (noted::<GetTranscript>, r#"{"Transcript":{}}"#, "Transcript: expected an array at byte 14"),
    (noted::<GetTranscript>, r#"{"Transcript":[{},1]}"#, "Transcript[1]: expected an object at byte 18"),
    (
        noted::<GetTranscript>,
        r#"{"Transcript":[{},{},{},{"AbsoluteTime":1}]}"#,
        "Transcript[3].AbsoluteTime: expected a string at byte 40",
    ),
    (
        noted::<GetAttachment>,
        r#"{"AttachmentSizeInBytes":""}"#,
        "AttachmentSizeInBytes: expected a number at byte 25",
    ),
    (
        noted::<GetAttachment>,
        r#"{"AttachmentSizeInBytes":1.5}"#,
        "AttachmentSizeInBytes: expected an integer at byte 25",
    ),
    (
        noted::<GetAttachment>,
        r#"{"AttachmentSizeInBytes":9223372036854775808}"#,
        "AttachmentSizeInBytes: expected a smaller integer at byte 25",
    ),
    (
        noted::<GetAttachment>,
        r#"{"AttachmentSizeInBytes":1e999999999999}"#,
        "AttachmentSizeInBytes: expected a smaller integer at byte 25",
    ),
    (
        noted::<DescribeView>,
        r#"{"View":{"Version":2147483648}}"#,
        "View.Version: expected a smaller integer at byte 19",
    ),
    (noted::<DescribeView>, r#"{"View":{"Version":true}}"#, "View.Version: expected a number at byte 19"),
    (
        noted::<StartAttachmentUpload>,
        r#"{"UploadMetadata":{"HeadersToInclude":{"a":1,"b":"c"}}}"#,
        // The keys are secret, too.
        "UploadMetadata.HeadersToInclude[entry 0]: expected a string at byte 43",
    ),
];

#[test]
fn one_unreadable_value_is_lost_alone_and_reported() {
    for (noted, body, expected) in NOTED {
        assert_eq!(noted(body), *expected);
    }
    let body = r#"{"Transcript":[{"Id":"1"},{"Id":2,"Content":"hi"},"odd",{"Id":"4"}],"NextToken":"t"}"#;
    let page =
        GetTranscript::decode_with_metadata(StatusCode::OK, &HeaderMap::new(), body.as_bytes()).unwrap();
    assert_eq!(page.metadata.unreadable_members().len(), 2);
    let page = page.output;
    let ids: Vec<_> = page.transcript.iter().flatten().map(|item| item.id.as_deref()).collect();
    assert_eq!((ids, page.next_token.as_deref()), (vec![Some("1"), None, Some("4")], Some("t")));
    // Some services send numbers as strings.
    assert_eq!(
        read::<GetAttachment>(r#"{"AttachmentSizeInBytes":"12"}"#).unwrap().attachment_size_in_bytes,
        12
    );
}

#[test]
fn errors_report_their_members_too() {
    let body = r#"{"Message":"gone","ResourceId":7,"ResourceType":"CONTACT"}"#;
    let headers = [("x-amzn-errortype", "ResourceNotFoundException")];
    let failed = call::<DescribeView>(&DescribeView::minimal(TOKEN), |_| response(404, &headers, body));
    let Err(CallError::Service(DescribeViewError::ResourceNotFoundException(error))) = failed else {
        panic!("{failed:?}")
    };
    assert_eq!((error.resource_id, error.resource_type), (None, Some(ResourceType::Contact)));
    let [member] = &error.metadata.unreadable_members()[..] else { panic!("{:?}", error.metadata) };
    assert_eq!((member.path(), member.reason()), ("ResourceId", "expected a string at byte 31"));
}

/// Converts a JSON pointer to a path: `/Transcript/0/Id` is `Transcript[0].Id`.
fn path(mut document: &Value, location: &str) -> String {
    let mut path = String::new();
    for step in location.split('/').skip(1) {
        if step.parse::<usize>().is_ok() {
            path.push_str(&format!("[{step}]"));
        } else if path.ends_with("HeadersToInclude") {
            // Its keys are secret.
            let place = document.as_object().unwrap().keys().position(|key| key == step).unwrap();
            path.push_str(&format!("[entry {place}]"));
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(step);
        }
        document = document.pointer(&format!("/{step}")).unwrap();
    }
    path
}

#[test]
fn every_value_of_a_wrong_type_is_reported_by_its_path() {
    fn check<O: HasResponse>(seen: &mut usize) {
        let full: Value = serde_json::from_str(O::RESPONSE).unwrap();
        for location in locations(&full) {
            let right = full.pointer(&location).unwrap();
            let wrong = [json!("text"), json!(1.5), json!(true), json!([true]), json!({"a": true})];
            for wrong in wrong {
                // An object without modelled members is a valid object, and any string a valid string.
                let is_same_kind = matches!(
                    (right, &wrong),
                    (Value::String(_), Value::String(_)) | (Value::Object(_), Value::Object(_))
                );
                let is_map = location.ends_with("/HeadersToInclude");
                if is_same_kind && !is_map || is_map && wrong.is_string() && right.is_string() {
                    continue;
                }
                let mut body = full.clone();
                *body.pointer_mut(&location).unwrap() = wrong;
                let body = body.to_string();
                if location.is_empty() {
                    reason::<O>(body.as_bytes());
                } else {
                    let noted = noted::<O>(&body);
                    assert!(noted.starts_with(&path(&full, &location)), "{location}: {noted}");
                }
                *seen += 1;
            }
        }
    }
    let mut seen = 0;
    each_operation!(check, &mut seen);
    assert!(seen > 4 * 60, "{seen}");
}

#[test]
fn every_prefix_of_a_response_is_rejected() {
    fn check<O: HasResponse>() {
        if O::RESPONSE == "{}" {
            return;
        }
        for end in 1..O::RESPONSE.len() {
            reason::<O>(&O::RESPONSE.as_bytes()[..end]);
        }
        reason::<O>(format!("{}]", O::RESPONSE).as_bytes());
    }
    each_operation!(check);
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_wherever_they_are() {
    fn check<O: HasResponse>() {
        if O::RESPONSE == "{}" {
            return;
        }
        for (at, bad) in (0..=O::RESPONSE.len()).zip([0x80, 0xc3, 0xff, 0xed].into_iter().cycle()) {
            let mut body = O::RESPONSE.as_bytes().to_vec();
            body.insert(at, bad);
            reason::<O>(&body);
        }
    }
    each_operation!(check);
}

/// Three operations have outputs without members; other contents of the body are ignored.
#[test]
fn an_output_without_members_ignores_the_body() {
    fn check<O: HasResponse>() {
        for body in ["<html>", "null", "\u{feff}{}", "{\"a\""] {
            let outcome = read::<O>(body);
            let reads_nothing = O::RESPONSE == "{}" || ["null", "\u{feff}{}"].contains(&body);
            assert_eq!(outcome.is_ok(), reads_nothing, "{}: {body}", O::NAME);
        }
    }
    each_operation!(check);
}

/// A successful response is not an error of the service: its members are not a code and a message, and may be secret.
#[test]
fn members_of_a_response_are_not_an_error() {
    let body = r#"{"code":"c0de-secret","message":"mess-secret","__type":"type-secret","Id":1"#;
    let error = read::<SendMessage>(body).unwrap_err();
    assert_eq!((error.code(), error.message()), (None, None));
    for shown in [format!("{error:?}"), format!("{error:#?}"), error.to_string()] {
        assert!(!shown.contains("secret"), "{shown}");
    }
}

/// A reporter that prints an error and its sources must not print a sentence twice.
#[test]
fn the_chain_of_sources_repeats_nothing() {
    type Failure = Box<dyn std::error::Error>;
    let decode: Failure = read::<SendMessage>("x").unwrap_err().into();
    let service: Failure =
        call::<SendMessage>(&SendMessage::minimal(TOKEN), |_| response(500, &[], "")).unwrap_err().into();
    let encode: Failure = call::<SendMessage>(&SendMessage::minimal("\n"), |_| panic!()).unwrap_err().into();
    let params = connectparticipant::endpoint::Params::new().endpoint("https://example.com/?a=b");
    let no_endpoint: Failure = connectparticipant::endpoint::resolve(&params).unwrap_err().into();
    for error in [decode, service, encode, no_endpoint] {
        let mut said = vec![error.to_string()];
        let mut source = error.source();
        while let Some(next) = source {
            let text = next.to_string();
            assert!(!said.iter().any(|earlier| earlier.contains(&text)), "`{text}` is said twice: {said:?}");
            said.push(text);
            source = next.source();
        }
    }
    let inner = read::<SendMessage>("x").unwrap_err();
    let CallError::Decode(inner) = inner else { panic!() };
    assert!(inner.source().is_none_or(|reason| inner.to_string() != reason.to_string()));
    assert!(ServiceError::message(&connectparticipant::error::ConflictException::new()).is_none());
}
