//! Calls of the command-line tool over a transport with prepared responses.

use std::io::Read as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

use serde_json::{json, Value};

use crate::blocking::{Body, Client, Limits};
use crate::config::{RetryPolicy, TimeoutKind, TransportError, TransportErrorKind};
use crate::operation::list_trees::ListTrees;
use crate::operation::plant_oauth2_tree::PlantOAuth2Tree;
use crate::runtime::cli::call::{CallSettings, Of, Run};
use crate::runtime::cli::failure::{Failure, Kind};

const PLANT: Of<PlantOAuth2Tree> = Of::new();
const KEY: &str = "0123456789abcdef";

type Outcome = Result<http::Response<Body>, TransportError>;

fn client(transport: impl Fn(http::Request<Body>, Limits) -> Outcome + Send + Sync + 'static) -> Client {
    let once = RetryPolicy::default().max_attempts(1);
    Client::builder().endpoint_url("https://example.com").retry(once).transport(transport).build().unwrap()
}

/// Returns a client that always gets this response.
fn client_of(status: u16, code: &'static str, body: &'static str) -> Client {
    client(move |_, _| {
        let response = http::Response::builder().status(status).header("x-amzn-errortype", code);
        Ok(response.body(Body::from(body.as_bytes().to_vec())).unwrap())
    })
}

fn input() -> Value {
    json!({ "tree": { "tree_label": "pear" }, "key": KEY })
}

fn plant(client: &Client, input: Value) -> Result<Value, Failure> {
    PLANT.call(&client.0, input, &CallSettings::default()).map(|page| page.output)
}

fn refusal(client: &Client) -> Failure {
    plant(client, input()).unwrap_err()
}

#[test]
fn input_and_output_are_in_the_form_of_serde() {
    let client = client(|mut request, _| {
        assert_eq!(request.headers()["x-key"], KEY);
        let mut body = String::new();
        request.body_mut().read_to_string(&mut body).unwrap();
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["tree"]["tree_label"], "pear");
        assert_eq!(body["clientToken"].as_str().map(str::len), Some(36), "a token is generated: {body}");
        let response = r#"{"tree":{"tree_label":"pear","bark":"AAEC","fruit":{"apples":3}},"planted":1.5}"#;
        Ok(http::Response::new(Body::from(response.as_bytes().to_vec())))
    });
    let output = plant(&client, input()).unwrap();
    let tree = json!({ "tree_label": "pear", "bark": "AAEC", "fruit": { "apples": 3 } });
    assert_eq!(output, json!({ "tree": tree, "planted": "1970-01-01T00:00:01.5Z" }));
}

#[test]
fn a_service_error_is_the_line_that_scripts_expect() {
    let failure = refusal(&client_of(409, "Winter", r#"{"message":"Too cold"}"#));
    assert_eq!(failure.kind, Kind::Service);
    assert_eq!(failure.message, "An error occurred (Winter) when calling the PlantOAuth2Tree operation: Too cold");
    let failure = refusal(&client_of(403, "", "<html>no</html>"));
    assert_eq!(failure.message, "An error occurred (403) when calling the PlantOAuth2Tree operation: no");
    let failure = refusal(&client_of(503, "", ""));
    let expected = "An error occurred (503) when calling the PlantOAuth2Tree operation: Service Unavailable";
    assert_eq!(failure.message, expected);
    let failure = refusal(&client_of(200, "", "no JSON"));
    assert_eq!(failure.kind, Kind::Other, "{failure}");
}

#[test]
fn limits_explain_a_refusal_or_prevent_it() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = calls.clone();
    let client = client(move |_, _| {
        count.fetch_add(1, Ordering::Relaxed);
        Ok(http::Response::builder().status(400).body(Body::from(Vec::new())).unwrap())
    });
    let mut short = input();
    short["key"] = json!("hush");
    let failure = plant(&client, short.clone()).unwrap_err();
    assert_eq!(failure.kind, Kind::Service);
    let hint = failure.hint.unwrap_or_default();
    assert!(hint.contains("key: must have at least 16 characters") && !hint.contains("hush"), "{hint}");
    assert_eq!(plant(&client, input()).unwrap_err().hint, None);
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    // Values that the client fills in need no hint.
    let filled_in = CallSettings { filled_in: vec!["key"], ..CallSettings::default() };
    assert_eq!(PLANT.call(&client.0, short.clone(), &filled_in).unwrap_err().hint, None);
    let validate = CallSettings { validate: true, ..CallSettings::default() };
    for result in [PLANT.check(&short), PLANT.call(&client.0, short, &validate).map(drop)] {
        let failure = result.unwrap_err();
        assert_eq!(failure.kind, Kind::Parameter);
        assert_eq!(failure.message, "Parameter validation failed:\nkey: must have at least 16 characters");
    }
    assert_eq!(calls.load(Ordering::Relaxed), 3, "nothing is sent that is known to be refused");
    PLANT.check(&input()).unwrap();
}

#[test]
fn unreadable_input_is_not_shown() {
    let client = client_of(200, "", "{}");
    for bad in [json!({ "tree": "hush", "key": KEY }), json!({ "tree": {}, "key": ["hush"] }), json!("hush")] {
        let failure = plant(&client, bad).unwrap_err();
        assert_eq!(failure.kind, Kind::Parameter);
        assert!(!failure.to_string().contains("hush"), "{failure}");
    }
    let failure = plant(&client, json!({ "tree": {} })).unwrap_err();
    assert_eq!(
        failure.message,
        "the input of PlantOAuth2Tree has a missing value, or one of another type"
    );
    let mut split = input();
    split["key"] = json!("0123456789\nabcdef");
    assert_eq!(plant(&client, split).unwrap_err().kind, Kind::Parameter, "a line break in a header");
}

#[test]
fn transport_errors_have_the_messages_of_the_aws_cli() {
    let cases = [
        (TransportErrorKind::Connect, "Could not connect to the endpoint URL: \"https://example.com\""),
        (TransportErrorKind::Timeout(TimeoutKind::Connect), "Connect timeout on endpoint URL: \"https://example.com\""),
        (TransportErrorKind::Timeout(TimeoutKind::Attempt), "Read timeout on endpoint URL: \"https://example.com\""),
        (TransportErrorKind::Tls, "SSL validation failed for https://example.com"),
        (
            TransportErrorKind::Send,
            "Connection was closed before we received a valid response from endpoint URL: \"https://example.com\"",
        ),
        (TransportErrorKind::TooLarge, "the response from example.com is larger than the client accepts"),
    ];
    for (kind, expected) in cases {
        let failure = refusal(&client(move |_, _| Err(TransportError::new(kind))));
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Other, expected));
    }
}

#[test]
fn a_request_can_be_built_without_sending_it() {
    let client = client(|_, _| panic!("nothing is to be sent"));
    let request = PLANT.request(&client.0, input()).unwrap();
    assert_eq!(request.uri(), "https://example.com/plant");
    assert_eq!(request.headers()["x-key"], KEY);
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body["clientToken"].as_str().map(str::len), Some(36));
    let request = Of::<ListTrees>::new().request(&client.0, json!({})).unwrap();
    assert_eq!(request.uri(), "https://example.com/trees");
}
