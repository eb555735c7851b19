//! The number of connections, and their runtimes.

use std::io::Read as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use connectparticipant::blocking::{self, Limits, UreqTransport};
use connectparticipant::client::{Body, HyperTransport, Transport};
use connectparticipant::config::{TimeoutKind, TransportError, TransportErrorKind as Kind};
use connectparticipant::operation::disconnect_participant::DisconnectParticipantRequest;
use connectparticipant::upload::{PutError, Upload, UploadError};
use connectparticipant::{CallError, Client};
use http::Request;

use super::server::Server;
use super::stack::runtime;

async fn call(transport: &HyperTransport, url: &str) -> usize {
    let request = Request::get(url).body(Body::empty()).unwrap();
    let mut body = transport.send(request).await.unwrap().into_body();
    let mut length = 0;
    while let Some(chunk) = body.chunk().await {
        length += chunk.unwrap().len();
    }
    length
}

/// Many tests with `#[tokio::test]` use one client.
#[cfg(target_os = "linux")]
#[test]
fn a_thousand_runtimes_leave_nothing_open() {
    // Its descriptors are those of this test alone.
    if std::env::var_os("POOL_INSIDE").is_none() {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "pool::a_thousand_runtimes_leave_nothing_open"]);
        let output = command.env("POOL_INSIDE", "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let open = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    let server = Server::steady("200 OK", "ok");
    let transport = HyperTransport::builder().build().unwrap();
    let mut most = 0;
    let before = open();
    for _ in 0..1_000 {
        let runtime = runtime();
        for _ in 0..2 {
            assert_eq!(runtime.block_on(call(&transport, &server.url())), 2);
        }
        drop(runtime);
        most = most.max(open());
    }
    // Reused in each, and closed with it: the server's ends may take a moment.
    assert_eq!(server.accepted(), 1_000);
    assert!(most < before + 60, "{before} descriptors became {most}");
}

