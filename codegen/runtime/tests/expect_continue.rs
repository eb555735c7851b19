//! Large bodies wait until the service asks for them, in both transports.

#![cfg(all(feature = "blocking", feature = "client"))]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::io::{Cursor, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use farrier_runtime::blocking::{self, Transport as _, UreqTransport};
use farrier_runtime::client::{self, HyperTransport, Transport as _};

/// What the service does after the headers.
#[derive(Clone, Copy)]
enum Service {
    /// It asks for the body.
    Asks,
    /// It reads the body without asking.
    IsSilent,
    /// It rejects the request.
    Rejects,
}

/// Starts a service for one request. Its thread returns the time at which the body arrived, if it did.
fn serve(service: Service) -> (String, JoinHandle<Option<Duration>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let begun = Instant::now();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        assert!(String::from_utf8(head).unwrap().to_ascii_lowercase().contains("expect: 100-continue\r\n"));
        match service {
            Service::Asks => stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap(),
            Service::IsSilent => {}
            Service::Rejects => {
                stream.write_all(b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno").unwrap();
                return body(&mut stream).then(|| begun.elapsed());
            }
        }
        let arrived = body(&mut stream).then(|| begun.elapsed());
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        arrived
    });
    (url, thread)
}

/// Whether the body arrives before the end of the connection.
fn body(stream: &mut TcpStream) -> bool {
    stream.read_exact(&mut [0; 4]).is_ok()
}

fn request<B>(url: &str, body: B) -> http::Request<B> {
    let request = http::Request::put(url).header("expect", "100-continue").header("content-length", "4");
    request.body(body).unwrap()
}

/// A body that records whether it was read.
struct Watched(Cursor<&'static str>, Arc<AtomicBool>);

impl std::io::Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1.store(true, Ordering::Relaxed);
        self.0.read(buffer)
    }
}

impl http_body::Body for Watched {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        let mut content = Vec::new();
        self.read_to_end(&mut content).unwrap();
        let frame = (!content.is_empty()).then(|| Ok(http_body::Frame::data(content.into())));
        std::task::Poll::Ready(frame)
    }
}

fn by_hyper(url: &str, body: Watched) -> u16 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let transport = HyperTransport::builder().build().unwrap();
        let response = transport.send(request(url, client::Body::wrap(body))).await.unwrap();
        let status = response.status().as_u16();
        let mut body = response.into_body();
        while let Some(piece) = body.chunk().await {
            piece.unwrap();
        }
        status
    })
}

fn by_ureq(url: &str, body: Watched) -> u16 {
    let transport = UreqTransport::builder().build().unwrap();
    let limits = blocking::Limits::new(None, None);
    let response = transport.send(request(url, blocking::Body::wrap(body)), limits).unwrap();
    let status = response.status().as_u16();
    response.into_body().read_to_end(&mut Vec::new()).unwrap();
    status
}

#[test]
fn a_body_waits_until_the_service_asks_for_it() {
    for send in [by_hyper, by_ureq] {
        for (service, status, waits) in [(Service::Asks, 200, false), (Service::IsSilent, 200, true)] {
            let ((url, thread), read) = (serve(service), Arc::new(AtomicBool::new(false)));
            assert_eq!(send(&url, Watched(Cursor::new("body"), read.clone())), status);
            let arrived = thread.join().unwrap().expect("the body arrives");
            assert_eq!(arrived >= Duration::from_millis(900), waits, "{arrived:?}");
            assert!(arrived < Duration::from_secs(20), "{arrived:?}");
        }
    }
}

#[test]
fn a_rejected_body_is_not_read() {
    for send in [by_hyper, by_ureq] {
        let ((url, thread), read) = (serve(Service::Rejects), Arc::new(AtomicBool::new(false)));
        assert_eq!(send(&url, Watched(Cursor::new("body"), read.clone())), 503);
        assert_eq!(thread.join().unwrap(), None);
        assert!(!read.load(Ordering::Relaxed));
    }
}
