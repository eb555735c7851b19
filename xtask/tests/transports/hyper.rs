//! Specific to the async transport: nothing is left after a future is dropped.

use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::client::{Body, HyperTransport, Sleep, TokioSleep, Transport};
use connectparticipant::config::TransportErrorKind as Kind;
use http::Request;
use tokio::time::timeout;

use super::server::Server;
use super::stack::runtime;

fn transport() -> HyperTransport {
    HyperTransport::builder().build().unwrap()
}

fn get(server: &Server) -> Request<Body> {
    Request::get(server.url()).body(Body::empty()).unwrap()
}

async fn whole(mut body: Body) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(chunk) = body.chunk().await {
        all.extend_from_slice(&chunk.unwrap());
    }
    all
}

/// A server that responds with text after the head of a request, then waits for the end and reports it.
fn waiting(text: &'static str) -> (Server, mpsc::Receiver<bool>) {
    let (tell, told) = mpsc::channel();
    let server = Server::start(move |peer| {
        peer.head();
        peer.say(text);
        tell.send(peer.sees_end()).unwrap();
    });
    (server, told)
}

#[test]
fn a_dropped_call_closes_its_connection() {
    let (server, ended) = waiting("");
    let transport = transport();
    let runtime = runtime();
    runtime.block_on(async {
        assert!(timeout(Duration::from_millis(50), transport.send(get(&server))).await.is_err());
        // No other task has to run for it.
        assert!(ended.recv_timeout(Duration::from_secs(8)).unwrap());
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    });
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn a_dropped_body_closes_its_connection() {
    let (server, ended) = waiting("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst");
    let transport = transport();
    let runtime = runtime();
    runtime.block_on(async {
        let mut response = transport.send(get(&server)).await.unwrap();
        assert_eq!(&response.body_mut().chunk().await.unwrap().unwrap()[..], b"first");
        drop(response);
        assert!(ended.recv_timeout(Duration::from_secs(8)).unwrap());
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    });
}

#[test]
fn a_dropped_transport_closes_its_connections() {
    let server = Server::steady("200 OK", "ok");
    let runtime = runtime();
    runtime.block_on(async {
        let transport = transport();
        let response = transport.clone().send(get(&server)).await.unwrap();
        let late = transport.send(get(&server)).await.unwrap();
        whole(response.into_body()).await;
        drop(transport);
        // Data in transit still arrives.
        assert_eq!(whole(late.into_body()).await, b"ok");
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    });
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn parallel_calls_have_a_connection_each_and_leave_a_few() {
    let server = Server::steady("200 OK", "ok");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let transport = Arc::new(transport());
    runtime.block_on(async {
        let mut calls = Vec::new();
        for _ in 0..40 {
            let (transport, request) = (transport.clone(), get(&server));
            calls.push(tokio::spawn(async move {
                whole(transport.send(request).await.unwrap().into_body()).await
            }));
        }
        for call in calls {
            assert_eq!(call.await.unwrap(), b"ok");
        }
    });
    #[cfg(target_os = "linux")]
    server.settles_at(32);
    drop(transport);
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn a_connection_stays_in_its_runtime() {
    let server = Server::steady("200 OK", "ok");
    let transport = transport();
    let (first, second) = (runtime(), runtime());
    for runtime in [&first, &second] {
        for _ in 0..2 {
            let body = runtime
                .block_on(async { whole(transport.send(get(&server)).await.unwrap().into_body()).await });
            assert_eq!(body, b"ok");
        }
    }
    assert_eq!(server.accepted(), 2);
    drop((first, second));
    // Connections of stopped runtimes are harmless.
    let body =
        runtime().block_on(async { whole(transport.send(get(&server)).await.unwrap().into_body()).await });
    assert_eq!(body, b"ok");
}

#[test]
fn outside_of_a_runtime_there_is_an_error() {
    let server = Server::steady("200 OK", "ok");
    let transport = transport();
    let future = pin!(transport.send(get(&server)));
    let result = future.get_mut().as_mut().poll(&mut Context::from_waker(Waker::noop()));
    match result {
        Poll::Ready(Err(error)) => assert_eq!((error.kind(), error.was_sent()), (Kind::Other, false)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_body_arrives_as_it_is_sent() {
    let (go, wait) = mpsc::channel();
    let wait = std::sync::Mutex::new(wait);
    let server = Server::start(move |peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
        wait.lock().unwrap().recv().unwrap();
        peer.say("two");
        peer.request();
    });
    let transport = transport();
    runtime().block_on(async {
        let mut body = transport.send(get(&server)).await.unwrap().into_body();
        assert_eq!(&body.chunk().await.unwrap().unwrap()[..], b"one");
        go.send(()).unwrap();
        assert_eq!(&body.chunk().await.unwrap().unwrap()[..], b"two");
        assert!(body.chunk().await.is_none());
    });
}

#[test]
fn a_body_of_unknown_length_is_sent_in_chunks() {
    struct Three(u8);
    impl http_body::Body for Three {
        type Data = bytes::Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _cx: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
            self.0 += 1;
            Poll::Ready((self.0 <= 3).then(|| Ok(http_body::Frame::data(bytes::Bytes::from_static(b"abc")))))
        }
    }
    let server = Server::steady("200 OK", "ok");
    let transport = transport();
    let request = Request::put(server.url()).body(Body::wrap(Three(0))).unwrap();
    assert_eq!(runtime().block_on(transport.send(request)).unwrap().status(), 200);
    assert!(server.last().contains("transfer-encoding: chunked"), "{}", server.last());
    assert!(server.last().ends_with("3\r\nabc\r\n3\r\nabc\r\n3\r\nabc\r\n0\r\n\r\n"), "{}", server.last());
}

#[test]
fn a_response_may_precede_the_end_of_the_request() {
    let server = Server::start(|peer| {
        peer.head();
        peer.respond("413 Content Too Large", "stop");
        // Not read: the client cannot send it.
        thread::sleep(Duration::from_millis(300));
    });
    let transport = transport();
    runtime().block_on(async {
        let request = Request::post(server.url()).body(Body::from(vec![b'x'; 50_000_000])).unwrap();
        let response = timeout(Duration::from_secs(5), transport.send(request)).await.unwrap().unwrap();
        assert_eq!(response.status(), 413);
        assert_eq!(whole(response.into_body()).await, b"stop");
    });
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn the_timer_of_tokio_waits() {
    let begin = Instant::now();
    runtime().block_on(TokioSleep::new().sleep(Duration::from_millis(30)));
    assert!(begin.elapsed() >= Duration::from_millis(30));
}

#[test]
fn its_debug_output_has_no_secret() {
    let text = format!("{:?} {:?}", HyperTransport::builder().root_certificates_pem("secret"), transport());
    assert!(text.contains("idle_timeout: 30s"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}
