//! Attachments in one call, with both clients over their default transports: the requests to the file store, and the error of
//! each fault.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use connectparticipant::config::{RetryPolicy, TimeoutKind, TransportErrorKind};
use connectparticipant::upload::{PutError, Upload, UploadError, UploadStep, Uploaded};
use connectparticipant::{Client, blocking};

use super::server::{Peer, Server};
use super::stack::runtime;

/// A service and a file store, with the requests to the store.
struct World {
    server: Server,
    puts: Arc<Mutex<Vec<String>>>,
}

impl World {
    /// The store runs this handler, with the number of the attempt, from 0.
    fn new(store: impl Fn(usize, &mut Peer) + Send + Sync + 'static) -> Self {
        Self::with_headers(r#""Content-Type":"text/plain""#, store)
    }

    fn with_headers(headers: &'static str, store: impl Fn(usize, &mut Peer) + Send + Sync + 'static) -> Self {
        let puts = Arc::new(Mutex::new(Vec::new()));
        let seen = puts.clone();
        let server = Server::start(move |peer| {
            while let Some(request) = peer.request() {
                let host = request.lines().find_map(|line| {
                    line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("host"))
                });
                let host = host.map_or("", |(_, host)| host);
                if request.starts_with("POST /participant/start") {
                    let url = format!("http://{host}/store/key?secret=1");
                    let body = format!(
                        r#"{{"AttachmentId":"a-1","UploadMetadata":{{"Url":"{url}","HeadersToInclude":{{{headers}}}}}}}"#
                    );
                    peer.respond("200 OK", &body);
                } else if request.starts_with("POST /participant/complete") {
                    peer.respond("200 OK", "{}");
                } else {
                    let attempt = {
                        let mut seen = seen.lock().unwrap();
                        seen.push(request);
                        seen.len() - 1
                    };
                    store(attempt, peer);
                }
            }
        });
        Self { server, puts }
    }

    /// Uploads with each client, and returns the results and the requests to the store.
    fn each(
        &self,
        file: impl Fn() -> Upload,
        check: impl Fn(&str, Result<Uploaded, UploadError>, Vec<String>),
    ) {
        let url = format!("http://{}", self.server.address);
        let retry = RetryPolicy::new().base_delay(Duration::from_millis(1));
        let runtime = runtime();
        let client = Client::builder().endpoint_url(&url).retry(retry).build().unwrap();
        let result = runtime.block_on(client.upload_attachment("token", file()));
        check("async", result, std::mem::take(&mut *self.puts.lock().unwrap()));
        let client = blocking::Client::builder().endpoint_url(&url).retry(retry).build().unwrap();
        let result = client.upload_attachment("token", file());
        check("blocking", result, std::mem::take(&mut *self.puts.lock().unwrap()));
    }
}

fn ok(_: usize, peer: &mut Peer) {
    peer.respond("200 OK", "");
}

fn hello() -> Upload {
    Upload::bytes("hello.txt", "hello")
}

fn put_error(error: &UploadError) -> &PutError {
    assert_eq!((error.step(), error.id()), (UploadStep::Put, Some("a-1")));
    error.cause().downcast_ref().unwrap()
}

#[test]
fn the_store_gets_the_given_headers_and_those_of_the_protocol() {
    let headers = r#""Content-Type":"text/plain","x-amz-acl":"owner","Content-Disposition":"attachment; name=\"größe\"""#;
    let world = World::with_headers(headers, ok);
    let host = format!("host: {}", world.server.address);
    world.each(hello, |client, result, puts| {
        result.unwrap();
        let (head, body) = puts[0].split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<String> = head.lines().map(str::to_lowercase).collect();
        lines[1..].sort_unstable();
        let expected = [
            "put /store/key?secret=1 http/1.1",
            "content-disposition: attachment; name=\"größe\"",
            "content-length: 5",
            "content-type: text/plain",
            &host,
            "x-amz-acl: owner",
        ];
        assert_eq!(lines, expected, "{client}");
        assert_eq!((body, puts.len()), ("hello", 1), "{client}");
    });
}

