//! Endpoint discovery: the request, the cache and its duration.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::{CallError, Endpoint, Operation, ServiceError};
use super::endpoint::Place;
use super::settings::Shared;
use super::{Options, Outcome, SetupError};

/// The time between a failed discovery and the next one.
const FAILED: Duration = Duration::from_secs(60);

/// The operation that returns endpoints. Generated code implements it.
pub trait Discover: Operation {
    /// The error code of an invalid endpoint.
    const INVALID: &'static str;

    /// Returns the input of the operation.
    fn ask() -> Self::Input;

    /// Returns the first address of an output, and its validity in minutes.
    fn found(output: Self::Output) -> Option<(String, i64)>;
}

/// An endpoint, or the reason for its absence; never an error of the service, whose type is unknown here.
pub(crate) type Asked = Result<Known, CallError<Infallible>>;

/// The discovered endpoint of a client.
#[derive(Default)]
pub(crate) struct Discovered(Mutex<State>);

#[derive(Default)]
struct State {
    found: Option<Found>,
    /// The number of discoveries.
    count: u64,
}

struct Found {
    known: Known,
    /// By the clock of the client.
    until: Duration,
}

/// A discovered endpoint with its number: a later one may have the same address.
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
    /// Whether the outcome of a request to a discovered endpoint invalidates it. Then it is removed, unless it was replaced, and
    /// the next attempt uses another one.
    pub(crate) fn is_outdated<O: Operation>(&self, number: Option<u64>, outcome: &Outcome<O>) -> bool {
        let refused = matches!(outcome, Err(CallError::Service(error))
            if error.code() == self.invalid_endpoint || error.status().as_u16() == 421);
        let Some(number) = number.filter(|_| refused) else { return false };
        let mut state = self.discovered.state();
        state.found = state.found.take().filter(|found| found.known.number != number);
        true
    }

    /// Whether the endpoint of a call is discovered: not if the caller has set an endpoint or a region for the client or the
    /// call.
    pub(crate) fn discovers<O: Operation>(&self, options: &Options) -> bool {
        O::DISCOVERED && !options.moves() && !self.place.as_ref().map_or(false, Place::is_own)
    }

    /// The known endpoint, if still valid.
    pub(crate) fn discovered(&self) -> Option<Known> {
        let now = self.clock.elapsed();
        let state = self.discovered.state();
        state.found.as_ref().filter(|found| now < found.until).map(|found| found.known.clone())
    }

    /// Stores the result of a discovery; after a failure, the previous endpoint stays in use.
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
                // Calls must not repeat a discovery that just failed.
                old.until = self.clock.elapsed().saturating_add(FAILED);
                Ok(old.known.clone())
            }
            (Err(error), None) => Err(not_discovered::<D>(error)),
        }
    }

    fn read_discovered<D: Discover>(&self, output: D::Output) -> Result<(Endpoint, i64), SetupError> {
        let (name, found) = (D::NAME, D::found(output));
        let (address, minutes) =
            found.ok_or_else(|| SetupError::new(format!("{name} returned no endpoint for the operation")))?;
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

/// The outcome of the call, if the discovery failed.
fn not_discovered<D: Discover>(error: CallError<D::Error>) -> CallError<Infallible>
where
    D::Error: Send + Sync,
{
    match error {
        CallError::Construction(error) => CallError::Construction(error),
        // The request of the operation was not sent.
        CallError::Transport(error) => CallError::Transport(error.not_sent()),
        error => {
            let problem = format!("the endpoint for the operation was not found: {}: {error}", D::NAME);
            SetupError::new(problem).because(error).into()
        }
    }
}

/// Converts the error to that of a call.
pub(crate) fn in_call<E>(error: CallError<Infallible>) -> CallError<E> {
    match error {
        CallError::Construction(error) => CallError::Construction(error),
        CallError::Transport(error) => CallError::Transport(error),
        CallError::Decode(error) => CallError::Decode(error),
        CallError::Service(never) => match never {},
    }
}
