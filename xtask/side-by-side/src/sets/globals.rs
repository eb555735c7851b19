//! Global options, settings of the environment, and skeletons.

use serde_json::{Value, json};

use super::values;
use super::{Set, find};
use crate::model::{Operation, Service};
use crate::wire::Response;

/// An address without a server.
const NOWHERE: &str = "http://127.0.0.1:1";

pub(super) fn add(service: &Service, sets: &mut Vec<Set>) {
    for operation in &service.operations {
        skeletons(operation, sets);
    }
    if let Some(operation) = find(service, "send-message") {
        options(operation, sets);
        places(operation, sets);
    }
    if let Some(operation) = find(service, "get-transcript") {
        pages(operation, sets);
    }
    if let Some(operation) = find(service, "disconnect-participant") {
        let commands: &[(&str, &[&str])] = &[
            ("none", &[]),
            ("unknown", &["nobody"]),
            ("cut short", &["send-mess"]),
            ("with a capital", &["Send-message"]),
        ];
        for (what, args) in commands {
            let mut set = Set::new(operation, &format!("command: {what}"), []);
            set.args = args.iter().map(|arg| (*arg).to_owned()).collect();
            sets.push(set);
        }
    }
}

fn skeletons(operation: &Operation, sets: &mut Vec<Set>) {
    const FLAG: &str = "--generate-cli-skeleton";
    let mut push = |what: &str, set: Set| {
        sets.push(Set { name: format!("{} skeleton: {what}", operation.command), ..set });
    };
    let set = |args: &[&str]| Set::new(operation, "", []).and(args.iter().copied());
    push("plain", set(&[FLAG]));
    push("of input", set(&[FLAG, "input"]));
    push("of input, with an option", Set::good(operation, "").and([FLAG, "input"]));
    push("of output", Set::good(operation, "").and([FLAG, "output"]));
    push("of output without what is needed", set(&[FLAG, "output"]));
    push("of output as text", Set::good(operation, "").and([FLAG, "output", "--output", "text"]));
    push("of output as a table", Set::good(operation, "").and([FLAG, "output", "--output", "table"]));
    push("of output with a query", Set::good(operation, "").and([FLAG, "output", "--query", "keys(@)"]));
    push("of nothing known", set(&[FLAG, "nobody"]));
    push("without region and endpoint", set(&[FLAG]).bare());
    push("of output with json", {
        set(&["--cli-input-json", &values::document(operation).to_string(), FLAG, "output"])
    });
}

fn options(operation: &Operation, sets: &mut Vec<Set>) {
    let options: &[&[&str]] = &[
        &["--output", "json"],
        &["--output", "xml"],
        &["--output", "JSON"],
        &["--output", ""],
        &["--output"],
        &["--output", "text", "--output", "json"],
        &["--color", "on", "--output", "table"],
        &["--color", "off", "--output", "table"],
        &["--color", "auto", "--output", "table"],
        &["--color", "blue"],
        &["--no-paginate"],
        &["--no-verify-ssl"],
        &["--cli-read-timeout", "5"],
        &["--cli-read-timeout", "0"],
        &["--cli-read-timeout", "abc"],
        &["--cli-read-timeout", "-1"],
        &["--cli-read-timeout", "1.5"],
        &["--cli-connect-timeout", "5"],
        &["--cli-connect-timeout", "0"],
        &["--cli-connect-timeout", "abc"],
        &["--ca-bundle", "none.pem"],
        &["--profile", "nobody"],
        &["--region", "us west"],
        &["--region", "us-west-2/evil"],
        &["--region", ""],
        &["--endpoint-url", "localhost"],
        &["--endpoint-url", ""],
        &["--endpoint-url", "ftp://127.0.0.1"],
        &["--endpoint-url", NOWHERE],
        &["--endpoint-url", "http://127.0.0.1:99999"],
        &["--endpoint-url", "http://nobody.invalid"],
    ];
    for args in options {
        sets.push(Set::good(operation, &format!("options: {}", args.join(" "))).and(args.iter().copied()));
    }
    let text = Set::good(operation, "environment: output").env("AWS_DEFAULT_OUTPUT", "text");
    sets.push(text);
    sets.push(Set::good(operation, "environment: an unknown output").env("AWS_DEFAULT_OUTPUT", "xml"));
    sets.push(Set::good(operation, "environment: an unknown profile").env("AWS_PROFILE", "nobody"));
}

