//! Waiters of the model: states to wait for. <https://smithy.io/2.0/additional-specs/waiters.html>

/// A state to wait for by repeated calls of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiter {
    /// The name of the waiter.
    pub name: &'static str,
    /// The minimum delay between two calls, in seconds.
    pub min_delay: u64,
    /// The maximum delay between two calls, in seconds.
    pub max_delay: u64,
    /// The acceptors; the first match counts.
    pub acceptors: &'static [Acceptor],
}

impl Waiter {
    /// Returns a waiter with the minimum and maximum delay between two calls, in seconds.
    #[doc(hidden)]
    pub const fn new(name: &'static str, delays: (u64, u64), acceptors: &'static [Acceptor]) -> Self {
        Self { name, min_delay: delays.0, max_delay: delays.1, acceptors }
    }
}

impl Acceptor {
    /// Returns an acceptor of a state: `success`, `failure` or `retry`.
    #[doc(hidden)]
    pub const fn new(state: &'static str, matcher: Matcher) -> Self {
        Self { state, matcher }
    }
}

/// The state that an outcome indicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acceptor {
    /// `success`, `failure` or `retry`.
    pub state: &'static str,
    /// The outcomes that it matches.
    pub matcher: Matcher,
}

/// The outcomes that an acceptor matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Matcher {
    /// Any output, or any error.
    Success(bool),
    /// An error of this code.
    ErrorType(&'static str),
    /// An output for which a JMESPath expression has the expected value.
    Output {
        /// The expression, over the output.
        path: &'static str,
        /// The value.
        expected: &'static str,
        /// The comparison: `stringEquals`, `booleanEquals`, `allStringEquals` or `anyStringEquals`.
        comparator: &'static str,
    },
    /// The same for an object of `input` and `output`.
    InputOutput {
        /// The expression, over both.
        path: &'static str,
        /// The value.
        expected: &'static str,
        /// The comparison, as for [`Output`](Self::Output).
        comparator: &'static str,
    },
}
