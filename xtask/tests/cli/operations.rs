//! Every operation of the service: a call with every member sends the same as the crate's client, and prints its output.

use connectparticipant::test_util::{Fault, RecordedRequest, Server};
use farrier_runtime::cli_options::global;
use serde_json::Value;

use super::samples::{Sample, samples};
use super::support::Tool;

/// A server that responds to the next calls with this operation's sample.
fn server(sample: &Sample, calls: usize) -> Server {
    let server = Server::start().unwrap();
    server.inject_into(sample.name, Fault::Response(sample.response.clone()), calls).unwrap();
    server
}

fn tool(server: &Server) -> Tool {
    Tool::against(server).variable("AWS_REGION", "us-west-2")
}

/// The parts of a request that matter to the service.
fn said(
    request: &RecordedRequest,
) -> (String, String, String, Option<String>, Option<String>, Option<Value>) {
    let header = |name: &str| request.header(name).map(str::to_owned);
    (
        request.method.to_string(),
        request.path.clone(),
        request.query.clone(),
        header("x-amz-bearer"),
        header("content-type"),
        serde_json::from_slice(&request.body).ok(),
    )
}

#[test]
fn a_call_with_every_member_is_that_of_the_client() {
    for sample in samples() {
        let server = server(&sample, 2);
        (sample.call)(&server, &sample.input);
        let input = sample.input.to_string();
        let ran = tool(&server).run(&[&sample.command, "--cli-input-json", &input, "--no-paginate"]);
        let printed = ran.success();
        let [by_client, by_tool] = server.requests().try_into().unwrap();
        assert_eq!(said(&by_tool), said(&by_client), "{}", sample.name);
        assert_eq!(by_tool.operation, Some(sample.name));
        // An output without members prints nothing, as with the AWS CLI.
        let expected = sample.output.as_object().unwrap();
        let printed = if printed.is_empty() {
            Value::Object(Default::default())
        } else {
            serde_json::from_str(&printed).unwrap()
        };
        assert_eq!(printed.as_object().unwrap(), expected, "{}", sample.name);
    }
}

#[test]
fn a_missing_token_is_generated() {
    let mut tried = 0;
    for mut sample in samples() {
        let Some(given) = sample.input.as_object_mut().unwrap().shift_remove("ClientToken") else { continue };
        let server = server(&sample, 2);
        for _ in 0..2 {
            let input = sample.input.to_string();
            tool(&server).run(&[&sample.command, "--cli-input-json", &input]).success();
        }
        let bodies = server
            .requests()
            .into_iter()
            .map(|request| serde_json::from_slice::<Value>(&request.body).unwrap());
        let tokens: Vec<Value> = bodies.map(|body| body["ClientToken"].clone()).collect();
        assert!(
            tokens.iter().all(|token| token.as_str().unwrap().len() == 36 && *token != given),
            "{tokens:?}"
        );
        assert_ne!(tokens[0], tokens[1], "{}", sample.name);
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
}

/// The members in their own options, whatever their types.
fn options(sample: &Sample) -> Vec<String> {
    let mut options = Vec::new();
    for (name, value) in sample.input.as_object().unwrap() {
        let mut flag = super::samples::kebab(name);
        if global(true, &[]).any(|option| option.name == flag) {
            flag.push_str("-value");
        }
        match value {
            Value::Bool(true) => options.push(format!("--{flag}")),
            Value::Bool(false) => options.push(format!("--no-{flag}")),
            Value::String(text) => options.extend([format!("--{flag}"), text.clone()]),
            other => options.extend([format!("--{flag}"), other.to_string()]),
        }
    }
    options
}

#[test]
fn options_are_equivalent_to_a_document() {
    for sample in samples() {
        let server = server(&sample, 3);
        let tool = tool(&server);
        let mut arguments = vec![sample.command.clone(), "--no-paginate".to_owned()];
        arguments.extend(options(&sample));
        let by_options = tool.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).success();
        let input = sample.input.to_string();
        let by_json = tool.run(&[&sample.command, "--no-paginate", "--cli-input-json", &input]).success();
        // JSON is YAML.
        let by_yaml = tool.run(&[&sample.command, "--no-paginate", "--cli-input-yaml", &input]).success();
        assert_eq!((&by_options, &by_json), (&by_json, &by_yaml), "{}", sample.name);
        let requests: Vec<_> = server.requests().iter().map(said).collect();
        assert_eq!(requests.len(), 3, "{}", sample.name);
        assert!(requests.iter().all(|request| *request == requests[0]), "{}: {requests:?}", sample.name);
    }
}

#[test]
fn the_skeletons_of_every_operation_are_valid_input() {
    for sample in samples() {
        // Without region and server.
        let skeleton = Tool::new().run(&[&sample.command, "--generate-cli-skeleton"]).json();
        let names = |value: &Value| {
            value.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(names(&skeleton), names(&sample.input), "{}", sample.name);
        let yaml = Tool::new().run(&[&sample.command, "--generate-cli-skeleton", "yaml-input"]).success();
        let request = |option: &str, text: &str| {
            Tool::new().run(&[&sample.command, option, text, "--generate-cli-skeleton", "output"])
        };
        let full = request("--cli-input-json", &sample.input.to_string()).success();
        let output: Value = if full.is_empty() {
            Value::Object(Default::default())
        } else {
            serde_json::from_str(&full).unwrap()
        };
        assert_eq!(names(&output), names(&sample.output), "{}", sample.name);
        // An empty skeleton is too short for the limits: it is parsed, and rejected.
        for (option, text) in [("--cli-input-json", skeleton.to_string()), ("--cli-input-yaml", yaml)] {
            let ran = request(option, &text);
            assert!(matches!(ran.status, Some(0 | 252)), "{}: {ran:?}", sample.name);
            assert!(
                !ran.err.contains("Unknown parameter") && !ran.err.contains("Invalid type"),
                "{}: {ran:?}",
                sample.name
            );
        }
    }
}

#[test]
fn help_of_every_operation_has_its_options_and_members() {
    for sample in samples() {
        for arguments in [
            [sample.command.as_str(), "help"],
            [sample.command.as_str(), "--help"],
            ["help", sample.command.as_str()],
        ] {
            let help = Tool::new().run(&arguments).success();
            for name in sample.input.as_object().unwrap().keys() {
                let flag = format!("--{}", super::samples::kebab(name));
                assert!(help.contains(&flag), "{arguments:?} does not have {flag}: {help}");
            }
            for name in sample.output.as_object().unwrap().keys() {
                assert!(help.contains(&format!("{name} -> (")), "{arguments:?} does not have {name}: {help}");
            }
        }
    }
}
