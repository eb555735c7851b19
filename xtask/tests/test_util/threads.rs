//! A server leaves no threads and no sockets.

use std::time::{Duration, Instant};

use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::{Fault, Server};

use crate::raw::{Line, request};

#[test]
fn dropping_it_ends_idle_slow_and_stalled_connections_at_once() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let url = server.url().to_owned();
    let message = request::<SendMessage>(&server, &SendMessageRequest::new("text/plain", "hello", "token"));
    let mut idle = Line::open(&url).unwrap();
    idle.send(&message).unwrap();
    let faults =
        [Fault::Stall, Fault::Trickle(Duration::from_secs(60)), Fault::Delay(Duration::from_secs(60))];
    let mut lines = vec![idle];
    for fault in faults {
        server.inject(fault, 1);
        let mut line = Line::open(&url).unwrap();
        line.write(&crate::raw::bytes(&message)).unwrap();
        // The faults are taken in the order in which requests are read.
        while server.requests().len() < lines.len() + 1 {
            std::thread::sleep(Duration::from_millis(1));
        }
        lines.push(line);
    }
    let mut half = Line::open(&url).unwrap();
    half.write(b"POST /participant/message HTTP/1.1\r\n").unwrap();
    lines.push(half);
    while server.open_connections() < lines.len() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let start = Instant::now();
    drop(server);
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(Line::open(&url).is_err(), "nobody listens");
    for mut line in lines {
        assert!(line.response().map_or(true, |response| !response.whole));
    }
}

/// Threads of other tests may run at the same time, so the count only has to go down.
#[cfg(target_os = "linux")]
#[test]
fn servers_do_not_pile_up_threads() {
    for _ in 0..50 {
        let server = Server::start().unwrap();
        let _line = Line::open(server.url()).unwrap();
    }
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let names = threads.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    let ours =
        names.filter(|name| name.starts_with("test server") || name.starts_with("test connec")).count();
    assert!(ours < 50, "{ours} threads");
}

#[test]
fn closed_connections_are_not_counted() {
    let server = Server::start().unwrap();
    let line = Line::open(server.url()).unwrap();
    let count = |wanted| {
        let end = Instant::now() + Duration::from_secs(5);
        while server.open_connections() != wanted {
            assert!(Instant::now() < end, "{} are open", server.open_connections());
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    count(1);
    drop(line);
    count(0);
}