/// Sources of the region and the endpoint; nothing is added to these.
fn places(operation: &Operation, sets: &mut Vec<Set>) {
    let mut push = |what: &str, args: &[&str], env: &[(&'static str, &str)]| {
        let set = Set::good(operation, &format!("place: {what}")).and(args.iter().copied()).bare();
        let set = set.and(["--no-sign-request"]);
        sets.push(env.iter().fold(set, |set, (name, value)| set.env(name, *value)));
    };
    push("none", &[], &[]);
    push("an endpoint without a region", &["--endpoint-url", NOWHERE], &[]);
    push("an endpoint of the environment", &["--region", "us-west-2"], &[("AWS_ENDPOINT_URL", NOWHERE)]);
    push(
        "an endpoint of the environment for this service",
        &["--region", "us-west-2"],
        &[("AWS_ENDPOINT_URL_CONNECTPARTICIPANT", NOWHERE), ("AWS_ENDPOINT_URL", "http://127.0.0.1:2")],
    );
    push("a region of the environment", &["--endpoint-url", NOWHERE], &[("AWS_DEFAULT_REGION", "us-west-2")]);
    push(
        "a wrong region of the environment",
        &["--endpoint-url", NOWHERE],
        &[("AWS_DEFAULT_REGION", "us west")],
    );
    push(
        "an option before the environment",
        &["--region", "us-west-2", "--endpoint-url", NOWHERE],
        &[("AWS_DEFAULT_REGION", "us west"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:2")],
    );
}

/// Paginated lists, truncated and continued.
fn pages(operation: &Operation, sets: &mut Vec<Set>) {
    let page = |first: usize, items: usize, next: Option<&str>| {
        let items: Vec<Value> =
            (first..first + items).map(|id| json!({ "Id": format!("id-{id}"), "Content": "é" })).collect();
        let mut page = json!({ "InitialContactId": format!("contact-{first}"), "Transcript": items });
        if let Some(next) = next {
            page["NextToken"] = json!(next);
        }
        Response::json(200, page)
    };
    let three = vec![page(1, 2, Some("t-2")), page(3, 2, Some("t-3")), page(5, 1, None)];
    let with_empty = vec![page(1, 0, Some("t-2")), page(1, 2, Some("")), page(9, 1, None)];
    let repeated = vec![page(1, 1, Some("same")), page(2, 1, Some("same"))];
    let newest = vec![page(1, 1, Some("same"))];
    let refused = vec![
        page(1, 1, Some("t-2")),
        Response::json(403, json!({ "__type": "AccessDeniedException", "message": "no" })),
    ];
    let kinds = [("one page", vec![page(1, 3, None)]), ("three pages", three), ("empty pages", with_empty)];
    // The output of the tools for `--max-items 3`.
    const CUT: &str = "eyJOZXh0VG9rZW4iOiAidC0yIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMX0=";
    let options: &[&[&str]] = &[
        &[],
        &["--no-paginate"],
        &["--max-items", "1"],
        &["--max-items", "3"],
        &["--max-items", "4"],
        &["--max-items", "0"],
        &["--max-items", "-1"],
        &["--max-items", "abc"],
        &["--page-size", "2"],
        &["--page-size", "0"],
        &["--page-size", "abc"],
        &["--max-items", "3", "--page-size", "2"],
        &["--starting-token", "t-2"],
        &["--starting-token", CUT],
        &["--starting-token", CUT, "--max-items", "1"],
        &["--starting-token", "e30="],
        &["--starting-token", ""],
        &["--max-results", "2"],
        &["--next-token", "t-2"],
        &["--max-results", "2", "--max-items", "1"],
        &["--next-token", "t-2", "--starting-token", "t-3"],
        &["--max-items", "1", "--no-paginate"],
        &["--query", "Transcript[].Id"],
        &["--query", "NextToken", "--max-items", "1"],
        &["--query", "length(Transcript)", "--max-items", "3"],
        &["--cli-input-json", r#"{"ConnectionToken": "t", "MaxResults": 2}"#],
        &["--cli-input-json", r#"{"ConnectionToken": "t", "NextToken": "a"}"#],
    ];
    for (what, responses) in kinds {
        for args in options {
            for format in ["json", "text", "table"] {
                let set = Set::good(operation, &format!("page: {what}, {} as {format}", args.join(" ")));
                let set = set.and(args.iter().copied()).and(["--output", format]);
                sets.push(Set { responses: responses.clone(), ..set });
            }
        }
    }
    for format in ["json", "text", "table"] {
        for (what, responses) in [
            ("the same token again", &repeated),
            ("the same items again", &newest),
            ("a refused second page", &refused),
        ] {
            let set = Set::good(operation, &format!("page: {what} as {format}")).and(["--output", format]);
            sets.push(Set { responses: responses.clone(), ..set });
        }
    }
}
