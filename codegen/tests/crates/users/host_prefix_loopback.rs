//! The request goes to the host that was checked, and the prefix can be turned off.

use std::process::Command;
use std::sync::{Arc, Mutex};

use case_host_prefix_loopback::blocking::{Body, Builder, Client};
use case_host_prefix_loopback::operation::r#do::{Do, In};
use case_host_prefix_loopback::{Endpoint, CallError, Operation};

/// A client, and the hosts that it calls.
fn client(url: &str, set: impl FnOnce(Builder) -> Builder) -> (Client, Arc<Mutex<Vec<String>>>) {
    let hosts: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = hosts.clone();
    let transport = move |request: http::Request<Body>, _| {
        seen.lock().unwrap().push(request.uri().to_string());
        Ok(http::Response::new(Body::empty()))
    };
    let builder = set(Client::builder().endpoint_url(url)).transport(transport);
    (builder.build().unwrap(), hosts)
}

fn input(who: &str) -> In {
    In::new(who).token("s3cret")
}

#[test]
fn a_prefix_does_not_lead_past_the_check() {
    let (client, hosts) = client("http://localhost:8080", |builder| builder);
    let error = client.call::<Do>(input("x")).send().unwrap_err();
    assert!(matches!(error, CallError::Construction(_)), "{error:?}");
    let message = error.to_string();
    assert!(message.contains("x.data.localhost") && message.contains("host_prefix(false)"), "{message}");
    assert!(hosts.lock().unwrap().is_empty());
    // For one call, or for all.
    client.call::<Do>(input("x")).host_prefix(false).send().unwrap();
    assert_eq!(*hosts.lock().unwrap(), ["http://localhost:8080/Do"]);
}

#[test]
fn the_prefix_can_be_turned_off() {
    let (off, hosts) = client("http://127.0.0.1:8080", |builder| builder.host_prefix(false));
    // A label that is invalid in a host is not sent.
    off.call::<Do>(input("not a label!")).send().unwrap();
    assert_eq!(*hosts.lock().unwrap(), ["http://127.0.0.1:8080/Do"]);
    assert!(off.call::<Do>(input("x")).host_prefix(true).send().is_err());
}

#[test]
fn elsewhere_nothing_changes() {
    let (https, hosts) = client("https://example.com", |builder| builder);
    https.call::<Do>(input("x")).send().unwrap();
    assert!(https.call::<Do>(input("a/b")).send().is_err());
    assert_eq!(*hosts.lock().unwrap(), ["https://x.data.example.com/Do"]);
    let (allowed, hosts) = client("http://example.com", |builder| builder.allow_http(true));
    allowed.call::<Do>(input("x")).send().unwrap();
    assert_eq!(*hosts.lock().unwrap(), ["http://x.data.example.com/Do"]);
    // Without a client.
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let host = |endpoint: &Endpoint| Do::encode(&input("x"), endpoint).unwrap().uri().host().map(str::to_owned);
    assert_eq!(host(&endpoint).as_deref(), Some("x.data.example.com"));
    assert_eq!(host(&endpoint.with_host_prefix(false)).as_deref(), Some("example.com"));
}

#[test]
fn the_tool_has_a_variable_like_the_aws_sdks() {
    const DISABLED: &str = "CASE_HOST_PREFIX_LOOPBACK_DISABLE_HOST_PREFIX_INJECTION";
    let tool = |disabled: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_case_host_prefix_loopback"));
        command.args(["do", "--who", "x", "--print-request"]);
        command.args(["--endpoint-url", "http://localhost:8080"]).env_remove(DISABLED);
        if let Some(disabled) = disabled {
            command.env(DISABLED, disabled);
        }
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (status, _, message) = tool(None);
    assert_eq!(status, Some(253), "{message}");
    assert!(message.contains("x.data.localhost"), "{message}");
    let (status, shown, message) = tool(Some("true"));
    assert_eq!(status, Some(0), "{message}");
    assert!(shown.contains("'http://localhost:8080/Do'"), "{shown}");
    assert_eq!(tool(Some("perhaps")).0, Some(253));
}
