//! Calls by data: names of operations, JSON in and out, errors as JSON.

use connectparticipant::schema::{Described, Operation, SERVICE};
use connectparticipant::test_util::Server;
use connectparticipant::{Client, blocking};
use serde_json::{Value, json};

use crate::fakes::{World, response, response_with, run};

fn message() -> Value {
    json!({"ContentType": "text/plain", "Content": "hello", "ConnectionToken": "token"})
}

#[test]
fn an_operation_is_called_by_its_name() {
    let world = World::new([response(200, r#"{"Id": "m-1", "AbsoluteTime": "2031-05-06T07:08:09Z"}"#)]);
    let output = run(world.client().call_by_name("SendMessage", message())).unwrap();
    assert_eq!(output["Id"], "m-1");
    let (head, body) = world.sent(0);
    assert_eq!(head.uri.path(), "/participant/message");
    assert_eq!(head.headers["x-amz-bearer"], "token");
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["Content"], "hello");
}

#[test]
fn an_error_of_the_service_is_data() {
    let body = r#"{"Message": "gone", "ResourceId": "c-1", "ResourceType": "CONTACT"}"#;
    let world = World::new([response_with(404, "x-amzn-errortype", "ResourceNotFoundException", body)]);
    let input = json!({"ViewToken": "v", "ConnectionToken": "token"});
    let error = run(world.client().call_by_name("DescribeView", input)).unwrap_err();
    assert_eq!((error.code(), error.is_retryable()), (Some("ResourceNotFoundException"), false));
    let data = serde_json::to_value(&error).unwrap();
    assert_eq!((&data["status"], &data["code"]), (&json!(404), &json!("ResourceNotFoundException")));
    assert_eq!(data["service"]["ResourceNotFoundException"]["ResourceId"], "c-1");
}

#[test]
fn nothing_is_sent_for_a_wrong_name_or_input() {
    let world = World::new([]);
    let client: Client = world.client();
    let problem = |name: &str, input: Value| run(client.call_by_name(name, input)).unwrap_err().to_string();
    assert_eq!(problem("SendNothing", json!({})), "the service has no operation `SendNothing`");
    // A value may be a secret.
    let wrong = "the input of SendMessage has a missing value, or one of another type";
    assert_eq!(problem("SendMessage", json!({"Content": "hello"})), wrong);
    let secret = json!({"ContentType": "text/plain", "Content": "a", "ConnectionToken": {"hush": 1}});
    assert_eq!(problem("SendMessage", secret), wrong);
    let misspelled =
        json!({"ContentType": "text/plain", "Content": "a", "ConnectionToken": "t", "ClientTokn": "1"});
    assert_eq!(problem("SendMessage", misspelled), "the input of SendMessage has no member `ClientTokn`");
    let nested = json!({"ConnectionToken": "t", "StartPosition": {"Id": "a", "MostRecnt": 3}});
    assert_eq!(
        problem("GetTranscript", nested),
        "the input of GetTranscript has no member `StartPosition.MostRecnt`"
    );
    assert_eq!(world.requests(), 0);
}

/// Every operation of the schema, with inputs made of it, against the server.
#[test]
fn every_operation_of_the_schema_can_be_called() {
    let server = Server::builder().credential("participant", "participant").start().unwrap();
    let client = blocking::Client::builder().endpoint_url(server.url()).build().unwrap();
    let has_required = |operation: &&&Operation| operation.input.members.iter().any(|member| member.required);
    for operation in SERVICE.operations.iter().filter(has_required) {
        let error = client.call_by_name(operation.name, json!({})).unwrap_err().to_string();
        assert!(error.starts_with(&format!("the input of {} has a missing", operation.name)), "{error}");
    }
    assert!(server.requests().is_empty());
    let connection = json!({"Type": ["CONNECTION_CREDENTIALS"], "ParticipantToken": "participant"});
    let connected = client.call_by_name("CreateParticipantConnection", connection).unwrap();
    let token = connected["ConnectionCredentials"]["ConnectionToken"].as_str().unwrap();
    let mut input = message();
    input["ConnectionToken"] = token.into();
    client.call_by_name("SendMessage", input).unwrap();
    let sent = client.call_by_name("GetTranscript", json!({"ConnectionToken": token})).unwrap();
    assert_eq!(sent["Transcript"][0]["Content"], "hello");
    let described = <connectparticipant::service::Service as Described>::schema();
    assert_eq!(described.operations.len(), SERVICE.operations.len());
}
