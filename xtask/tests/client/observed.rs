//! Tracing of a call.

use std::io::Write;
use std::sync::{Arc, Mutex};

use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::send_message::SendMessageRequest;
use connectparticipant::upload::Upload;
use tracing_subscriber::fmt::MakeWriter;

use crate::fakes::{Turn, World, response, response_with, run};
use crate::uploads::started_with;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn log_of(turns: impl IntoIterator<Item = Turn>, content: &str) -> String {
    log_while(turns, |world| {
        let input = SendMessageRequest::new("text/plain", content, content).client_token(content);
        let _ = run(world.client().send_message(input));
    })
}

fn log_while(turns: impl IntoIterator<Item = Turn>, work: impl FnOnce(&World)) -> String {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
        .with_writer(log.clone())
        .finish();
    let world = World::new(turns);
    tracing::subscriber::with_default(subscriber, || work(&world));
    let bytes = log.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_call_is_a_span_with_one_for_each_attempt_and_no_field_twice() {
    let last = response_with(200, "x-amzn-requestid", "id-7", "{}");
    let log = log_of(
        [response(503, ""), Turn::Fail(TransportError::new(TransportErrorKind::Connect)), last],
        "hello",
    );
    let closed: Vec<&str> = log.lines().filter(|line| line.contains(" close ")).collect();
    assert_eq!(closed.len(), 4, "{log}");
    for field in ["operation=\"SendMessage\"", "attempts=3", "status=200", "request_id=\"id-7\""] {
        assert!(closed[3].contains(field), "{field} is missing in {}", closed[3]);
    }
    for (line, number) in closed.iter().zip(1..=3) {
        assert!(line.contains(&format!("attempt{{number={number}}}")), "{line}");
    }
    assert_eq!(log.matches("retry after a delay").count(), 2, "{log}");
    assert_eq!(log.matches("kind=Connect").count(), 1, "{log}");
    for line in log.lines() {
        // A target that filters can name.
        assert!(line.contains(" farrier_runtime: ") || line.contains("}: farrier_runtime: "), "{line}");
        for field in ["attempts=", "number=", "status=", "request_id=", "operation="] {
            assert!(
                line.matches(&format!(" {field}")).count() + line.matches(&format!("{{{field}")).count() <= 1,
                "{line}"
            );
        }
    }
}

#[test]
fn an_event_has_the_cause_of_a_missing_response() {
    let cause = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "nobody listens");
    let failed = TransportError::new(TransportErrorKind::Connect).with_source(cause);
    let log = log_of([Turn::Fail(failed), response(200, "{}")], "hello");
    let line = log.lines().find(|line| line.contains("no response")).unwrap();
    assert!(line.contains("no connection to example.com") && line.contains("nobody listens"), "{line}");
}

#[test]
fn no_secret_is_traced() {
    let secret = "s3cr3t";
    let turns = [response(503, secret), response(400, &format!(r#"{{"message":"{secret}"}}"#))];
    let log = log_of(turns, secret);
    assert!(log.contains("status=400"), "{log}");
    assert!(!log.contains(secret), "{log}");
}

#[test]
fn an_upload_is_three_spans_without_its_address() {
    let secret = "s3cr3t";
    let url = format!("https://{secret}.example/{secret}?{secret}");
    let stored = response_with(200, "x-amz-request-id", "REQ1", "");
    let turns = [
        started_with(&url, &serde_json::json!({ "x-key": secret })),
        response(503, secret),
        stored,
        response(200, "{}"),
    ];
    let log = log_while(turns, |world| {
        let file = Upload::bytes("a.txt", secret).name(secret).content_type("text/plain");
        run(world.client().upload_attachment(secret, file)).unwrap();
    });
    let closed: Vec<&str> = log.lines().filter(|line| line.contains(" close ")).collect();
    let operations = ["StartAttachmentUpload", "UploadAttachment", "CompleteAttachmentUpload"];
    // The attempts have their own spans.
    let closed: Vec<&str> = closed.into_iter().filter(|line| !line.contains("attempt{")).collect();
    assert_eq!(closed.len(), 3, "{log}");
    for (line, operation) in closed.iter().zip(operations) {
        assert!(line.contains(&format!("operation={operation:?}")), "{line}");
    }
    assert!(closed[1].contains("attempts=2") && closed[1].contains("request_id=\"REQ1\""), "{log}");
    assert!(!log.contains(secret), "{log}");
}
