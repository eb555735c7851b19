//! Endpoints that the service gives on request: the request, the cache and its duration.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::{CallError, Endpoint, Operation, ServiceError};
use super::endpoint::Place;
use super::settings::Shared;
use super::{Options, Outcome, SetupError};

/// How long an endpoint serves on before it is asked for again, where asking has failed.
const FAILED: Duration = Duration::from_secs(60);

/// The operation that gives endpoints. Generated code implements it.
pub trait Discover: Operation {
    /// The code by which the service says that an endpoint is no longer valid.
    const INVALID: &'static str;

    /// Returns the input of the operation.
    fn ask() -> Self::Input;

    /// Returns the first address of an output, and for how many minutes it is valid.
    fn found(output: Self::Output) -> Option<(String, i64)>;
}

/// An endpoint, or the reason why there is none: never an error of the service, whose type nobody knows.
pub(crate) type Asked = Result<Known, CallError<Infallible>>;

/// The endpoint that a client has discovered.
#[derive(Default)]
pub(crate) struct Discovered(Mutex<State>);

#[derive(Default)]
struct State {
    found: Option<Found>,
    /// How many were found so far.
    count: u64,
}

struct Found {
    known: Known,
    /// By the client's clock.
    until: Duration,
}

/// An endpoint that was discovered, and its number: a later one may have the same address.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) endpoint: Endpoint,
    pub(crate) number: u64,
}

impl Discovered {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// Whether the outcome of a request to a discovered endpoint says that this is no longer valid. It is forgotten then,
    /// unless there is a newer one already, and the next attempt goes elsewhere.
    pub(crate) fn is_outdated<O: Operation>(&self, number: Option<u64>, outcome: &Outcome<O>) -> bool {
        let refused = matches!(outcome, Err(CallError::Service(error))
            if error.code() == self.invalid_endpoint || error.status().as_u16() == 421);
        let Some(number) = number.filter(|_| refused) else { return false };
        let mut state = self.discovered.state();
        state.found = state.found.take().filter(|found| found.known.number != number);
        true
    }

    /// Whether the endpoint for a call is discovered: a caller who has set an endpoint or a region for the client or the call wants
    /// that and no other.
    pub(crate) fn discovers<O: Operation>(&self, options: &Options) -> bool {
        O::DISCOVERED && !options.moves() && !self.place.as_ref().map_or(false, Place::is_own)
    }

    /// The endpoint that is known, and good now.
    pub(crate) fn discovered(&self) -> Option<Known> {
        let now = self.clock.elapsed();
        let state = self.discovered.state();
        state.found.as_ref().filter(|found| now < found.until).map(|found| found.known.clone())
    }

    /// Takes what the service says; if it cannot be asked, an endpoint that was good serves on.
    pub(crate) fn keep_discovered<D: Discover>(&self, outcome: Outcome<D>) -> Asked
    where
        D::Error: Send + Sync,
    {
        let mut state = self.discovered.state();
        match (outcome, &mut state.found) {
            (Ok(output), _) => {
                let (endpoint, minutes) = self.read_discovered::<D>(output)?;
                let good = Duration::from_secs(u64::try_from(minutes).unwrap_or(0).saturating_mul(60));
                let until = self.clock.elapsed().checked_add(good).unwrap_or(Duration::MAX);
                state.count += 1;
                let known = Known { endpoint, number: state.count };
                state.found = Some(Found { known: known.clone(), until });
                Ok(known)
            }
            (Err(_), Some(old)) => {
                // Calls must not ask one after the other what has just failed.
                old.until = self.clock.elapsed().saturating_add(FAILED);
                Ok(old.known.clone())
            }
            (Err(error), None) => Err(not_discovered::<D>(error)),
        }
    }

    fn read_discovered<D: Discover>(&self, output: D::Output) -> Result<(Endpoint, i64), SetupError> {
        let (name, found) = (D::NAME, D::found(output));
        let (address, minutes) = found
            .ok_or_else(|| SetupError::new(format!("{name} has given no endpoint for the operation")))?;
        let url = if address.contains("://") { address } else { format!("https://{address}") };
        let unusable = |error| {
            SetupError::new(format!("the endpoint {url} of {name} cannot be used")).with_source(error)
        };
        let endpoint = Endpoint::parse(&url).map_err(unusable)?;
        if let Ok(place) = &self.place {
            place.check(&endpoint)?;
        }
        Ok((endpoint, minutes))
    }
}

/// What became of the call, if the endpoint for it was not found.
fn not_discovered<D: Discover>(error: CallError<D::Error>) -> CallError<Infallible>
where
    D::Error: Send + Sync,
{
    match error {
        CallError::Construction(error) => CallError::Construction(error),
        // The request for the operation itself was not sent.
        CallError::Transport(error) => CallError::Transport(error.not_sent()),
        error => {
            let problem = format!("the endpoint for the operation was not found: {}: {error}", D::NAME);
            SetupError::new(problem).because(error).into()
        }
    }
}

/// The same as the error of a call.
pub(crate) fn in_call<E>(error: CallError<Infallible>) -> CallError<E> {
    match error {
        CallError::Construction(error) => CallError::Construction(error),
        CallError::Transport(error) => CallError::Transport(error),
        CallError::Decode(error) => CallError::Decode(error),
        CallError::Service(never) => match never {},
    }
}
