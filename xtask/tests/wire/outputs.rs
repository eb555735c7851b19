//! Successful responses: every member arrives; missing and unknown members are harmless.

use std::fs;
use std::path::Path;

use connectparticipant::operation::create_participant_connection::CreateParticipantConnection;
use connectparticipant::operation::get_attachment::GetAttachment;
use connectparticipant::operation::get_transcript::GetTranscript;
use connectparticipant::operation::send_message::SendMessage;
use connectparticipant::types::{ChatItemType, MeetingFeatureStatus, ParticipantRole};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::probes::{locations, remove};
use super::responses::HasResponse;
use super::samples::{Sampled, each_operation};
use super::transport::{TOKEN, call, read, response};

#[test]
fn a_complete_response_is_decoded() {
    fn check<O: HasResponse>() {
        let response = response(200, &[("x-amzn-RequestId", "request-1")], O::RESPONSE);
        let output = call::<O>(&O::full(TOKEN), |request| {
            assert_eq!(request.method(), O::REQUEST.0);
            response.clone()
        });
        assert_eq!(output.unwrap(), O::output(), "{}", O::NAME);
        let decoded =
            O::decode_with_metadata(response.status(), response.headers(), response.body()).unwrap();
        assert_eq!(decoded.output, O::output(), "{}", O::NAME);
        let metadata = &decoded.metadata;
        assert_eq!(metadata.status(), StatusCode::OK);
        assert_eq!(metadata.request_id(), Some("request-1"));
        assert_eq!((metadata.attempts(), metadata.headers()), (1, response.headers()));
        assert!(metadata.unreadable_members().is_empty());
    }
    each_operation!(check);
}

/// Without a member the output differs, so each member is decoded; and `null` equals absence.
#[test]
fn each_member_can_be_missing_or_null_and_is_missed() {
    fn check<O: HasResponse>(seen: &mut usize) {
        let full: Value = serde_json::from_str(O::RESPONSE).unwrap();
        for location in locations(&full) {
            let mut without = full.clone();
            remove(&mut without, &location);
            let mut null = full.clone();
            *null.pointer_mut(&location).unwrap() = Value::Null;
            let [without, null] = [without, null].map(|body| read::<O>(body.to_string()).unwrap());
            assert_ne!(without, O::output(), "{}{location} is not read", O::NAME);
            assert_eq!(null, without, "{}{location}", O::NAME);
            *seen += 1;
        }
    }
    let mut seen = 0;
    each_operation!(check, &mut seen);
    assert_eq!(seen, 80, "count again, and say in review what changed");
}

#[test]
fn an_empty_response_has_no_members() {
    fn check<O: Sampled>() {
        let empty = read::<O>("{}").unwrap();
        assert_eq!(read::<O>("").unwrap(), empty, "{}", O::NAME);
        let shown = serde_json::to_value(&empty).unwrap();
        let expected =
            if O::NAME == "GetAttachment" { json!({"AttachmentSizeInBytes": 0}) } else { json!({}) };
        assert_eq!(shown, expected, "{}", O::NAME);
    }
    each_operation!(check);
}

