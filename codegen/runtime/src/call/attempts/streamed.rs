//! What is different when a request or an answer is streamed: a body that can be sent once, an answer that ends with its
//! head.

use std::time::Duration;

use http::header::{HeaderValue, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};

use super::super::super::Operation;
#[cfg(feature = "client-core")]
use super::super::TimeoutKind;
use super::super::{Options, SentStream};
use super::{request_id, Attempts, BodyFollows, Outcome};

impl Attempts<'_> {
    /// Has a body follow the request.
    pub(crate) fn follow(&mut self, sent: &SentStream) {
        self.request.extensions_mut().insert(BodyFollows);
        if let Some(mark) = &sent.mark {
            mark(&mut self.request);
        }
        let headers = self.request.headers_mut();
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(sent.content_type));
        match sent.length {
            Some(length) => headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
            None => headers.remove(CONTENT_LENGTH),
        };
    }

    /// Has the answer come as it is: what arrives piece by piece is not decompressed.
    pub(crate) fn stream_answer(&mut self) {
        self.request.headers_mut().remove(ACCEPT_ENCODING);
    }

    /// Has no attempt follow this one: the body has gone.
    pub(crate) fn make_last(&mut self) {
        self.retry.max_attempts = self.attempt;
    }

    /// How long the attempt that begins now may take to come to the head of its answer, and which limit that is. A call that
    /// is open has none for all of it, unless that was set for itself.
    #[cfg(feature = "client-core")]
    pub(crate) fn head_limit(&self, options: &Options, open: bool) -> Option<(Duration, TimeoutKind)> {
        if open && options.operation_timeout.is_none() {
            return self.timeouts.attempt.map(|limit| (limit, TimeoutKind::Attempt));
        }
        self.limit()
    }

    /// How long the attempt that begins now may take, with all of its answer.
    #[cfg(feature = "blocking")]
    pub(crate) fn whole_limit(&self, options: &Options, open: bool) -> Option<Duration> {
        if open && options.operation_timeout.is_none() {
            return None;
        }
        self.left()
    }

    /// The call has come to the head of a successful answer.
    pub(crate) fn begin<O: Operation>(&mut self, head: &http::response::Parts) -> Outcome<O> {
        let outcome = O::decode(head.status, &head.headers, &[]);
        self.trace.answered(head.status, request_id(&outcome));
        self.tell_unreadable(&outcome);
        if outcome.is_ok() {
            self.shared.budget.put_back(self.spent);
        }
        outcome
    }
}
