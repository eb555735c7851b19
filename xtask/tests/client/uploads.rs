//! Attachments in one call: the requests, step by step, from a file or from bytes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connectparticipant::config::{IdempotencyTokens, TransportError, TransportErrorKind};
use connectparticipant::upload::{Upload, UploadError, Uploaded};
use serde_json::{Value, json};

use crate::fakes::{Turn, World, response, response_with, run};

/// The response that starts an upload.
pub fn started() -> Turn {
    started_with("https://store.example/key?X-Amz-Signature=sig", &json!({ "Content-Type": "text/plain" }))
}

pub fn started_with(url: &str, headers: &Value) -> Turn {
    let metadata =
        json!({ "Url": url, "UrlExpiry": "2026-11-20T09:00:00.000Z", "HeadersToInclude": headers });
    response(200, &json!({ "AttachmentId": "a-1", "UploadMetadata": metadata }).to_string())
}

pub fn upload(world: &World, upload: Upload) -> Result<Uploaded, UploadError> {
    run(world.client().upload_attachment("bearer-token", upload))
}

fn hello() -> Upload {
    Upload::bytes("hello.txt", "hello")
}

fn body(world: &World, request: usize) -> Value {
    serde_json::from_slice(&world.sent(request).1).unwrap()
}

struct Counter(AtomicU32);

impl IdempotencyTokens for Counter {
    fn next(&self) -> String {
        format!("number {}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

#[test]
fn a_file_is_announced_sent_and_completed() {
    let world = World::new([started(), response(200, ""), response(200, "{}")]);
    let client = world.builder().idempotency_tokens(Counter(0.into())).build().unwrap();
    let uploaded = run(client.upload_attachment("bearer-token", hello())).unwrap();
    assert_eq!(
        (&*uploaded.id, &*uploaded.name, &*uploaded.content_type, uploaded.size),
        ("a-1", "hello.txt", "text/plain", 5)
    );
    assert_eq!(world.requests(), 3);
    assert_eq!(
        body(&world, 0),
        json!({ "ContentType": "text/plain", "AttachmentSizeInBytes": 5, "AttachmentName": "hello.txt",
            "ClientToken": "number 0" })
    );
    assert_eq!(body(&world, 2), json!({ "AttachmentIds": ["a-1"], "ClientToken": "number 1" }));
    for request in [0, 2] {
        assert_eq!(world.header(request, "x-amz-bearer").unwrap(), "bearer-token");
    }
}

#[test]
fn the_bytes_have_exactly_the_given_headers() {
    let asked = json!({ "Content-Type": "text/plain", "x-amz-acl": "bucket-owner-full-control",
        "Content-Disposition": "attachment; filename=\"größe.txt\"" });
    let url = "https://store.example/key?X-Amz-Signature=sig";
    let world = World::new([started_with(url, &asked), response(200, ""), response(200, "{}")]);
    upload(&world, hello()).unwrap();
    let (parts, bytes) = world.sent(1);
    assert_eq!((parts.method.as_str(), parts.uri.to_string()), ("PUT", url.to_owned()));
    let mut headers: Vec<(&str, &[u8])> =
        parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    headers.sort_unstable();
    // The length belongs to the protocol, like the host.
    let expected: [(&str, &[u8]); 4] = [
        ("content-disposition", "attachment; filename=\"größe.txt\"".as_bytes()),
        ("content-length", b"5"),
        ("content-type", b"text/plain"),
        ("x-amz-acl", b"bucket-owner-full-control"),
    ];
    assert_eq!(headers, expected);
    assert_eq!(bytes, b"hello");
}

#[test]
fn the_length_may_be_among_the_given_headers() {
    let asked = json!({ "Content-Length": "5" });
    let world =
        World::new([started_with("https://store.example/", &asked), response(200, ""), response(200, "{}")]);
    upload(&world, hello()).unwrap();
    assert_eq!(world.sent(1).0.headers.get_all("content-length").iter().count(), 1);
}

#[test]
fn headers_need_not_be_given() {
    let no_headers = r#"{"AttachmentId":"a-1","UploadMetadata":{"Url":"https://store.example/"}}"#;
    let world = World::new([response(200, no_headers), response(204, ""), response(200, "{}")]);
    upload(&world, hello()).unwrap();
    assert_eq!(world.sent(1).0.headers.len(), 1);
}

#[test]
fn a_file_has_its_name_size_and_type() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Report.PDF");
    let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&path, &bytes).unwrap();
    let world = World::new([started(), response(200, ""), response(200, "{}")]);
    let uploaded = upload(&world, Upload::file(&path)).unwrap();
    assert_eq!(
        (&*uploaded.name, &*uploaded.content_type, uploaded.size),
        ("Report.PDF", "application/pdf", 800_000)
    );
    assert_eq!(body(&world, 0)["AttachmentSizeInBytes"], 800_000);
    assert_eq!(world.header(1, "content-length").unwrap(), "800000");
    assert!(world.sent(1).1 == bytes);
}

#[test]
fn explicit_properties_of_a_file_win() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("raw.bin");
    std::fs::write(&path, "x").unwrap();
    let world = World::new([started(), response(200, ""), response(200, "{}")]);
    let file =
        Upload::file(&path).name("nice.dat").content_type("image/png").idempotency_tokens("one", "two");
    upload(&world, file).unwrap();
    assert_eq!(
        body(&world, 0),
        json!({ "ContentType": "image/png", "AttachmentSizeInBytes": 1, "AttachmentName": "nice.dat",
            "ClientToken": "one" })
    );
    assert_eq!(body(&world, 2)["ClientToken"], "two");
}

