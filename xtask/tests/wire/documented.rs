//! The facts of the five documents that only requests and responses can prove. Each is claimed.

use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionError, CreateParticipantConnectionRequest,
    CreateParticipantConnectionResponse,
};
use connectparticipant::types::ConnectionType;
use connectparticipant::{Operation, ServiceError};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use serde_json::{Value, json};

use super::errors::{fail, service};
use super::facts::{Check, Fact, Kind, Ledger, Tables};
use super::samples::{Sampled, each_operation};
use super::tables::location;
use super::transport::{TOKEN, endpoint, read};

type Outcome = Result<(), String>;

fn same<T: PartialEq + std::fmt::Debug>(expected: T, found: T) -> Outcome {
    if expected == found { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
}

fn request(input: &CreateParticipantConnectionRequest) -> Request<Vec<u8>> {
    CreateParticipantConnection::encode(input, &endpoint()).unwrap()
}

fn body(input: &CreateParticipantConnectionRequest) -> Value {
    serde_json::from_slice(request(input).body()).unwrap()
}

fn check(tables: &Tables, fact: &Fact) -> Outcome {
    match fact.kind {
        Kind::Signature => unsigned(fact),
        Kind::Location => location_of(tables, fact),
        Kind::Combination => combination(fact),
        Kind::HttpStatus => http_status(fact),
        Kind::DateFormat => date_format(fact),
        Kind::UnmodelledKeeps => unmodelled_keeps(fact),
        Kind::RequestPart => request_part(fact),
        other => Err(format!("nothing checks a fact of kind {other:?} on the wire")),
    }
}

/// No request of the crate has a header or a query string of a signature.
fn unsigned(fact: &Fact) -> Outcome {
    fn signs<O: Sampled>(found: &mut Vec<String>) {
        for input in [O::minimal(TOKEN), O::full(TOKEN)] {
            let request = O::encode(&input, &endpoint()).unwrap();
            let headers = request.headers().keys().map(ToString::to_string);
            let known = ["content-length", "content-type", "x-amz-bearer"];
            found.extend(headers.filter(|name| !known.contains(&name.as_str())));
            found.extend(request.uri().query().map(str::to_owned));
        }
    }
    let mut found = Vec::new();
    each_operation!(signs, &mut found);
    same("none", fact.expect.as_str())?;
    same(Vec::new(), found)
}

fn location_of(tables: &Tables, fact: &Fact) -> Outcome {
    let member = tables.member(fact.shape(), fact.member()).ok_or("no such member")?;
    let input = CreateParticipantConnection::full(TOKEN);
    let value = serde_json::to_value(&input).unwrap()[&member.name].clone();
    let uri = &tables.operation("CreateParticipantConnection").ok_or("no operation")?.uri;
    same(vec![fact.expect.to_lowercase()], location(member, &value, uri, &request(&input)))
}

fn combination(fact: &Fact) -> Outcome {
    let alone = CreateParticipantConnectionRequest::new(TOKEN).connect_participant(true);
    match fact.expect.as_str() {
        "may be sent without Type" => same(json!({"ConnectParticipant": true}), body(&alone)),
        "may be sent with Type CONNECTION_CREDENTIALS" => same(
            json!({"Type": ["CONNECTION_CREDENTIALS"], "ConnectParticipant": true}),
            body(&alone.r#type([ConnectionType::ConnectionCredentials])),
        ),
        other => Err(format!("an unknown combination: {other}")),
    }
}

fn http_status(fact: &Fact) -> Outcome {
    same("yes", fact.expect.as_str())?;
    for status in [200, 202] {
        let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
        let read = CreateParticipantConnection::decode_with_metadata(status, &HeaderMap::new(), b"{}");
        same(status, read.map_err(|error| error.to_string())?.metadata.status())?;
    }
    Ok(())
}

/// Times are strings: the example of the document round-trips unchanged, and has the documented format.
fn date_format(fact: &Fact) -> Outcome {
    let (format, example) = fact.expect.split_once(", as in ").ok_or("no example")?;
    let pattern: Vec<bool> = format.chars().map(|c| "yMdhmsS".contains(c)).collect();
    let digits: Vec<bool> = example.chars().map(|c| c.is_ascii_digit()).collect();
    same(pattern, digits)?;
    let outer = if fact.shape() == "ConnectionCredentials" { fact.shape() } else { "Websocket" };
    let output = read::<CreateParticipantConnection>(json!({outer: {fact.member(): example}}).to_string());
    let CreateParticipantConnectionResponse { websocket, connection_credentials, .. } =
        output.map_err(|error| error.to_string())?;
    let found = match fact.subject.as_str() {
        "Websocket.ConnectionExpiry" => websocket.and_then(|websocket| websocket.connection_expiry),
        "ConnectionCredentials.Expiry" => connection_credentials.and_then(|credentials| credentials.expiry),
        other => return Err(format!("an unknown time: {other}")),
    };
    same(Some(example), found.as_deref())
}

fn unmodelled_keeps(fact: &Fact) -> Outcome {
    let body = r#"{"message":"short and stout","spout":1}"#;
    let headers = [("x-amzn-errortype", "ns#TeapotException:url")];
    let error =
        service::<CreateParticipantConnection>(fail::<CreateParticipantConnection>(418, &headers, body));
    let CreateParticipantConnectionError::Unmodelled(metadata) = &error else {
        return Err(format!("modelled as {error:?}"));
    };
    match fact.expect.as_str() {
        "code" => same((Some("TeapotException"), Some("TeapotException")), (metadata.code(), error.code())),
        "body" => same(body.as_bytes(), metadata.body()),
        other => Err(format!("an unknown part of an error: {other}")),
    }
}

/// A part of the request depends on the input, and on nothing else.
fn request_part(fact: &Fact) -> Outcome {
    let input = CreateParticipantConnectionRequest::new(TOKEN).r#type([ConnectionType::Websocket]);
    let request = request(&input);
    match fact.expect.as_str() {
        "headers" => {
            let token = request.headers().get("x-amz-bearer");
            same(Some(TOKEN.as_bytes()), token.map(HeaderValue::as_bytes))
        }
        "path" => same("/participant/connection", request.uri().path()),
        "query" => same(None, request.uri().query()),
        "body" => same(json!({"Type": ["WEBSOCKET"]}), body(&input)),
        other => Err(format!("an unknown part of a request: {other}")),
    }
}

#[test]
fn every_fact_of_the_wire_holds() {
    let tables = Tables::read().unwrap();
    let mut ledger = Ledger::new(&tables, Check::Wire);
    let mut mismatches = Vec::new();
    for fact in tables.facts_for(Check::Wire) {
        match check(&tables, fact) {
            Ok(()) => ledger.claim(&fact.id).unwrap(),
            Err(found) => mismatches.push(format!("{}: {found}", fact.id)),
        }
    }
    assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
    assert!(ledger.unclaimed().is_empty(), "nobody checks {:?}", ledger.unclaimed());
    assert_eq!(ledger.claimed(), 14, "count again, and say in review what changed");
}

/// Tests of the checkers: a wrong fact must not hold.
#[test]
fn every_fact_fails_with_another_word() {
    let tables = Tables::read().unwrap();
    for fact in tables.facts_for(Check::Wire) {
        let words = match fact.kind {
            Kind::Signature => vec!["required"],
            Kind::Location => vec!["query", "label Type", "header Authorization"],
            Kind::HttpStatus => vec!["no"],
            Kind::DateFormat => vec!["yyyy-MM-dd, as in 2019-11-08T02:41:28.172Z", "a number"],
            _ => vec!["something else"],
        };
        for word in words {
            let wrong = Fact { expect: word.to_owned(), ..fact.clone() };
            assert!(check(&tables, &wrong).is_err(), "{} holds with `{word}`", fact.id);
        }
    }
}
