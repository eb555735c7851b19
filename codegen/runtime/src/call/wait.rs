//! Waiters: the delay between calls, and the result, without I/O.
//! <https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries>

use std::fmt;
use std::time::Duration;

use super::super::{CallError, ErrorMetadata, Operation, ServiceError};
use super::random::share;
use super::settings::Shared;
use super::Outcome;

/// The result of the last call of a wait. An error can be the expected state, for example of a deleted resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reached<T, E> {
    /// An output.
    Output(T),
    /// An error of the service.
    Error(E),
}

impl<T, E> Reached<T, E> {
    /// Returns the output, if the wait ended with one.
    pub fn into_output(self) -> Option<T> {
        match self {
            Self::Output(output) => Some(output),
            Self::Error(_) => None,
        }
    }
}

/// The reason why a wait did not reach its state.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WaitError<T, E> {
    /// The state can no longer be reached, according to the last call.
    Failed(Box<Reached<T, E>>),
    /// The state was not reached in time. It may be reached later.
    TimedOut,
    /// A call failed with an error that says nothing about the state.
    Call(CallError<E>),
}

impl<T, E: ServiceError> WaitError<T, E> {
    /// Returns the content of the error response, if there was one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Failed(last) => match &**last {
                Reached::Output(_) => None,
                Reached::Error(error) => Some(error.metadata()),
            },
            Self::TimedOut => None,
            Self::Call(error) => error.metadata(),
        }
    }
}

impl<T, E: fmt::Display> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(last) => match &**last {
                Reached::Output(_) => {
                    f.write_str("the state can no longer be reached: see the output of the last call")
                }
                Reached::Error(error) => write!(f, "the state can no longer be reached: {error}"),
            },
            Self::TimedOut => f.write_str("the state was not reached in time"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl<T: fmt::Debug, E: std::error::Error + 'static> std::error::Error for WaitError<T, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed(last) => match &**last {
                Reached::Output(_) => None,
                Reached::Error(error) => error.source(),
            },
            Self::TimedOut => None,
            Self::Call(error) => error.source(),
        }
    }
}

/// The meaning of an outcome for a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum WaitState {
    Success,
    Failure,
    Retry,
}

/// The result of a wait.
pub(crate) type Waited<O> = Result<
    Reached<<O as Operation>::Output, <O as Operation>::Error>,
    WaitError<<O as Operation>::Output, <O as Operation>::Error>,
>;

/// The state that a waiter assigns to an outcome, if any.
pub(crate) type Judge<O> = fn(
    &<O as Operation>::Input,
    Result<&<O as Operation>::Output, &<O as Operation>::Error>,
) -> Option<WaitState>;

/// A wait.
pub(crate) struct Wait<'c> {
    shared: &'c Shared,
    shortest: Duration,
    longest: Duration,
    /// The deadline, by the clock of the client.
    end: Duration,
    attempt: u32,
}

impl<'c> Wait<'c> {
    pub(crate) fn begin(shared: &'c Shared, delays: (u64, u64), most: Duration) -> Self {
        let end = shared.clock.elapsed().saturating_add(most);
        let (shortest, longest) = (Duration::from_secs(delays.0), Duration::from_secs(delays.1));
        Self { shared, shortest, longest, end, attempt: 0 }
    }

    /// The end of the wait, or the delay before the next call.
    pub(crate) fn judge<O: Operation>(
        &mut self,
        judge: Judge<O>,
        input: &O::Input,
        outcome: Outcome<O>,
    ) -> Result<Duration, Waited<O>> {
        let state = match &outcome {
            Ok(output) => judge(input, Ok(output)),
            Err(CallError::Service(error)) => judge(input, Err(error)),
            Err(_) => None,
        };
        let reached = match outcome {
            Ok(output) => Reached::Output(output),
            // An error that no acceptor matches ends the wait.
            Err(CallError::Service(error)) if state.is_some() => Reached::Error(error),
            Err(error) => return Err(Err(WaitError::Call(error))),
        };
        match state {
            Some(WaitState::Success) => Err(Ok(reached)),
            Some(WaitState::Failure) => Err(Err(WaitError::Failed(Box::new(reached)))),
            Some(WaitState::Retry) | None => self.delay().ok_or(Err(WaitError::TimedOut)),
        }
    }

    /// The delay before the next call; `None` after the deadline. The last call is a minimum delay before it.
    fn delay(&mut self) -> Option<Duration> {
        let left = self.end.saturating_sub(self.shared.clock.elapsed());
        let factor = 1_u32.checked_shl(self.attempt).unwrap_or(u32::MAX);
        self.attempt = self.attempt.saturating_add(1);
        let longest = self.shortest.saturating_mul(factor).min(self.longest.max(self.shortest));
        let spread = longest.saturating_sub(self.shortest).as_nanos();
        let spread = u64::try_from(spread).unwrap_or(u64::MAX);
        let delay = self.shortest.saturating_add(Duration::from_nanos(share(&*self.shared.random, spread)));
        let last = left.saturating_sub(self.shortest);
        let delay = delay.min(last);
        (delay > Duration::ZERO).then_some(delay)
    }
}