#[test]
fn the_documented_types_of_files_are_known_by_the_end_of_the_name() {
    for (name, expected) in [
        ("a.csv", "text/csv"),
        ("a.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.b.jpeg", "image/jpeg"),
        ("a.heic", "image/heic"),
        ("a.mov", "video/quicktime"),
        ("a.xls", "application/vnd.ms-excel"),
    ] {
        let world = World::new([started(), response(200, ""), response(200, "{}")]);
        assert_eq!(upload(&world, Upload::bytes(name, "x")).unwrap().content_type, expected, "{name}");
    }
}

#[test]
fn progress_is_reported_per_piece_and_restarts_with_each_attempt() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let bytes = vec![7; 150_000];
    let file = Upload::bytes("a.txt", bytes.clone())
        .on_progress(move |sent, total| sink.lock().unwrap().push((sent, total)));
    let world = World::new([started(), response(503, ""), response(200, ""), response(200, "{}")]);
    upload(&world, file).unwrap();
    let attempt = [(0, 150_000), (65_536, 150_000), (131_072, 150_000), (150_000, 150_000)];
    assert_eq!(*told.lock().unwrap(), [attempt, attempt].concat());
    assert!(world.sent(1).1 == bytes && world.sent(2).1 == bytes);
}

#[test]
fn temporary_errors_are_retried_with_the_same_bytes() {
    let broken = || Turn::Fail(TransportError::new(TransportErrorKind::Send));
    let world = World::new([
        started(),
        broken(),
        response_with(429, "retry-after", "7", ""),
        response(200, ""),
        response(200, "{}"),
    ]);
    world.set_random(0xff);
    upload(&world, hello()).unwrap();
    assert_eq!(world.requests(), 5);
    for attempt in 1..=3 {
        let (parts, bytes) = world.sent(attempt);
        assert_eq!((parts.method.as_str(), &*bytes), ("PUT", &b"hello"[..]));
    }
    assert_eq!(world.sleeps().iter().map(Duration::as_secs).collect::<Vec<_>>(), [0, 7]);
}

#[test]
fn an_upload_to_loopback_may_use_http() {
    for url in ["http://localhost:4566/key", "http://127.0.0.1/key", "http://[::1]:80/key"] {
        let world = World::new([started_with(url, &json!({})), response(200, ""), response(200, "{}")]);
        upload(&world, hello()).unwrap();
    }
}

#[test]
fn allowing_http_covers_the_store() {
    let world = World::new([
        started_with("http://store.example/", &json!({})),
        response(200, ""),
        response(200, "{}"),
    ]);
    let client = world.builder().endpoint_url("http://test.example").allow_http(true).build().unwrap();
    run(client.upload_attachment("bearer-token", hello())).unwrap();
}

#[test]
fn an_upload_can_run_in_its_own_task() {
    fn is_send(_: &impl Send) {}
    let world = World::default();
    let client = world.client();
    is_send(&client.upload_attachment("token", hello()));
    fn is_an_error<E: std::error::Error + Send + Sync + 'static>() {}
    is_an_error::<UploadError>();
}
