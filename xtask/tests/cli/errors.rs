//! Messages and exit codes of failed calls: each error of each operation, and all kinds of missing responses.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::test_util::{Failure, Fault, Server};
use http::Response;

use super::samples::{Sample, samples};
use super::support::{Ran, Tool};
use crate::facts::Tables;

/// Codes with hints beyond the message of the service.
const HINTS: &[&str] = &[
    "AccessDeniedException",
    "ConflictException",
    "ResourceNotFoundException",
    "ServiceQuotaExceededException",
    "ThrottlingException",
];

/// The client retries, which other tests cover.
fn tool(server: &Server) -> Tool {
    Tool::against(server).variable("AWS_REGION", "us-west-2").variable("AWS_MAX_ATTEMPTS", "1")
}

fn run(tool: &Tool, sample: &Sample, more: &[&str]) -> Ran {
    let input = sample.input.to_string();
    let arguments = [sample.command.as_str(), "--cli-input-json", &input];
    tool.run(&arguments.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

fn sample(command: &str) -> Sample {
    samples().into_iter().find(|sample| sample.command == command).unwrap()
}

/// The output contains no secret of the input.
#[track_caller]
fn is_discreet(sample: &Sample, said: &str) {
    for (name, value) in sample.input.as_object().unwrap() {
        if name.ends_with("Token") && name != "ClientToken" {
            assert!(!said.contains(value.as_str().unwrap()), "{said}");
        }
    }
}

#[test]
fn each_error_of_each_operation_is_one_line_and_a_hint() {
    let tables = Tables::read().unwrap();
    let samples = samples();
    let mut tried = 0;
    for operation in &tables.operations {
        let sample = samples.iter().find(|sample| sample.name == operation.name).unwrap();
        for code in &operation.errors {
            let shape = tables.errors.iter().find(|error| error.name == *code).unwrap();
            let server = Server::start().unwrap();
            let failure = Failure::new(code.as_str()).status(shape.status).message("no, thank you");
            server.fail_next(&operation.name, failure).unwrap();
            let said = run(&tool(&server), sample, &[]).failure(254);
            let line = format!(
                "An error occurred ({code}) when calling the {} operation: no, thank you",
                operation.name
            );
            let mut lines = said.trim().lines();
            assert_eq!(lines.next(), Some(line.as_str()), "{said}");
            let hint = lines.next();
            assert_eq!(hint.is_some(), HINTS.contains(&code.as_str()), "{said}");
            assert!(hint.is_none_or(|hint| hint.starts_with("hint: ")), "{said}");
            // Only one error has members other than its message.
            let details: Vec<&str> = lines.collect();
            let expected: &[&str] = match code == "ResourceNotFoundException" {
                true => &["", "Additional error details:", "ResourceId", "ResourceType"],
                false => &[],
            };
            let names: Vec<&str> = details.iter().map(|line| line.split(": ").next().unwrap()).collect();
            assert_eq!(names, expected, "{said}");
            is_discreet(sample, &said);
            tried += 1;
        }
    }
    assert!(tried >= 44, "{tried}");
}

#[test]
fn an_unmodelled_error_is_shown_by_its_code() {
    let server = Server::start().unwrap();
    server
        .fail_next("SendEvent", Failure::new("TeapotException").status(418).message("short and stout"))
        .unwrap();
    let said = run(&tool(&server), &sample("send-event"), &[]).failure(254);
    let line = "An error occurred (TeapotException) when calling the SendEvent operation: short and stout";
    assert_eq!(said.trim().lines().next(), Some(line));
}

fn page(status: u16, body: &str) -> Fault {
    Fault::Response(
        Response::builder().status(status).header("content-type", "text/html").body(body.into()).unwrap(),
    )
}

#[test]
fn an_error_without_a_code_is_shown_by_its_status() {
    for (fault, code) in [
        (page(502, "<html>bad gateway</html>"), "502"),
        (page(500, ""), "500"),
        (page(403, ""), "403"),
        (page(404, "{}"), "404"),
    ] {
        let server = Server::start().unwrap();
        server.inject(fault, 1);
        let said = run(&tool(&server), &sample("send-event"), &[]).failure(254);
        let line = format!("An error occurred ({code}) when calling the SendEvent operation");
        assert!(said.trim().starts_with(&line), "{said}");
        assert!(!said.contains("<html>"), "{said}");
    }
}

/// The page of a proxy is shown as text: instead of a message, or as a hint if the AWS CLI has its own message.
#[test]
fn the_text_of_an_html_page_is_shown() {
    let refused = "<html><head><title>Blocked</title></head><body>\n<h1>Blocked</h1>\u{1b}[31m by the firewall</body></html>";
    let rows = [
        (403, refused, "operation: Blocked \\u{1b}[31m by the firewall", "hint: the region"),
        (
            403,
            "upstream says no: token=hush",
            "operation: upstream says no: token=[redacted]",
            "hint: the region",
        ),
        (502, "upstream connect error", "operation: upstream connect error", ""),
        (502, "<html><h1>502 Bad Gateway</h1></html>", "operation: Bad Gateway", ""),
        (
            503,
            "<html>maintenance</html>",
            "operation: Service Unavailable",
            "hint: the page that came with it says: maintenance",
        ),
    ];
    for (status, body, line, hint) in rows {
        let server = Server::start().unwrap();
        server.inject(page(status, body), 1);
        let said = run(&tool(&server), &sample("send-event"), &[]).failure(254);
        let mut lines = said.trim().lines();
        assert!(lines.next().is_some_and(|first| first.ends_with(line)), "{said}");
        assert!(lines.next().unwrap_or_default().starts_with(hint), "{said}");
        assert_eq!(said.trim().lines().count(), 1 + usize::from(!hint.is_empty()), "{said}");
    }
}

#[test]
fn an_unreadable_response_is_not_a_service_error() {
    for fault in [Fault::InvalidJson, Fault::CloseInBody, Fault::LongContentLength] {
        let server = Server::builder().credential("connection", "token").start().unwrap();
        let fault_is = format!("{fault:?}");
        server.inject(fault, 1);
        let arguments =
            ["send-event", "--content-type", "text/plain", "--content", "x", "--connection-token", "token"];
        let said = tool(&server).run(&arguments).failure(255);
        assert!(!said.trim().is_empty() && !said.contains("token"), "{fault_is}: {said}");
    }
}

#[test]
fn a_refused_connection_is_255() {
    let server = Server::start().unwrap();
    server.refuse_connections();
    for sample in samples() {
        let said = run(&tool(&server), &sample, &[]).failure(255);
        assert!(said.contains(server.url()), "{said}");
        is_discreet(&sample, &said);
    }
}

#[test]
fn the_time_to_read_is_limited() {
    let server = Server::start().unwrap();
    server.inject(Fault::Delay(Duration::from_secs(20)), 1);
    let started = Instant::now();
    let said = run(&tool(&server), &sample("send-event"), &["--cli-read-timeout", "1"]).failure(255);
    assert!(started.elapsed() < Duration::from_secs(15), "{said}");
    assert!(!said.trim().is_empty());
}

#[test]
fn a_server_without_tls_gets_no_token() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut heard = Vec::new();
        // The client may disconnect with unread data.
        let _ = stream.read_to_end(&mut heard);
        heard
    });
    let tool = Tool::new().variable("AWS_REGION", "us-west-2").variable("AWS_MAX_ATTEMPTS", "1");
    let sample = sample("send-event");
    let said = run(&tool, &sample, &["--endpoint-url", &url]).failure(255);
    assert!(said.contains("SSL validation failed"), "{said}");
    is_discreet(&sample, &said);
    is_discreet(&sample, &String::from_utf8_lossy(&heard.join().unwrap()));
}

