//! Waiters of the model: states to wait for. <https://smithy.io/2.0/additional-specs/waiters.html>

/// A state that can be waited for by calling an operation again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiter {
    /// The waiter's name.
    pub name: &'static str,
    /// The shortest delay between two calls, in seconds.
    pub min_delay: u64,
    /// The longest delay between two calls, in seconds.
    pub max_delay: u64,
    /// The acceptors; the first match counts.
    pub acceptors: &'static [Acceptor],
}

impl Waiter {
    /// Returns a waiter with the shortest and the longest delay between two calls, in seconds.
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

/// The state that one kind of outcome means.
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
    /// An output in which a JMESPath expression has an expected value.
    Output {
        /// The expression, over the output.
        path: &'static str,
        /// The value.
        expected: &'static str,
        /// How the two are compared: `stringEquals`, `booleanEquals`, `allStringEquals` or `anyStringEquals`.
        comparator: &'static str,
    },
    /// The same, over an object of `input` and `output`.
    InputOutput {
        /// The expression, over both.
        path: &'static str,
        /// The value.
        expected: &'static str,
        /// How the two are compared, as with [`Output`](Self::Output).
        comparator: &'static str,
    },
}
