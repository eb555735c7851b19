//! `--debug` and `--print-request` of a compressed request.

use serde_json::{json, Value};

use crate::blocking::{Body, Client, Limits};
use crate::config::{Proxy, TransportError};
use crate::runtime::cli::debug::{About, Debugged};
use crate::log::logged;
use crate::runtime::cli::operate::response;
use crate::runtime::cli::options::Options;
use crate::runtime::cli::print_request::curl;
use crate::runtime::cli::settings::Settings;
use crate::cli::TOOL;

const SECRET: &str = "a secret of many letters";

fn input() -> Value {
    json!({ "text": "word ".repeat(4000), "key": SECRET })
}

fn client(about: &About) -> Client {
    let transport = |request: http::Request<Body>, _: Limits| {
        assert_eq!(request.headers()["content-encoding"], "gzip");
        Ok::<_, TransportError>(http::Response::new(Body::empty()))
    };
    let transport = Debugged::new(transport, about.clone(), &TOOL, Proxy::none());
    Client::builder().endpoint_url("https://example.com").transport(transport).build().unwrap()
}

#[test]
fn the_log_has_the_body_as_it_was() {
    let about = About::default();
    let options = Options { debug: true, ..Options::default() };
    let settings = Settings::gather(&TOOL, &options, &|_| None).unwrap();
    let call = || drop(response(TOOL.commands[0], &client(&about).0, input(), &options, &settings, &about).unwrap());
    let log = logged(call);
    let line = log.lines().find(|line| line.contains("request body")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("request body, compressed with gzip to "), "{line}");
    assert!(line.contains(" bytes: {\"text\":\"word word word ") && line.contains("\"key\":\"[redacted]\""), "{line}");
    assert!(!log.contains(SECRET));
}

#[test]
fn the_command_line_has_the_body_as_it_was() {
    let options = Options::default();
    let settings = Settings::gather(&TOOL, &options, &|_| None).unwrap();
    let client = client(&About::default());
    let line = curl(&TOOL, TOOL.commands[0], &client.0, input(), &options, &settings).unwrap();
    assert!(line.starts_with("printf '%s' '{\"text\":\"word word word "), "{line}");
    assert!(line.contains("\"}' | gzip --no-name | curl --request PUT 'https://example.com/note' \\\n"), "{line}");
    assert!(line.contains("--header 'content-encoding: gzip'") && line.ends_with("--data-binary @-\n"), "{line}");
    assert!(!line.contains(SECRET), "{line}");
}
