//! `--debug` and `--print-request` of a request with endpoint discovery.

use serde_json::json;

use crate::blocking::{Body, Builder, Client, Limits};
use crate::config::{Proxy, TransportError};
use crate::runtime::cli::debug::{About, Debugged};
use crate::runtime::cli::failure::Kind;
use crate::log::logged;
use crate::runtime::cli::operate::response;
use crate::runtime::cli::options::Options;
use crate::runtime::cli::print_request::curl;
use crate::runtime::cli::settings::Settings;
use crate::runtime::cli::table::Command;
use crate::cli::TOOL;

/// Returns `cell-1.example.com`.
fn builder(about: &About) -> Builder {
    let transport = |request: http::Request<Body>, _: Limits| {
        let is_asked = request.headers()["x-amz-target"].to_str().unwrap().ends_with(".DescribeEndpoints");
        let found = r#"{"Endpoints":[{"Address":"cell-1.example.com","CachePeriodInMinutes":10}]}"#;
        let body = if is_asked { found } else { "{}" };
        Ok::<_, TransportError>(http::Response::new(Body::from(body.as_bytes().to_vec())))
    };
    Client::builder().region("eu-west-1").transport(Debugged::new(transport, about.clone(), &TOOL, Proxy::none()))
}

fn command() -> &'static Command {
    TOOL.commands.iter().find(|command| command.operation.name == "Query").unwrap()
}

#[test]
fn the_log_has_the_host_that_is_called() {
    let about = About::default();
    let client = builder(&about).build().unwrap();
    let options = Options { debug: true, ..Options::default() };
    let settings = Settings::gather(&TOOL, &options, &|_| None).unwrap();
    let log = logged(|| drop(response(command(), &client.0, json!({ "Text": "x" }), &options, &settings, &about).unwrap()));
    let requests: Vec<&str> = log.lines().filter_map(|line| line.split_once(" request: ")).map(|(_, said)| said).collect();
    assert_eq!(requests, ["POST https://eu-west-1.ledger.example.com/", "POST https://cell-1.example.com/"], "{log}");
}

/// A request to another host would not work.
#[test]
fn an_unknown_host_is_not_printed() {
    let options = Options::default();
    let settings = Settings::gather(&TOOL, &options, &|_| None).unwrap();
    let printed = |builder: Builder| curl(&TOOL, command(), &builder.build().unwrap().0, json!({ "Text": "x" }), &options, &settings);
    let failure = printed(builder(&About::default())).unwrap_err();
    assert_eq!(failure.kind, Kind::Parameter);
    assert!(failure.message.starts_with("--print-request: the host of query is not known"), "{failure}");
    assert!(failure.hint.unwrap().contains("--endpoint-url"));
    let line = printed(builder(&About::default()).endpoint_url("https://own.example.com")).unwrap();
    assert!(line.contains("https://own.example.com/"), "{line}");
}
