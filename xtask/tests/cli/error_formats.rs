//! `--cli-error-format`: the formats of errors, as in version 2.34 of the AWS CLI and later.

use connectparticipant::error::ResourceNotFoundException;
use connectparticipant::test_util::{Failure, Server};
use connectparticipant::types::ResourceType;

use super::support::{Ran, Tool};

const VIEW: &str = "describe-view --view-token a-view-token --connection-token a-long-token";

fn server() -> Server {
    Server::builder().credential("connection", "a-long-token").start().unwrap()
}

/// A call with an error response that has its own members, one of them with a secret of the input.
fn refused(tool: impl FnOnce(Tool) -> Tool, more: &str) -> Ran {
    let server = server();
    let error = ResourceNotFoundException::new().message("no such view").resource_type(ResourceType::Contact);
    server.fail_next("DescribeView", Failure::from(error.resource_id("id of a-long-token"))).unwrap();
    let tool = tool(Tool::against(&server).variable("AWS_REGION", "us-west-2"));
    tool.line(&format!("{VIEW} {more}"))
}

const LINE: &str = "connectparticipant: [ERROR]: An error occurred (ResourceNotFoundException) when calling the DescribeView \
                    operation: no such view\nhint: the requested resource does not exist, so a retry does not help\n";

#[test]
fn every_form_has_the_error() {
    let details = "\nAdditional error details:\nResourceId: id of [redacted]\nResourceType: CONTACT\n";
    for (format, expected) in [
        ("enhanced", format!("{LINE}{details}")),
        ("legacy", LINE.to_owned()),
        (
            "json",
            "{\n    \"Message\": \"no such view\",\n    \"Code\": \"ResourceNotFoundException\",\n    \
             \"ResourceId\": \"id of [redacted]\",\n    \"ResourceType\": \"CONTACT\"\n}\n"
                .to_owned(),
        ),
        (
            "yaml",
            "Code: ResourceNotFoundException\nMessage: no such view\nResourceId: id of [redacted]\nResourceType: CONTACT\n"
                .to_owned(),
        ),
        ("text", "ResourceNotFoundException\tno such view\tid of [redacted]\tCONTACT\n".to_owned()),
    ] {
        let ran = refused(|tool| tool, &format!("--cli-error-format {format}"));
        assert_eq!((ran.status, ran.out.as_str()), (Some(254), ""), "{format}");
        assert_eq!(ran.err, expected, "{format}");
    }
    let table = refused(|tool| tool, "--cli-error-format table").err;
    assert!(
        table.contains("|                                 error  ") || table.contains(" error "),
        "{table}"
    );
    assert!(
        table.contains("ResourceType") && table.contains("CONTACT") && !table.contains("a-long-token"),
        "{table}"
    );
}

#[test]
fn the_form_is_that_of_the_option_the_environment_or_the_profile() {
    let is_json = |ran: Ran| ran.err.starts_with("{\n    \"Message\": ");
    let json = "[default]\ncli_error_format = json\n[profile other]\ncli_error_format = legacy\n";
    assert!(is_json(refused(|tool| tool.config(json), "")));
    assert_eq!(refused(|tool| tool.config(json), "--profile other").err, LINE);
    assert_eq!(refused(|tool| tool.config(json).variable("AWS_CLI_ERROR_FORMAT", "legacy"), "").err, LINE);
    assert!(is_json(refused(|tool| tool.variable("AWS_CLI_ERROR_FORMAT", "JSON"), "")), "in any case");
    let both = |tool: Tool| tool.config(json).variable("AWS_CLI_ERROR_FORMAT", "json");
    assert_eq!(refused(both, "--cli-error-format legacy").err, LINE);
    assert_eq!(refused(both, "--cli-error-f=legacy").err, LINE, "cut short");
    assert!(refused(|tool| tool, "").err.contains("\nAdditional error details:\n"), "enhanced without any");
}

