//! The feature `serde`: wire names in both directions, and the same values as on the wire.

use std::fs;
use std::path::Path;

use connectparticipant::error::*;
use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
use connectparticipant::operation::create_participant_connection::CreateParticipantConnection;
use connectparticipant::operation::describe_view::{DescribeView, DescribeViewError};
use connectparticipant::operation::get_transcript::GetTranscript;
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::types::{ChatItemType, Item};
use connectparticipant::{ErrorMetadata, NonEmpty, ServiceError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::errors::{fail, service};
use super::facts::Tables;
use super::probes::{Probe, locations, remove};
use super::responses::HasResponse;
use super::samples::{Sampled, each_operation};
use super::transport::{TOKEN, read};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn inputs_go_both_ways_by_their_wire_names() {
    fn check<O: Sampled>() {
        for (input, body) in [(O::minimal(TOKEN), O::MINIMAL), (O::full(TOKEN), O::FULL)] {
            let value = serde_json::to_value(&input).unwrap();
            // Body members have the same names, and members of headers and labels are added.
            let mut rest = value.clone();
            assert_eq!(rest.as_object_mut().unwrap().shift_remove(O::TOKEN), Some(TOKEN.into()));
            rest.as_object_mut().unwrap().shift_remove("ViewToken");
            assert_eq!(rest, parse(body.unwrap_or("{}")), "{}: nothing absent is written", O::NAME);
            assert_eq!(serde_json::from_value::<O::Input>(value).unwrap(), input, "{}", O::NAME);
        }
    }
    each_operation!(check);
}

#[test]
fn outputs_round_trip_and_match_the_wire() {
    fn check<O: HasResponse>() {
        let value = serde_json::to_value(O::output()).unwrap();
        assert_eq!(value, parse(O::RESPONSE), "{}", O::NAME);
        assert_eq!(serde_json::from_str::<O::Output>(O::RESPONSE).unwrap(), O::output(), "{}", O::NAME);
        assert_eq!(read::<O>(value.to_string()).unwrap(), O::output(), "{}", O::NAME);
        // Any member may be missing, except the required one.
        for location in locations(&value).into_iter().filter(|location| location != "/AttachmentSizeInBytes")
        {
            let mut without = value.clone();
            remove(&mut without, &location);
            let without = without.to_string();
            let by_serde: O::Output = serde_json::from_str(&without).unwrap();
            assert_eq!(by_serde, read::<O>(&without).unwrap(), "{}{location}", O::NAME);
        }
    }
    each_operation!(check);
}

/// Every shape of the tables, with every member and a generated value for each.
#[test]
fn every_member_of_the_tables_survives_serde_and_the_wire() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        let mut text = |place: &str| format!("{place} \"é\\");
        let output = Probe { tables, text: &mut text, number: -7 }
            .object(&operation.output, &operation.output_members);
        let by_serde: O::Output = serde_json::from_value(output.clone()).unwrap();
        let by_wire = read::<O>(output.to_string()).unwrap();
        assert_eq!(by_serde, by_wire, "{}", O::NAME);
        assert_eq!(serde_json::to_value(&by_wire).unwrap(), output, "{}", O::NAME);
    }
    each_operation!(check, &Tables::read().unwrap());
}

fn same_both_ways<O: Sampled>(body: &str) {
    let by_wire = read::<O>(body).unwrap();
    assert_eq!(serde_json::from_str::<O::Output>(body).unwrap(), by_wire, "{body}");
}

#[test]
fn serde_and_the_wire_read_the_same() {
    for body in [
        r#"{"Transcript":null,"NextToken":null}"#,
        r#"{"Transcript":[],"NextToken":""}"#,
        r#"{"Transcript":[{}],"Extra":{"Transcript":1}}"#,
        r#"{"Transcript":[{"Type":"MESSAGEMETADATA","Content":"\ud83d\ude00\u0000\/"}]}"#,
        " {\r\n\t\"NextToken\" : \"a\" } \n",
    ] {
        same_both_ways::<GetTranscript>(body);
    }
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bench");
    let fixture = |name: &str| fs::read_to_string(bench.join(name)).ok();
    if let Some(body) = fixture("transcript-100.json") {
        same_both_ways::<GetTranscript>(&body);
    }
    if let Some(body) = fixture("create-connection-3.json") {
        same_both_ways::<CreateParticipantConnection>(&body);
    }
    if let Some(body) = fixture("send-message.json") {
        same_both_ways::<SendMessage>(&body);
    }
}

#[test]
fn a_list_that_must_have_an_item_is_not_read_from_an_empty_one() {
    assert!(serde_json::from_str::<NonEmpty<String>>("[]").unwrap_err().to_string().contains("at least one"));
    let list: NonEmpty<String> = serde_json::from_str(r#"["a","b"]"#).unwrap();
    assert_eq!(serde_json::to_string(&list).unwrap(), r#"["a","b"]"#);
    let request = |ids: Value| json!({"AttachmentIds": ids, "ClientToken": "c", "ConnectionToken": "t"});
    let read = |ids| serde_json::from_value::<CompleteAttachmentUploadRequest>(request(ids));
    assert!(read(json!(["a"])).is_ok());
    assert!(read(json!([])).is_err());
    assert!(read(json!([1])).is_err());
}

#[test]
fn an_input_without_a_required_member_is_not_read() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        let full = serde_json::to_value(O::full(TOKEN)).unwrap();
        for member in &operation.input_members {
            let mut without = full.clone();
            remove(&mut without, &format!("/{}", member.name));
            // An idempotency token is filled in before the call.
            let needed = member.required && member.name != "ClientToken";
            match serde_json::from_value::<O::Input>(without) {
                Ok(_) => assert!(!needed, "{}.{}", operation.input, member.name),
                Err(error) => {
                    assert!(needed, "{}.{}: {error}", operation.input, member.name);
                    assert!(error.to_string().contains(&format!("`{}`", member.name)), "{error}");
                }
            }
        }
    }
    each_operation!(check, &Tables::read().unwrap());
}