/// The one required member of all outputs.
#[test]
fn a_missing_size_is_zero() {
    for body in
        ["", "{}", r#"{"AttachmentSizeInBytes":null}"#, r#"{"Url":"u"}"#, r#"{"attachmentSizeInBytes":1}"#]
    {
        assert_eq!(read::<GetAttachment>(body).unwrap().attachment_size_in_bytes, 0, "{body}");
    }
    for (body, size) in
        [("1", 1), ("-1", -1), ("1.0", 1), ("1e3", 1000), ("0", 0), ("-9223372036854775808", i64::MIN)]
    {
        let body = format!(r#"{{"AttachmentSizeInBytes":{body}}}"#);
        assert_eq!(read::<GetAttachment>(&body).unwrap().attachment_size_in_bytes, size, "{body}");
    }
}

/// Unknown members, at every depth, before and after all others.
#[test]
fn unknown_members_are_skipped() {
    const UNKNOWN: &[&str] = &[
        "null",
        "true",
        "-0.5e+10",
        r#""text \"\\\u00e9\ud83d\ude00""#,
        "[]",
        "{}",
        r#"[1,"a",null,{"Id":"inner","Url":[]}]"#,
        r#"{"Id":{"Transcript":[[[]]]},"":""}"#,
    ];
    fn extend(value: &mut Value, name: &str, extra: &Value) {
        match value {
            Value::Object(members) => {
                let is_map = members.contains_key("x-amz-acl");
                members.values_mut().for_each(|member| extend(member, name, extra));
                if !is_map {
                    members.shift_insert(0, format!("A{name}"), extra.clone());
                    members.insert(format!("Z{name}"), extra.clone());
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| extend(item, name, extra)),
            _ => {}
        }
    }
    fn check<O: HasResponse>() {
        for extra in UNKNOWN {
            let mut body: Value = serde_json::from_str(O::RESPONSE).unwrap();
            extend(&mut body, "Extra", &serde_json::from_str(extra).unwrap());
            let body = body.to_string();
            assert!(body.contains("AExtra") && body.contains("ZExtra"));
            assert_eq!(read::<O>(&body).unwrap(), O::output(), "{}: {body}", O::NAME);
        }
    }
    each_operation!(check);
}

/// Decoding recurses: too much depth is an error instead of a stack overflow.
#[test]
fn unknown_members_have_a_depth_limit() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let body = |depth: usize| {
            let innermost = if open == "[" { "" } else { "1" };
            format!(r#"{{"Id":"i","Extra":{}{innermost}{}}}"#, open.repeat(depth), close.repeat(depth))
        };
        assert_eq!(read::<SendMessage>(body(100)).unwrap().id.as_deref(), Some("i"));
        for depth in [200, 1_000_000] {
            let error = read::<SendMessage>(body(depth)).unwrap_err();
            assert!(error.to_string().contains("nested too deeply"), "{error}");
        }
    }
}

#[test]
fn unknown_enum_values_round_trip() {
    let body = r#"{"Transcript":[{"Type":"MESSAGEMETADATA"},{"Type":""},{"Type":"message"},{"Type":"\u004dESSAGE"}]}"#;
    let decoded = read::<GetTranscript>(body).unwrap();
    let types: Vec<ChatItemType> =
        decoded.transcript.as_deref().unwrap().iter().map(|item| item.r#type.clone().unwrap()).collect();
    let unknown = |text: &str| ChatItemType::Unknown(text.to_owned());
    assert_eq!(types, [unknown("MESSAGEMETADATA"), unknown(""), unknown("message"), ChatItemType::Message]);
    assert_eq!(types[0].as_str(), "MESSAGEMETADATA");
    assert_eq!(types[0].to_string(), "MESSAGEMETADATA");
    assert_eq!(ChatItemType::from("MESSAGEMETADATA".to_owned()), types[0]);
    assert_eq!("MESSAGEMETADATA".parse(), Ok(types[0].clone()));
    assert!(!ChatItemType::VALUES.contains(&types[0]));
    let again = serde_json::to_string(&decoded).unwrap();
    assert_eq!(again, body.replace(r"\u004d", "M"));
}

/// Any 2xx is success; nothing else is.
#[test]
fn success_is_any_status_of_success() {
    fn check<O: HasResponse>() {
        for status in 100..=999 {
            let status = StatusCode::from_u16(status).unwrap();
            let outcome = O::decode_with_metadata(status, &HeaderMap::new(), O::RESPONSE.as_bytes());
            assert_eq!(outcome.is_ok(), status.is_success(), "{}: {status}", O::NAME);
            let (found, output) = match outcome {
                Ok(decoded) => (decoded.metadata.status(), Some(decoded.output)),
                Err(error) => (error.status().unwrap(), None),
            };
            assert_eq!(found, status);
            assert_eq!(output, status.is_success().then(O::output));
        }
    }
    each_operation!(check);
    assert_eq!(
        read::<SendMessage>("").unwrap(),
        call::<SendMessage>(&SendMessage::minimal(TOKEN), |_| response(204, &[], "")).unwrap()
    );
}

type Headers = &'static [(&'static str, &'static str)];

/// Headers, and the request id that they give.
const REQUEST_IDS: &[(Headers, Option<&str>)] = &[
    (&[], None),
    (&[("x-amzn-requestid", "a")], Some("a")),
    (&[("X-Amzn-RequestId", "a")], Some("a")),
    (&[("x-amzn-request-id", "a")], Some("a")),
    (&[("x-amz-request-id", "a")], Some("a")),
    (&[("x-amz-request-id", "c"), ("x-amzn-request-id", "b"), ("x-amzn-requestid", "a")], Some("a")),
    (&[("x-amz-request-id", "c"), ("x-amzn-request-id", "b")], Some("b")),
    (&[("x-amz-id-2", "a"), ("x-request-id", "b"), ("x-amz-cf-id", "c")], None),
    (&[("x-amzn-requestid", ""), ("x-amz-request-id", "c")], Some("c")),
    (&[("x-amzn-requestid", "")], None),
    (&[("x-amzn-requestid", "é"), ("x-amz-request-id", "c")], Some("c")),
];

#[test]
fn the_request_id_comes_with_outputs_and_errors() {
    fn check<O: HasResponse>() {
        for (headers, id) in REQUEST_IDS {
            let ok = response(200, headers, O::RESPONSE);
            let decoded = O::decode_with_metadata(ok.status(), ok.headers(), ok.body());
            assert_eq!(decoded.unwrap().metadata.request_id(), *id, "{}: {headers:?}", O::NAME);
            let error = O::decode_response(&response(500, headers, "")).unwrap_err();
            assert_eq!(error.request_id(), *id, "{}: {headers:?}", O::NAME);
        }
    }
    each_operation!(check);
}

fn fixture(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bench").join(name);
    fs::read_to_string(path).ok()
}

/// A response of 100 items, described in the README next to it, which is not in the repository.
#[test]
fn a_long_transcript_is_read_whole() {
    let Some(body) = fixture("transcript-100.json") else { return };
    let decoded = read::<GetTranscript>(&body).unwrap();
    let items = decoded.transcript.as_deref().unwrap();
    let count = |keep: fn(&ChatItemType) -> bool| {
        items.iter().filter(|item| item.r#type.as_ref().is_some_and(keep)).count()
    };
    assert_eq!((body.len(), items.len()), (60_957, 100));
    assert_eq!(count(|kind| *kind == ChatItemType::Message), 82);
    assert_eq!(count(|kind| *kind == ChatItemType::Attachment), 13);
    assert_eq!(items.iter().map(|item| item.attachments.as_deref().map_or(0, <[_]>::len)).sum::<usize>(), 20);
    assert_eq!(items.iter().filter(|item| item.attachments.is_some()).count(), 13);
    let receipts = items.iter().filter_map(|item| item.message_metadata.as_ref()?.receipts.as_deref());
    assert_eq!(receipts.filter(|receipts| receipts.len() == 1).count(), 95);
    assert!(items.iter().all(|item| !matches!(item.participant_role, Some(ParticipantRole::Unknown(_)))));
    let again: Value = serde_json::to_value(&decoded).unwrap();
    assert_eq!(again, serde_json::from_str::<Value>(&body).unwrap(), "nothing is lost");
}

#[test]
fn a_real_connection_is_read_whole() {
    let Some(body) = fixture("create-connection-3.json") else { return };
    let decoded = read::<CreateParticipantConnection>(&body).unwrap();
    assert_eq!(serde_json::to_string(&decoded).unwrap(), body, "nothing is lost");
    let features = decoded.web_rtc_connection.unwrap().meeting.unwrap().meeting_features.unwrap();
    assert_eq!(features.audio.unwrap().echo_reduction, Some(MeetingFeatureStatus::Available));
}