#[test]
fn an_invalid_format_does_not_hide_the_error() {
    let ran = refused(|tool| tool.variable("AWS_CLI_ERROR_FORMAT", "xml"), "");
    let warning = "warning: AWS_CLI_ERROR_FORMAT or cli_error_format: \"xml\" is none of ";
    assert!(ran.err.starts_with(warning) && ran.err.contains(LINE), "{}", ran.err);
    // A successful call has no error to show.
    let tool = Tool::against(&server()).variable("AWS_CLI_ERROR_FORMAT", "xml");
    let send =
        "send-message --content-type text/plain --content x --connection-token a-long-token --print-request";
    tool.variable("AWS_REGION", "us-west-2").line(send).success();
    let ran = refused(|tool| tool, "--cli-error-format xml");
    assert_eq!(ran.status, Some(252), "{}", ran.err);
    assert!(ran.err.contains("argument --cli-error-format: Invalid choice: 'xml'"), "{}", ran.err);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
}

#[test]
fn errors_of_the_tool_have_codes_too() {
    for (line, code, status) in [
        ("describe-view --view-token v --cli-error-format json", "ParamValidation", 252),
        ("describe-view --bogus x --cli-error-format json", "ParamValidation", 252),
        (&format!("{VIEW} --cli-error-format json"), "NoRegion", 253),
        (&format!("{VIEW} --ca-bundle=  --cli-error-format json --region us-west-2"), "Configuration", 253),
        (&format!("{VIEW} --cli-error-format json --endpoint-url http://127.0.0.1:1"), "General", 255),
    ] {
        let ran = Tool::new().variable("AWS_MAX_ATTEMPTS", "1").line(line);
        assert_eq!((ran.status, ran.out.as_str()), (Some(status), ""), "{line}: {}", ran.err);
        let error: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["Code"], code, "{line}: {error}");
        assert!(
            error["Message"]
                .as_str()
                .is_some_and(|message| !message.is_empty() && !message.contains("usage")),
            "{error}"
        );
    }
}

#[test]
fn error_messages_are_escaped_in_every_format() {
    for format in ["enhanced", "legacy", "json", "yaml", "text", "table"] {
        let server = server();
        let error =
            ResourceNotFoundException::new().message("a\u{1b}[31m").resource_id("b\u{1b}]0;x\u{7}\u{202e}");
        server.fail_next("DescribeView", Failure::from(error)).unwrap();
        let tool = Tool::against(&server).variable("AWS_REGION", "us-west-2");
        let said = tool.line(&format!("{VIEW} --cli-error-format {format}")).err;
        assert!(said.contains("31m"), "{format}: {said}");
        let is_harmless = |c: char| !matches!(c, '\u{1b}' | '\u{7}' | '\u{202e}');
        assert!(said.chars().all(is_harmless), "{format}: {said:?}");
    }
}

#[test]
fn hints_know_the_operation() {
    for (operation, line, hint) in [
        (
            "SendEvent",
            "send-event --content-type application/vnd.amazonaws.connect.event.message.read --connection-token a-long-token",
            "receipts do not work",
        ),
        (
            "CompleteAttachmentUpload",
            "complete-attachment-upload --attachment-ids a --connection-token a-long-token",
            "an upload with this attachment id",
        ),
    ] {
        let server = server();
        server.fail_next(operation, "ConflictException").unwrap();
        let said = Tool::against(&server).variable("AWS_REGION", "us-west-2").line(line).failure(254);
        let hints: Vec<&str> = said.lines().filter(|line| line.starts_with("hint: ")).collect();
        assert!(matches!(hints[..], [only] if only.contains(hint)), "{said}");
    }
    // The hint about the token depends on the operation.
    for (line, kind) in [
        ("create-participant-connection --participant-token no-such-token", "the participant token is wrong"),
        ("disconnect-participant --connection-token no-such-token", "takes the connection token"),
    ] {
        let said = Tool::against(&server()).variable("AWS_REGION", "us-west-2").line(line).failure(254);
        assert!(said.contains("(AccessDeniedException)") && said.contains(kind), "{said}");
    }
}