#[test]
fn an_invalid_or_missing_region_sends_nothing() {
    let sample = sample("send-event");
    let ran = run(&Tool::new(), &sample, &[]);
    assert!(ran.status == Some(253) && ran.err.contains("region"), "{ran:?}");
    for region in ["us west", "us-west-2/evil", "a.b#"] {
        let ran = run(&Tool::new(), &sample, &["--region", region]);
        assert!(
            matches!(ran.status, Some(252 | 253 | 255)) && ran.err.contains("region"),
            "{region}: {ran:?}"
        );
    }
}

#[test]
fn validation_before_sending_is_opt_in() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let long = "x".repeat(20_000);
    let arguments =
        ["send-event", "--content-type", "text/plain", "--content", &long, "--connection-token", "token"];
    let said = tool(&server).run(&arguments).failure(254);
    assert!(
        said.trim()
            .starts_with("An error occurred (ValidationException) when calling the SendEvent operation: "),
        "{said}"
    );
    assert_eq!(server.requests().len(), 1);
    let with = arguments.into_iter().chain(["--validate"]).collect::<Vec<_>>();
    let said = tool(&server).run(&with).failure(252);
    assert!(said.contains("Content"), "{said}");
    assert_eq!(server.requests().len(), 1, "it was sent all the same");
}