#[test]
fn unknown_values_of_enums_go_both_ways() {
    let item: Item = serde_json::from_str(r#"{"Type":"MESSAGEMETADATA"}"#).unwrap();
    assert_eq!(item.r#type, Some(ChatItemType::Unknown("MESSAGEMETADATA".to_owned())));
    assert_eq!(serde_json::to_string(&item).unwrap(), r#"{"Type":"MESSAGEMETADATA"}"#);
    assert!(serde_json::from_str::<ChatItemType>("1").is_err());
}

#[test]
fn secrets_are_written() {
    let request = SendMessageRequest::new("text/plain", "hello", TOKEN);
    assert!(serde_json::to_string(&request).unwrap().contains(&format!(r#""ConnectionToken":"{TOKEN}""#)));
}

/// The JSON of an exception, which round-trips.
fn exception<E: ServiceError + Serialize + DeserializeOwned + PartialEq>(error: &E, expected: &Value) {
    let value = serde_json::to_value(error).unwrap();
    let mut members = value.clone();
    let metadata = members.as_object_mut().unwrap().remove("$metadata").unwrap();
    assert_eq!(members, *expected);
    assert_eq!(metadata["status"], error.status().as_u16());
    assert_eq!(metadata["code"].as_str(), error.code());
    assert_eq!(metadata["requestId"].as_str(), error.request_id());
    let back: E = serde_json::from_value(value).unwrap();
    assert!(back == *error, "{expected}: {back:?} is not {error:?}");
    // Without metadata, it has the modelled members.
    let back: E = serde_json::from_value(members).unwrap();
    assert_eq!((back.code(), back.status()), (error.code(), error.status()));
    assert_eq!(back.is_retryable(), error.is_retryable());
    assert_eq!(back.message(), error.message(), "{expected}: the message is lost on the way");
}

/// Of a response, everything except headers and body round-trips.
fn comes_back<E: ServiceError + Serialize + DeserializeOwned>(error: &E) {
    let text = serde_json::to_string(error).unwrap();
    let back: E = serde_json::from_str(&text).unwrap();
    assert_eq!((back.code(), back.status()), (error.code(), error.status()), "{text}");
    assert_eq!((back.message(), back.request_id()), (error.message(), error.request_id()), "{text}");
    assert_eq!((back.is_retryable(), back.is_throttling()), (error.is_retryable(), error.is_throttling()));
    assert_eq!(back.metadata().operation(), error.metadata().operation());
    assert_eq!(back.hint(), error.hint());
    assert_eq!(back.to_string(), error.to_string());
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
}

#[test]
fn errors_of_responses_go_both_ways() {
    let headers = |code| [("x-amzn-errortype", code), ("x-amzn-requestid", "request-1")];
    let read =
        |status, code, body| service::<DescribeView>(fail::<DescribeView>(status, &headers(code), body));
    let body = r#"{"Message":"m","ResourceId":"r-1","ResourceType":"VIEW"}"#;
    let DescribeViewError::ResourceNotFoundException(error) = read(404, "ResourceNotFoundException", body)
    else {
        panic!("another error");
    };
    comes_back(&error);
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({
            "Message": "m", "ResourceId": "r-1", "ResourceType": "VIEW",
            "$metadata": {
                "status": 404, "code": "ResourceNotFoundException", "requestId": "request-1", "message": "m",
                "operation": "DescribeView",
                "hint": "the requested resource does not exist, so a retry does not help",
            },
        })
    );
    let DescribeViewError::ThrottlingException(error) = read(400, "ThrottlingException", "{}") else {
        panic!("another error");
    };
    assert!(error.is_throttling());
    comes_back(&error);
    let DescribeViewError::Unmodelled(metadata) = read(418, "Teapot", r#"{"message":"m"}"#) else {
        panic!("another error");
    };
    comes_back(&metadata);
    for wrong in ["{}", r#"{"status":0}"#, r#"{"status":70000}"#, "[]"] {
        assert!(serde_json::from_str::<ErrorMetadata>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn errors_without_a_message_go_both_ways() {
    macro_rules! check {
        ($($name:ident)*) => {$(
            exception(&$name::new(), &json!({}));
        )*};
    }
    check!(AccessDeniedException ConflictException InternalServerException ResourceNotFoundException
        ServiceQuotaExceededException ThrottlingException ValidationException);
    let missing = ResourceNotFoundException::new().resource_id("r-1").resource_type("VIEW");
    exception(&missing, &json!({"ResourceId": "r-1", "ResourceType": "VIEW"}));
}

#[test]
fn errors_with_a_message_go_both_ways() {
    macro_rules! check {
        ($($name:ident)*) => {$(
            exception(&$name::new().message("m"), &json!({"Message": "m"}));
        )*};
    }
    check!(AccessDeniedException ConflictException InternalServerException ResourceNotFoundException
        ServiceQuotaExceededException ThrottlingException ValidationException);
}
