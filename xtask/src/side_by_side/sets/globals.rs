//! Options that every command has, settings of the environment, and skeletons.

use super::answers;
use super::values;
use super::{Set, find};
use crate::side_by_side::model::{Operation, Service};
use crate::side_by_side::wire::Answer;

/// Where nobody listens.
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

/// Where the region and the endpoint come from; nothing is added to these.
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

/// The service's own paging options; the tool's own are not known to the AWS CLI here.
fn pages(operation: &Operation, sets: &mut Vec<Set>) {
    let mut output = answers::whole(operation);
    output["NextToken"] = "more".into();
    for format in ["json", "text", "table"] {
        let one = Set::good(operation, &format!("page: not paginated as {format}"));
        sets.push(one.answered(Answer::json(200, &output)).and(["--no-paginate", "--output", format]));
        let by_size = Set::good(operation, &format!("page: by --max-results as {format}"));
        sets.push(by_size.answered(Answer::json(200, &output)).and([
            "--max-results",
            "3",
            "--output",
            format,
        ]));
        let by_token = Set::good(operation, &format!("page: by --next-token as {format}"));
        sets.push(by_token.answered(Answer::json(200, &output)).and([
            "--next-token",
            "t",
            "--output",
            format,
        ]));
    }
    for args in [["--max-items", "1"], ["--page-size", "1"], ["--starting-token", "t"]] {
        sets.push(Set::good(operation, &format!("page: {}", args.join(" "))).and(args));
    }
}