/// The idle connections of a live runtime are not closed because another one is used.
#[test]
fn two_runtimes_keep_their_connections() {
    let server = Server::steady("200 OK", "ok");
    let transport = HyperTransport::builder().build().unwrap();
    let runtimes = [runtime(), runtime()];
    for _ in 0..20 {
        for runtime in &runtimes {
            assert_eq!(runtime.block_on(call(&transport, &server.url())), 2);
        }
    }
    assert_eq!(server.accepted(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn idle_connections_are_counted_over_all_hosts() {
    let servers: Vec<Server> = (0..5).map(|_| Server::steady("200 OK", "ok")).collect();
    let transport = HyperTransport::builder().max_idle_connections(2).build().unwrap();
    let blocking = UreqTransport::builder().max_idle_connections(2).build().unwrap();
    let runtime = runtime();
    for server in &servers {
        runtime.block_on(call(&transport, &server.url()));
    }
    let sockets = |most: usize| {
        for _ in 0..100 {
            if servers.iter().map(Server::sockets).sum::<usize>() <= most {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("too many sockets are left");
    };
    sockets(2);
    drop(transport);
    for server in &servers {
        let request = Request::get(server.url()).body(blocking::Body::empty()).unwrap();
        let mut response = blocking::Transport::send(&blocking, request, Limits::default()).unwrap();
        response.body_mut().read_to_end(&mut Vec::new()).unwrap();
    }
    sockets(2);
}

/// A server that responds when the maximum number of connections is reached, and counts their maximum.
fn crowded() -> (Server, Arc<AtomicUsize>) {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let seen = most.clone();
    let server = Server::start(move |peer| {
        while peer.request().is_some() {
            let number = now.fetch_add(1, Ordering::SeqCst) + 1;
            seen.fetch_max(number, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(2));
            now.fetch_sub(1, Ordering::SeqCst);
            peer.respond("200 OK", "ok");
        }
    });
    (server, most)
}

#[test]
fn three_hundred_calls_at_once_and_once_more_share_connections() {
    let (server, most) = crowded();
    let transport = HyperTransport::builder().build().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        for _ in 0..2 {
            let calls: Vec<_> = (0..300)
                .map(|_| {
                    let (transport, url) = (transport.clone(), server.url());
                    tokio::spawn(async move { call(&transport, &url).await })
                })
                .collect();
            for call in calls {
                assert_eq!(call.await.unwrap(), 2);
            }
        }
    });
    assert!(most.load(Ordering::SeqCst) <= 100, "{most:?}");
    // 100 at first, of which 32 are kept.
    assert!(server.accepted() <= 168, "{} connections", server.accepted());
}

#[test]
fn three_hundred_threads_at_once_and_once_more_share_connections() {
    let (server, most) = crowded();
    let transport = UreqTransport::builder().build().unwrap();
    for _ in 0..2 {
        let barrier = Barrier::new(300);
        thread::scope(|scope| {
            for _ in 0..300 {
                scope.spawn(|| {
                    barrier.wait();
                    let request = Request::get(server.url()).body(blocking::Body::empty()).unwrap();
                    let mut response =
                        blocking::Transport::send(&transport, request, Limits::default()).unwrap();
                    assert_eq!(response.body_mut().read_to_end(&mut Vec::new()).unwrap(), 2);
                });
            }
        });
    }
    assert!(most.load(Ordering::SeqCst) <= 100, "{most:?}");
    assert!(server.accepted() <= 168, "{} connections", server.accepted());
}

/// A call that waits for a connection gets one before its timeout, if one becomes free.
#[test]
fn a_call_waits_for_a_connection() {
    let server = Server::steady("200 OK", "ok");
    let transport = UreqTransport::builder().max_connections(1).build().unwrap();
    let send = |limit: Option<Duration>| {
        let request = Request::get(server.url()).body(blocking::Body::empty()).unwrap();
        blocking::Transport::send(&transport, request, Limits::new(None, limit))
    };
    let first = send(None).unwrap();
    let error = send(Some(Duration::from_millis(50))).unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (Kind::Timeout(TimeoutKind::Attempt), false));
    assert!(error.to_string().contains("max_connections"), "{error}");
    thread::scope(|scope| {
        let second = scope.spawn(|| send(None).unwrap().status());
        drop(first);
        assert_eq!(second.join().unwrap(), 200);
    });

    let transport = HyperTransport::builder().max_connections(1).build().unwrap();
    runtime().block_on(async {
        let get = || Request::get(server.url()).body(Body::empty()).unwrap();
        let first = transport.send(get()).await.unwrap();
        let waiting = tokio::time::timeout(Duration::from_millis(50), transport.send(get())).await;
        assert!(waiting.is_err());
        drop(first);
        assert_eq!(transport.send(get()).await.unwrap().status(), 200);
    });
}

/// The address without a path.
fn endpoint(server: &Server) -> String {
    let uri: http::Uri = server.url().parse().unwrap();
    format!("http://{}", uri.authority().unwrap())
}

const SOON: Duration = Duration::from_millis(50);

/// The timeout of a request without a free connection: nothing was sent, and the text has the reason.
#[track_caller]
fn waited(error: &TransportError, kind: TimeoutKind) {
    assert_eq!((error.kind(), error.was_sent()), (Kind::Timeout(kind), false), "{error}");
    assert!(error.to_string().contains("max_connections"), "{error}");
}

#[track_caller]
fn call_waited<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, CallError<E>>, kind: TimeoutKind) {
    match result {
        Err(CallError::Transport(error)) => waited(&error, kind),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_without_a_connection_was_not_sent() {
    let server = Server::steady("200 OK", "{}");
    let input = || DisconnectParticipantRequest::new("token");

    let transport = UreqTransport::builder().max_connections(1).build().unwrap();
    let request = Request::get(server.url()).body(blocking::Body::empty()).unwrap();
    let busy = blocking::Transport::send(&transport, request, Limits::new(None, None)).unwrap();
    let client =
        blocking::Client::builder().endpoint_url(endpoint(&server)).transport(transport).build().unwrap();
    let call = || client.disconnect_participant(input()).max_attempts(1);
    call_waited(call().attempt_timeout(SOON).send(), TimeoutKind::Attempt);
    call_waited(call().operation_timeout(SOON).send(), TimeoutKind::Operation);
    drop(busy);
    call().send().unwrap();

    let transport = HyperTransport::builder().max_connections(1).build().unwrap();
    runtime().block_on(async {
        let request = Request::get(server.url()).body(Body::empty()).unwrap();
        let busy = transport.send(request).await.unwrap();
        let client =
            Client::builder().endpoint_url(endpoint(&server)).transport(transport.clone()).build().unwrap();
        let call = || client.disconnect_participant(input()).max_attempts(1);
        call_waited(call().attempt_timeout(SOON).await, TimeoutKind::Attempt);
        call_waited(call().operation_timeout(SOON).await, TimeoutKind::Operation);
        drop(busy);
        call().await.unwrap();
    });
}

/// The start of an upload, whose bytes go to a server.
fn announced(server: &Server) -> String {
    let metadata = format!("{{\"Url\":\"{}\",\"UrlExpiry\":\"2026-11-20T09:00:00.000Z\"}}", server.url());
    format!("{{\"AttachmentId\":\"a-1\",\"UploadMetadata\":{metadata}}}")
}

#[track_caller]
fn put_waited(error: &UploadError) {
    match error.cause().downcast_ref() {
        Some(PutError::Transport(error)) => waited(error, TimeoutKind::Operation),
        other => panic!("{other:?} {error}"),
    }
}

/// The start is sent elsewhere, so that only the bytes wait.
#[test]
fn bytes_that_get_no_connection_in_time_were_not_sent() {
    let server = Server::steady("200 OK", "{}");
    let file = || Upload::bytes("hello.txt", "hello").timeout(SOON);

    let transport = UreqTransport::builder().max_connections(1).build().unwrap();
    let request = Request::get(server.url()).body(blocking::Body::empty()).unwrap();
    let busy = blocking::Transport::send(&transport, request, Limits::new(None, None)).unwrap();
    let body = announced(&server);
    let mixed = move |request: Request<blocking::Body>, limits| match request.method().as_str() {
        "PUT" => blocking::Transport::send(&transport, request, limits),
        _ => Ok(http::Response::new(blocking::Body::from(body.clone().into_bytes()))),
    };
    let client =
        blocking::Client::builder().endpoint_url(endpoint(&server)).transport(mixed).build().unwrap();
    put_waited(&client.upload_attachment("token", file()).unwrap_err());
    drop(busy);

    let transport = HyperTransport::builder().max_connections(1).build().unwrap();
    runtime().block_on(async {
        let request = Request::get(server.url()).body(Body::empty()).unwrap();
        let busy = transport.send(request).await.unwrap();
        let body = announced(&server);
        let mixed = move |request: Request<Body>| {
            let (transport, body) = (transport.clone(), body.clone());
            async move {
                match request.method().as_str() {
                    "PUT" => transport.send(request).await,
                    _ => Ok(http::Response::new(Body::from(body.into_bytes()))),
                }
            }
        };
        let client = Client::builder().endpoint_url(endpoint(&server)).transport(mixed).build().unwrap();
        put_waited(&client.upload_attachment("token", file()).await.unwrap_err());
        drop(busy);
    });
}