#[test]
fn a_large_file_arrives_whole_at_each_attempt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let text: String = (0..300_000).map(|line| format!("{line},")).collect();
    std::fs::write(&path, &text).unwrap();
    let world = World::new(|attempt, peer| {
        peer.respond(if attempt == 0 { "503 Slow Down" } else { "200 OK" }, "");
    });
    let told = Arc::new(Mutex::new(Vec::new()));
    let file = || {
        let sink = told.clone();
        Upload::file(&path).on_progress(move |sent, total| sink.lock().unwrap().push((sent, total)))
    };
    world.each(file, |client, result, puts| {
        assert_eq!(result.unwrap().size, text.len() as u64, "{client}");
        assert_eq!(puts.len(), 2, "{client}");
        for put in puts {
            assert!(put.split_once("\r\n\r\n").unwrap().1 == text, "{client}");
        }
        let told = std::mem::take(&mut *told.lock().unwrap());
        let total = text.len() as u64;
        let begins = told.iter().filter(|step| **step == (0, total)).count();
        let ends = told.iter().filter(|step| **step == (total, total)).count();
        assert_eq!((begins, ends), (2, 2), "{client}");
    });
}

#[test]
fn an_error_of_the_store_is_not_retried_and_has_its_code() {
    let refusal = "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>secret</StringToSign></Error>";
    let world = World::new(move |_, peer| peer.respond("403 Forbidden", refusal));
    world.each(hello, |client, result, puts| {
        let error = result.unwrap_err();
        let PutError::Refused { status, code, .. } = put_error(&error) else { panic!("{client}: {error:?}") };
        assert_eq!((status.as_u16(), code.as_deref()), (403, Some("SignatureDoesNotMatch")), "{client}");
        assert_eq!(puts.len(), 1, "{client}");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    });
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Server::steady("200 OK", "");
    let address = elsewhere.address;
    let world = World::new(move |_, peer| {
        peer.say(&format!(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{address}/\r\nContent-Length: 0\r\n\r\n"
        ));
    });
    world.each(hello, |client, result, puts| {
        let error = result.unwrap_err();
        assert!(matches!(put_error(&error), PutError::Refused { .. }), "{client}: {error:?}");
        assert_eq!((puts.len(), elsewhere.accepted()), (1, 0), "{client}");
    });
}

#[test]
fn an_unresponsive_store_times_out() {
    let world = World::new(|_, peer| assert!(peer.sees_end()));
    let begun = Instant::now();
    let file = || hello().timeout(Duration::from_millis(300));
    world.each(file, |client, result, puts| {
        let error = result.unwrap_err();
        let PutError::Transport(error) = put_error(&error) else { panic!("{client}: {error:?}") };
        assert_eq!(error.kind(), TransportErrorKind::Timeout(TimeoutKind::Operation), "{client}");
        assert_eq!(puts.len(), 1, "{client}");
    });
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

/// A store that rejects a request need not read it.
#[test]
fn an_early_error_of_the_store_is_that_error_or_a_broken_connection() {
    let server = Server::start(|peer| {
        while let Some(head) = peer.head() {
            if head.starts_with("PUT") {
                peer.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok());
            peer.skip(length.unwrap_or(0));
            let host =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("host: ").map(str::to_owned));
            let url = format!("http://{}/", host.unwrap_or_default());
            peer.respond(
                "200 OK",
                &format!(r#"{{"AttachmentId":"a-1","UploadMetadata":{{"Url":"{url}"}}}}"#),
            );
        }
    });
    let world = World { server, puts: Arc::default() };
    let file = || Upload::bytes("a.txt", vec![b'x'; 4 << 20]);
    world.each(file, |client, result, _| {
        let error = result.unwrap_err();
        match put_error(&error) {
            PutError::Refused { status, .. } => assert_eq!(status.as_u16(), 403, "{client}"),
            PutError::Transport(_) => {}
            other => panic!("{client}: {other:?}"),
        }
    });
}
