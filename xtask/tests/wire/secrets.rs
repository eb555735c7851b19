//! Values that must not appear in logs: each string is marked by its location, and the marks are searched.

use std::fmt::Debug;

use serde_json::Value;

use super::facts::{Member, Tables};
use super::probes::{Probe, input};
use super::samples::{Sampled, each_operation};
use super::transport::{endpoint, read, response};

/// Members that are credentials, though no published client marks them: tokens, pre-signed URLs and their
/// headers.
const CREDENTIALS: &[&str] = &[
    "ConnectionCredentials.ConnectionToken",
    "Websocket.Url",
    "GetAttachmentResponse.Url",
    "GetAuthenticationUrlResponse.AuthenticationUrl",
    "UploadMetadata.Url",
    "UploadMetadata.HeadersToInclude",
];

/// Members that the tables mark.
const MARKED: &[&str] = &[
    "Attendee.JoinToken",
    "View.Name",
    "ViewContent.InputSchema",
    "ViewContent.Template",
    "ViewContent.Actions",
];

fn mark(place: &str) -> String {
    format!("<{place}>")
}

/// A value with every member, in which each string is the mark of its location, and the locations.
fn marked(tables: &Tables, shape: &str, members: &[Member]) -> (Value, Vec<String>) {
    let mut places = Vec::new();
    let mut text = |place: &str| {
        places.push(place.to_owned());
        mark(place)
    };
    let value = Probe { tables, text: &mut text, number: 7 }.object(shape, members);
    (value, places)
}

fn is_secret(place: &str) -> bool {
    let is_token = place.ends_with("Request.ConnectionToken") || place.ends_with("Request.ParticipantToken");
    is_token || CREDENTIALS.contains(&place) || MARKED.contains(&place)
}

/// Checks that `Debug` shows every location except the secret ones.
fn check_shown(shown: &impl Debug, places: &[String]) -> usize {
    for shown in [format!("{shown:?}"), format!("{shown:#?}")] {
        for place in places {
            assert_eq!(shown.contains(&mark(place)), !is_secret(place), "{place} in {shown}");
        }
        assert_eq!(shown.contains("[redacted]"), places.iter().any(|place| is_secret(place)), "{shown}");
    }
    places.iter().filter(|place| is_secret(place)).count()
}

#[test]
fn the_tables_mark_the_listed_members() {
    let tables = Tables::read().unwrap();
    let marked: Vec<String> = tables
        .shapes()
        .flat_map(|(shape, members)| {
            members
                .iter()
                .filter(|member| member.sensitive)
                .map(move |member| format!("{shape}.{}", member.name))
        })
        .collect();
    assert_eq!(marked, MARKED);
    for place in CREDENTIALS {
        let (shape, member) = place.split_once('.').unwrap();
        assert!(tables.member(shape, member).is_some(), "{place}");
    }
}

#[test]
fn debug_hides_only_the_token_of_an_input() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        let (value, places) = marked(tables, &operation.input, &operation.input_members);
        let input = input::<O>(&value);
        assert_eq!(check_shown(&input, &places), 1, "{}", O::NAME);
        let token = format!("{}.{}", operation.input, O::TOKEN);
        let request = O::encode(&input, &endpoint()).unwrap();
        assert_eq!(request.headers()["x-amz-bearer"], mark(&token));
        for shown in [format!("{request:?}"), format!("{:#?}", request.headers())] {
            assert!(!shown.contains(&mark(&token)) && shown.contains("Sensitive"), "{shown}");
        }
    }
    each_operation!(check, &Tables::read().unwrap());
}

#[test]
fn debug_hides_only_the_secrets_of_an_output() {
    fn check<O: Sampled>(tables: &Tables, secrets: &mut usize) {
        let operation = tables.operation(O::NAME).unwrap();
        let (value, places) = marked(tables, &operation.output, &operation.output_members);
        let decoded = read::<O>(value.to_string()).unwrap();
        *secrets += check_shown(&decoded, &places);
        check_shown(&decoded, &places);
        check_shown(&Some(vec![decoded.clone()]), &places);
        // Explicit serialization contains everything.
        let written = serde_json::to_string(&decoded).unwrap();
        for place in &places {
            assert!(written.contains(&mark(place)), "{place} in {written}");
        }
    }
    let mut secrets = 0;
    each_operation!(check, &Tables::read().unwrap(), &mut secrets);
    // A list counts twice, and so does a map.
    assert_eq!(secrets, CREDENTIALS.len() + MARKED.len() + 2);
}

#[test]
fn errors_show_only_code_message_and_id() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        let (value, _) = marked(tables, &operation.output, &operation.output_members);
        let body = value.to_string();
        let headers = [("set-cookie", "<cookie>"), ("x-amzn-requestid", "request-1")];
        let mut errors = vec![O::decode_response(&response(403, &headers, body.as_str())).unwrap_err()];
        if !operation.output_members.is_empty() {
            let broken = &body[..body.len() - 1];
            errors.push(O::decode_response(&response(200, &headers, broken)).unwrap_err());
        }
        for error in errors {
            for shown in [format!("{error:?}"), format!("{error:#?}"), error.to_string()] {
                assert!(!shown.contains('<'), "{}: {shown}", O::NAME);
                assert!(shown.contains("request-1"), "{}: {shown}", O::NAME);
            }
            let metadata = error.metadata().unwrap();
            assert_eq!(metadata.headers()["set-cookie"], "<cookie>");
        }
    }
    each_operation!(check, &Tables::read().unwrap());
}

#[test]
fn tokens_are_hidden_alone_too() {
    use connectparticipant::types::{ConnectionToken, ParticipantToken};
    let connection = ConnectionToken::from("c2VjcmV0");
    let participant = ParticipantToken::from("c2VjcmV0".to_owned());
    assert_eq!(
        format!("{connection:?} {participant:?}"),
        "ConnectionToken([redacted]) ParticipantToken([redacted])"
    );
    assert_eq!((connection.as_str(), participant.as_ref()), ("c2VjcmV0", "c2VjcmV0"));
    assert_eq!(
        (connection.clone().into_string(), participant.into_string()),
        ("c2VjcmV0".into(), "c2VjcmV0".into())
    );
    assert_eq!(connection, ConnectionToken::new("c2VjcmV0"));
    assert_eq!(serde_json::to_value(&connection).unwrap(), "c2VjcmV0");
}
