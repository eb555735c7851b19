//! Virtual time, constant random numbers, and bodies that arrive in chunks.
#![allow(dead_code)] // Each test uses its part.

use std::collections::VecDeque;
use std::future::{Future as _, IntoFuture};
use std::pin::{pin, Pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http_body::Frame;
use the_case::client::{Body, BoxFuture, Builder, Sleep};
use the_case::config::{Clock, Random, TransportError};
use the_case::Client;

/// Runs a future whose parts wake each other; a future that hangs is a failure.
pub fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(Nothing));
    let mut future = pin!(future.into_future());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
    }
    panic!("a future that hangs")
}

/// Virtual time, and the recorded delays.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<(Duration, Vec<Duration>)>>);

impl World {
    pub fn builder(&self) -> Builder {
        let builder = Client::builder().endpoint_url("https://example.com");
        builder.sleep(self.clone()).clock(self.clone()).random(self.clone())
    }

    pub fn sleeps(&self) -> Vec<u64> {
        self.0.lock().unwrap().1.iter().map(Duration::as_secs).collect()
    }
}

impl Sleep for World {
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        let world = self.clone();
        // Time advances at the second poll, so that others come first.
        let mut asked = 0;
        Box::pin(std::future::poll_fn(move |_| {
            asked += 1;
            if asked < 2 && time > Duration::ZERO {
                return Poll::Pending;
            }
            let mut state = world.0.lock().unwrap();
            state.0 += time;
            state.1.push(time);
            Poll::Ready(())
        }))
    }
}

impl the_case::blocking::Sleep for World {
    fn sleep(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.0 += time;
        state.1.push(time);
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().0
    }
}

impl Random for World {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

/// A chunk of a body.
pub enum Piece {
    Data(&'static [u8]),
    Broken,
    Stall,
}

pub struct Pieces(VecDeque<Piece>);

pub fn pieces(pieces: impl IntoIterator<Item = Piece>) -> Body {
    Body::wrap(Pieces(pieces.into_iter().collect()))
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match self.0.pop_front() {
            Some(Piece::Data(data)) => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(data))))),
            Some(Piece::Broken) => Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into()))),
            Some(Piece::Stall) => {
                self.0.push_front(Piece::Stall);
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}

pub async fn collect(mut body: Body) -> Result<Vec<u8>, TransportError> {
    let mut all = Vec::new();
    while let Some(chunk) = body.chunk().await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all)
}

pub fn response(status: u16, body: impl Into<Body>) -> http::Response<Body> {
    http::Response::builder().status(status).body(body.into()).unwrap()
}
