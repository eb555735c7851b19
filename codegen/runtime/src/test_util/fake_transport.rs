//! A transport without a network: it records requests and returns prepared responses.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::request::Parts;
use http::Response;

use super::super::call::{TransportError, TransportErrorKind};
use super::super::client::{Body, BoxFuture, Transport};
use super::super::operation::Operation;
use super::super::schema::Service;
use super::failure::Failure;
use super::record::RecordedRequest;
use super::route;
use super::simulated::Simulated;

/// A transport without a network, for clients of both kinds.
///
/// Responses are returned in the order in which they were added: a request gets the first one for its operation, or
/// for any. If none is left, the function of [`respond_with`](Self::respond_with) responds; without one, the
/// request fails with an error of the kind [`TransportErrorKind::Other`]. Clones share the transport.
///
/// Generated crates have an alias for their service. A test passes a clone to the builder of a client, calls the client, and
/// compares [`requests`](Self::requests) with the expected ones.
pub struct FakeTransport<S> {
    state: Arc<Mutex<State>>,
    service: PhantomData<fn() -> S>,
}

type Respond = Arc<dyn Fn(&RecordedRequest) -> Result<Response<Vec<u8>>, TransportError> + Send + Sync>;

#[derive(Default)]
struct State {
    turns: VecDeque<(Option<&'static str>, Turn)>,
    otherwise: Option<Respond>,
    requests: Vec<RecordedRequest>,
}

enum Turn {
    Response(Response<Vec<u8>>),
    Fail(TransportError),
    Stall,
}

impl<S: Simulated> FakeTransport<S> {
    /// Creates a transport without responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    fn push(&self, operation: Option<&'static str>, turn: Turn) -> &Self {
        self.state().turns.push_back((operation, turn));
        self
    }

    /// Adds a response for the next request.
    pub fn respond(&self, response: Response<Vec<u8>>) -> &Self {
        self.push(None, Turn::Response(response))
    }

    /// Adds an output for the next request of its operation.
    pub fn output<O: Operation>(&self, output: &O::Output) -> &Self
    where
        O::Output: serde::Serialize,
        O::Service: Simulated,
    {
        self.push(Some(O::NAME), Turn::Response(super::response::response::<O>(output)))
    }

    /// Adds an error of the service for the next request: its code, or the error itself.
    pub fn fail(&self, failure: impl Into<Failure<S>>) -> &Self {
        self.respond(failure.into().response())
    }

    /// Adds an error of the service for the next request of an operation.
    pub fn fail_call<O: Operation>(&self, failure: impl Into<Failure<S>>) -> &Self {
        self.push(Some(O::NAME), Turn::Response(failure.into().response()))
    }

    /// Adds a transport error for the next request.
    pub fn break_off(&self, error: TransportError) -> &Self {
        self.push(None, Turn::Fail(error))
    }

    /// Never responds to the next request. A blocking client without a timeout gets an error,
    /// since nothing else would end the wait.
    pub fn stall(&self) -> &Self {
        self.push(None, Turn::Stall)
    }

    /// Sets the function that responds when no prepared response is left.
    pub fn respond_with<F>(&self, response: F) -> &Self
    where
        F: Fn(&RecordedRequest) -> Result<Response<Vec<u8>>, TransportError> + Send + Sync + 'static,
    {
        self.state().otherwise = Some(Arc::new(response));
        self
    }

    /// Returns every request so far.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// Returns the number of unused responses.
    pub fn left(&self) -> usize {
        self.state().turns.len()
    }

    fn turn(&self, parts: Parts, body: Vec<u8>) -> Turn {
        turn(&self.state, S::schema(), parts, body)
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records a request, and takes its response.
fn turn(state: &Mutex<State>, model: &'static Service, parts: Parts, body: Vec<u8>) -> Turn {
    let uri = parts.uri;
    let (path, query) = (uri.path().to_owned(), uri.query().unwrap_or_default().to_owned());
    let found = path_of_operation(model, &path)
        .find_map(|path| route::find(model, &parts.method, path, &query, &parts.headers, &body));
    let operation = found.map(|(operation, _)| operation.name);
    let (method, headers) = (parts.method, parts.headers);
    let request = RecordedRequest { operation, method, path, query, headers, body };
    let mut state = locked(state);
    state.requests.push(request.clone());
    let at = state.turns.iter().position(|(of, _)| of.is_none() || *of == operation);
    if let Some((_, turn)) = at.and_then(|at| state.turns.remove(at)) {
        return turn;
    }
    let otherwise = state.otherwise.clone();
    // The function may use the transport.
    drop(state);
    match otherwise.map(|otherwise| otherwise(&request)) {
        Some(Ok(response)) => Turn::Response(response),
        Some(Err(error)) => Turn::Fail(error),
        None => {
            let name = operation.unwrap_or("an unknown operation");
            let said = format!("the fake transport has no response left for {name}");
            Turn::Fail(TransportError::new(TransportErrorKind::Other).with_source(said))
        }
    }
}

/// Returns the path, and its rest after the path of an endpoint, one segment after the other.
fn path_of_operation<'p>(model: &Service, path: &'p str) -> impl Iterator<Item = &'p str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    // A service whose paths begin with a label matches any path: the longest is tried first.
    let most = if model.operations.is_empty() { 0 } else { 16 };
    ends.take(most).map(move |at| path.get(at..).unwrap_or_default())
}

impl<S: Simulated> Transport for FakeTransport<S> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(chunk) = body.chunk().await {
                bytes.extend_from_slice(&chunk?);
            }
            match self.turn(parts, bytes) {
                Turn::Response(response) => Ok(response.map(Body::from)),
                Turn::Fail(error) => Err(error),
                Turn::Stall => std::future::pending().await,
            }
        })
    }
}

#[cfg(feature = "blocking")]
impl<S: Simulated> super::super::blocking::Transport for FakeTransport<S> {
    fn send(
        &self,
        request: http::Request<super::super::blocking::Body>,
        _limits: super::super::blocking::Limits,
    ) -> Result<Response<super::super::blocking::Body>, TransportError> {
        use super::super::call::TimeoutKind;

        let (parts, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut body, &mut bytes)
            .map_err(|error| TransportError::new(TransportErrorKind::Send).with_source(error))?;
        match self.turn(parts, bytes) {
            Turn::Response(response) => Ok(response.map(super::super::blocking::Body::from)),
            Turn::Fail(error) => Err(error),
            Turn::Stall => Err(TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt))),
        }
    }
}

impl<S> Clone for FakeTransport<S> {
    fn clone(&self) -> Self {
        Self { state: Arc::clone(&self.state), service: PhantomData }
    }
}

impl<S> Default for FakeTransport<S> {
    fn default() -> Self {
        Self { state: Arc::default(), service: PhantomData }
    }
}

impl<S> fmt::Debug for FakeTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = locked(&self.state);
        f.debug_struct("FakeTransport")
            .field("requests", &state.requests)
            .field("left", &state.turns.len())
            .finish_non_exhaustive()
    }
}
