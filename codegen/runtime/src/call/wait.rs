//! Waiting for a state: how long to pause between calls, and what came of it, without I/O.
//! <https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries>

use std::fmt;
use std::time::Duration;

use super::super::{Error, Operation, Response};
use super::random::share;
use super::settings::Shared;
use super::Outcome;

/// The answer that a wait ended with: an error can be what was waited for, as that something is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reached<T, E> {
    /// An output.
    Output(Response<T>),
    /// An error of the service.
    Error(E),
}

impl<T, E> Reached<T, E> {
    /// The output, if the wait ended with one.
    pub fn into_output(self) -> Option<T> {
        match self {
            Self::Output(response) => Some(response.output),
            Self::Error(_) => None,
        }
    }
}

/// Why a wait did not reach its state.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WaitError<T, E> {
    /// The state can no longer be reached: the last answer says so.
    Failed(Box<Reached<T, E>>),
    /// The time for the wait was over before the state was reached. Later it may be.
    TimedOut,
    /// A call failed in a way that says nothing of the state.
    Call(Error<E>),
}

impl<T, E: fmt::Display> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(last) => match &**last {
                Reached::Output(_) => {
                    f.write_str("the state cannot be reached any more, as the last answer says")
                }
                Reached::Error(error) => write!(f, "the state cannot be reached any more: {error}"),
            },
            Self::TimedOut => f.write_str("the state was not reached in the time for the wait"),
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

/// What an answer means for a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum WaitState {
    Success,
    Failure,
    Retry,
}

/// What came of a wait.
#[doc(hidden)]
pub type Waited<O> = Result<
    Reached<<O as Operation>::Output, <O as Operation>::Error>,
    WaitError<<O as Operation>::Output, <O as Operation>::Error>,
>;

/// What a waiter says of an answer, if it knows it.
#[doc(hidden)]
pub type Judge<O> = fn(
    &<O as Operation>::Input,
    Result<&<O as Operation>::Output, &<O as Operation>::Error>,
) -> Option<WaitState>;

/// One wait.
#[doc(hidden)]
pub struct Wait<'c> {
    shared: &'c Shared,
    shortest: Duration,
    longest: Duration,
    /// When the time is over, by the clock of the client.
    end: Duration,
    attempt: u32,
}

impl<'c> Wait<'c> {
    #[doc(hidden)]
    pub fn begin(shared: &'c Shared, delays: (u64, u64), most: Duration) -> Self {
        let end = shared.clock.elapsed().saturating_add(most);
        let (shortest, longest) = (Duration::from_secs(delays.0), Duration::from_secs(delays.1));
        Self { shared, shortest, longest, end, attempt: 0 }
    }

    /// The end of the wait, or the pause before the next call.
    #[doc(hidden)]
    pub fn judge<O: Operation>(
        &mut self,
        judge: Judge<O>,
        input: &O::Input,
        outcome: Outcome<O>,
    ) -> Result<Duration, Waited<O>> {
        let state = match &outcome {
            Ok(response) => judge(input, Ok(&response.output)),
            Err(Error::Service(error)) => judge(input, Err(error)),
            Err(_) => None,
        };
        let reached = match outcome {
            Ok(response) => Reached::Output(response),
            // An error that no acceptor knows ends the wait.
            Err(Error::Service(error)) if state.is_some() => Reached::Error(error),
            Err(error) => return Err(Err(WaitError::Call(error))),
        };
        match state {
            Some(WaitState::Success) => Err(Ok(reached)),
            Some(WaitState::Failure) => Err(Err(WaitError::Failed(Box::new(reached)))),
            Some(WaitState::Retry) | None => self.pause().ok_or(Err(WaitError::TimedOut)),
        }
    }

    /// The pause before the next call; none if the time is over. The last call is made a shortest pause before the end.
    fn pause(&mut self) -> Option<Duration> {
        let left = self.end.saturating_sub(self.shared.clock.elapsed());
        let factor = 1_u32.checked_shl(self.attempt).unwrap_or(u32::MAX);
        self.attempt = self.attempt.saturating_add(1);
        let longest = self.shortest.saturating_mul(factor).min(self.longest.max(self.shortest));
        let spread = longest.saturating_sub(self.shortest).as_nanos();
        let spread = u64::try_from(spread).unwrap_or(u64::MAX);
        let pause = self.shortest.saturating_add(Duration::from_nanos(share(&*self.shared.random, spread)));
        let last = left.saturating_sub(self.shortest);
        let pause = pause.min(last);
        (pause > Duration::ZERO).then_some(pause)
    }
}
