//! Compares the tables of the published clients with requests and responses: methods, URLs, the location of each member,
//! enum values, and the status of each error.

use connectparticipant::ServiceError;
use connectparticipant::error::*;
use connectparticipant::types::*;
use http::Request;
use serde_json::Value;

use super::errors::{fail, service, variant};
use super::facts::{Member, Tables};
use super::probes::{Probe, input};
use super::samples::{Sampled, each_operation};
use super::transport::{HOST, endpoint, read};

/// A string for a location, which needs encoding in a path, but not in a header.
fn text(place: &str) -> String {
    format!("{place}/50%+?")
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// An input with all members of the table, as JSON, and its request.
fn probe<O: Sampled>(tables: &Tables) -> (Value, Request<Vec<u8>>) {
    let operation = tables.operation(O::NAME).unwrap();
    let mut text = |place: &str| text(place);
    let value =
        Probe { tables, text: &mut text, number: 1234 }.object(&operation.input, &operation.input_members);
    let request = O::encode(&input::<O>(&value), &endpoint()).unwrap();
    (value, request)
}

/// The location of a value of the input in its request, in the terms of the tables.
pub(crate) fn location(
    member: &Member,
    value: &Value,
    template: &str,
    request: &Request<Vec<u8>>,
) -> Vec<String> {
    let mut found = Vec::new();
    let text = value.as_str().unwrap_or("no text");
    if request.headers().values().any(|header| header == text) {
        let name = request.headers().iter().find(|(_, header)| *header == text).unwrap().0;
        found.push(format!("header {name}"));
    }
    let label = format!("{{{}}}", member.name);
    if template.contains(&label) {
        let expected = template.replace(&label, &percent_encoded(text));
        if request.uri().path() == expected {
            found.push(format!("label {}", member.name));
        }
    }
    let body: Value = serde_json::from_slice(request.body()).unwrap_or(Value::Null);
    if body.get(&member.name) == Some(value) {
        found.push("body".to_owned());
    }
    if request.uri().query().is_some_and(|query| query.contains(&member.name)) {
        found.push("query".to_owned());
    }
    found
}

#[test]
fn every_request_matches_the_tables() {
    fn check<O: Sampled>(tables: &Tables, seen: &mut usize) {
        let operation = tables.operation(O::NAME).unwrap();
        let (value, request) = probe::<O>(tables);
        assert_eq!(request.method(), operation.method.as_str(), "{}", O::NAME);
        assert_eq!(O::SUCCESS, operation.status, "{}", O::NAME);
        let mut uri = format!("{HOST}{}", operation.uri);
        for member in &operation.input_members {
            let expected = member.location.as_deref().unwrap();
            let value = &value[&member.name];
            let found = location(member, value, &operation.uri, &request);
            let lower =
                expected.strip_prefix("header ").map(|name| format!("header {}", name.to_lowercase()));
            let expected = lower.unwrap_or_else(|| expected.to_owned());
            assert_eq!(found, [expected], "{}.{}", operation.input, member.name);
            if let Some(text) = value.as_str() {
                uri = uri.replace(&format!("{{{}}}", member.name), &percent_encoded(text));
            }
            *seen += 1;
        }
        assert_eq!(request.uri().to_string(), uri, "{}", O::NAME);
        // The body has the members of the table, in its order, and no others.
        let in_body: Vec<&str> = operation
            .input_members
            .iter()
            .filter(|member| member.location.as_deref() == Some("body"))
            .map(|member| member.name.as_str())
            .collect();
        if operation.method == "GET" {
            assert!(in_body.is_empty() && request.body().is_empty(), "{}", O::NAME);
            return;
        }
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), in_body, "{}", O::NAME);
    }
    let tables = Tables::read().unwrap();
    let mut seen = 0;
    each_operation!(check, &tables, &mut seen);
    assert_eq!(seen, tables.operations.iter().map(|o| o.input_members.len()).sum::<usize>());
}

#[test]
fn every_response_has_the_members_of_the_tables() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        let mut text = |place: &str| text(place);
        let value = Probe { tables, text: &mut text, number: 1234 }
            .object(&operation.output, &operation.output_members);
        let decoded = read::<O>(value.to_string()).unwrap();
        let written = serde_json::to_string(&decoded).unwrap();
        assert_eq!(written, value.to_string(), "{}: every member, in order", O::NAME);
    }
    each_operation!(check, &Tables::read().unwrap());
}

#[test]
fn every_error_has_the_status_of_the_tables() {
    fn check<O: Sampled>(tables: &Tables) {
        let operation = tables.operation(O::NAME).unwrap();
        for error in &tables.errors {
            let headers = [("x-amzn-errortype", error.name.as_str())];
            let found = service::<O>(fail::<O>(error.status, &headers, ""));
            let is_listed = operation.errors.contains(&error.name);
            let expected = if is_listed { error.name.as_str() } else { "Unmodelled" };
            assert_eq!(variant::<O>(&found), expected, "{}", O::NAME);
            assert_eq!(found.status().as_u16(), error.status, "{}", error.name);
            assert_eq!(error.fault == "server", found.status().is_server_error(), "{}", error.name);
        }
    }
    let tables = Tables::read().unwrap();
    each_operation!(check, &tables);
    let mut found = Vec::new();
    macro_rules! status {
        ($($name:ident)*) => {$(
            found.push((stringify!($name), $name::new().status().as_u16()));
        )*};
    }
    status!(AccessDeniedException ConflictException InternalServerException ResourceNotFoundException
        ServiceQuotaExceededException ThrottlingException ValidationException);
    let expected: Vec<(&str, u16)> =
        tables.errors.iter().map(|error| (error.name.as_str(), error.status)).collect();
    assert_eq!(found, expected, "the status of an error that a program created");
}

#[test]
fn every_enum_has_the_values_of_the_tables() {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    macro_rules! values {
        ($($name:ident)*) => {$(
            let texts = $name::VALUES.iter().map(|value| value.as_str().to_owned());
            found.push((stringify!($name), texts.collect()));
            for value in $name::VALUES {
                let text = format!("\"{value}\"");
                assert_eq!(serde_json::to_string(value).unwrap(), text);
                assert_eq!(serde_json::from_str::<$name>(&text).unwrap(), *value);
                assert_eq!($name::from(value.as_str()), *value);
                assert!(!format!("{value:?}").contains("Unknown"), "{value:?}");
            }
        )*};
    }
    values!(ArtifactStatus ChatItemType ConnectionType ContentDisposition MeetingFeatureStatus
        MessageProcessingStatus ParticipantRole ResourceType ScanDirection SortKey);
    let tables = Tables::read().unwrap();
    // Values that are newer than the tables may be anywhere.
    for (name, values) in &mut found {
        values.retain(|value| tables.newer_in(name).all(|newer| newer != value));
    }
    let expected: Vec<(&str, Vec<String>)> =
        tables.enums.iter().map(|known| (known.name.as_str(), known.values.clone())).collect();
    assert_eq!(found, expected, "the test documented_shapes says what to do about a new value");
}
