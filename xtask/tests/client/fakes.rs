//! A service with prepared responses, a virtual clock, constant random numbers.

use std::collections::VecDeque;
use std::future::IntoFuture;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use connectparticipant::Client;
use connectparticipant::client::{Body, BoxFuture, Builder, Sleep, Transport};
use connectparticipant::config::{Clock, Random, TransportError};

/// The reaction of the fake service to one request.
pub enum Turn {
    Response(http::Response<Body>),
    Fail(TransportError),
    /// It never responds.
    Stall,
}

/// A response with a status and a JSON body.
pub fn response(status: u16, body: &str) -> Turn {
    Turn::Response(
        http::Response::builder().status(status).body(Body::from(body.as_bytes().to_vec())).unwrap(),
    )
}

/// The same with a header.
pub fn response_with(status: u16, name: &str, value: &str, body: &str) -> Turn {
    let response = http::Response::builder().status(status).header(name, value);
    Turn::Response(response.body(Body::from(body.as_bytes().to_vec())).unwrap())
}

/// A service that takes its turns in order, and virtual time that advances when something waits.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    turns: VecDeque<Turn>,
    requests: Vec<(http::request::Parts, Vec<u8>)>,
    elapsed: Duration,
    sleeps: Vec<Duration>,
    random: u8,
    date: Option<SystemTime>,
}

/// Adds a subscriber from the beginning. If `tracing` finds no subscriber while a test on another thread adds one,
/// it may cache that.
fn watch() {
    static WATCHED: std::sync::Once = std::sync::Once::new();
    WATCHED.call_once(|| {
        let nobody =
            tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(std::io::sink);
        tracing::subscriber::set_global_default(nobody.finish()).unwrap();
    });
}

impl World {
    pub fn new(turns: impl IntoIterator<Item = Turn>) -> Self {
        watch();
        let world = Self::default();
        world.0.lock().unwrap().turns = turns.into_iter().collect();
        world
    }

    /// A client with this service, time and randomness.
    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub fn builder(&self) -> Builder {
        let client = Client::builder().endpoint_url("https://example.com");
        client.transport(self.clone()).sleep(self.clone()).clock(self.clone()).random(self.clone())
    }

    pub fn set_random(&self, byte: u8) {
        self.0.lock().unwrap().random = byte;
    }

    pub fn set_date(&self, date: SystemTime) {
        self.0.lock().unwrap().date = Some(date);
    }

    /// The number of received requests.
    pub fn requests(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    pub fn bodies(&self) -> Vec<String> {
        let state = self.0.lock().unwrap();
        state.requests.iter().map(|(_, body)| String::from_utf8(body.clone()).unwrap()).collect()
    }

    pub fn header(&self, request: usize, name: &str) -> Option<String> {
        let state = self.0.lock().unwrap();
        Some(state.requests[request].0.headers.get(name)?.to_str().unwrap().to_owned())
    }

    /// A request with its body.
    pub fn sent(&self, request: usize) -> (http::request::Parts, Vec<u8>) {
        self.0.lock().unwrap().requests[request].clone()
    }

    /// The delays of the client, without timeouts that did not expire.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.0.lock().unwrap().sleeps.clone()
    }

    pub fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }
}

impl Transport for World {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(chunk) = body.chunk().await {
                bytes.extend_from_slice(&chunk?);
            }
            let turn = {
                let mut state = self.0.lock().unwrap();
                state.requests.push((parts, bytes));
                state.turns.pop_front().expect("a turn for every request")
            };
            match turn {
                Turn::Response(response) => Ok(response),
                Turn::Fail(error) => Err(error),
                Turn::Stall => std::future::pending().await,
            }
        })
    }
}

impl Sleep for World {
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Nap { world: self.clone(), time })
    }
}

/// Time advances when the sleep is polled.
struct Nap {
    world: World,
    time: Duration,
}

impl Future for Nap {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let mut state = self.world.0.lock().unwrap();
        state.elapsed += self.time;
        state.sleeps.push(self.time);
        Poll::Ready(())
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        self.0.lock().unwrap().date.unwrap_or(SystemTime::UNIX_EPOCH)
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }
}

impl Random for World {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.lock().unwrap().random);
    }
}

/// Runs a future to its end. Nothing here waits for real events.
pub fn run<F: IntoFuture>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future.into_future())
}
