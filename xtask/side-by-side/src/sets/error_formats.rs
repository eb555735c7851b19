//! `--cli-error-format` of version 2: errors with and without members, of the service and of the tools.

use serde_json::{Value, json};

use super::{Set, find};
use crate::model::Service;
use crate::wire::Response;

const FORMATS: &[&str] = &["legacy", "json", "yaml", "text", "table", "enhanced"];

pub(super) fn add(service: &Service, sets: &mut Vec<Set>) {
    let Some(operation) = find(service, "describe-view") else { return };
    let refused =
        |body: &Value| Response::json(404, body).header("x-amzn-errortype", "ResourceNotFoundException");
    let errors = [
        ("members", json!({ "message": "no", "ResourceId": "é 1", "ResourceType": "CONTACT" })),
        ("one member", json!({ "Message": "no", "ResourceType": "FROM_TOMORROW" })),
        (
            "members of no model",
            json!({ "message": "no", "Extra": "x", "code": "ResourceNotFoundException" }),
        ),
        ("a message of quotes", json!({ "message": "say \"no\": {x} #1" })),
        ("a long message", json!({ "message": "no ".repeat(60).trim_end(), "ResourceId": "i".repeat(90) })),
    ];
    for (what, body) in &errors {
        let set = |how: &str| Set::good(operation, &format!("error format: {what} as {how}")).about_errors();
        for format in FORMATS {
            sets.push(set(format).with_response(refused(body)).and(["--cli-error-format", format]));
        }
        sets.push(
            set("the environment says").with_response(refused(body)).env("AWS_CLI_ERROR_FORMAT", "JSON"),
        );
        sets.push(set("nobody says").with_response(refused(body)));
    }
    for format in FORMATS {
        let set =
            |how: &str| Set::good(operation, &format!("error format: {how} as {format}")).about_errors();
        let with = |set: Set| set.and(["--cli-error-format", format]);
        sets.push(with(set("an empty token")).and(["--view-token", ""]));
        sets.push(with(set("a broken document")).and(["--cli-input-json", "{"]));
        sets.push(with(set("no region")).bare());
        sets.push(
            with(set("an error of no model"))
                .with_response(Response::json(418, json!({ "__type": "a#Tea", "Leaf": "x" }))),
        );
        sets.push(with(set("nobody there")).and(["--endpoint-url", "http://127.0.0.1:1"]));
    }
}
