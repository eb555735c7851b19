//! The differences for streamed requests and responses: a body that can be sent once, a response that is decoded from its
//! head.

use std::time::Duration;

use http::header::{HeaderValue, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, EXPECT};

use super::super::super::response::RawResponse;
use super::super::super::response_metadata::{ResponseMetadata, WithMetadata};
use super::super::super::{operation, Operation, UnreadableMembers};
#[cfg(feature = "client-core")]
use super::super::TimeoutKind;
use super::super::{checksums, AwsChunked, SentStream};
use super::{Attempts, BodyFollows, Received};

impl Attempts<'_> {
    /// Lets a body follow the request, and returns its encoder, if its checksum follows it.
    pub(crate) fn follow(&mut self, sent: &SentStream) -> Option<AwsChunked> {
        let (encoder, length) = match checksums::trail(&mut self.request, sent.length) {
            Some((encoder, length)) => (Some(encoder), length),
            None => (None, sent.length),
        };
        self.request.extensions_mut().insert(BodyFollows { length, trailer: encoder.is_some() });
        if let Some(mark) = &sent.mark {
            mark(&mut self.request);
        }
        let waits = self.shared.expects_continue(sent.length);
        let headers = self.request.headers_mut();
        if waits {
            headers.entry(EXPECT).or_insert(HeaderValue::from_static("100-continue"));
        }
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(sent.content_type));
        match length {
            Some(length) => headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
            None => headers.remove(CONTENT_LENGTH),
        };
        encoder
    }

    /// Requests an uncompressed response, since streamed bodies are not decompressed, unless the call has that header.
    pub(crate) fn stream_response(&mut self) {
        if !self.options.sets_header(&ACCEPT_ENCODING) {
            self.request.headers_mut().remove(ACCEPT_ENCODING);
        }
    }

    /// Prevents further attempts: the body was consumed.
    pub(crate) fn make_last(&mut self) {
        self.max_attempts = self.attempt;
    }

    /// The timeout of the attempt up to the head of its response, with its kind. An open call has no operation timeout, unless
    /// one was set for the call.
    #[cfg(feature = "client-core")]
    pub(crate) fn head_limit(&self, open: bool) -> Option<(Duration, TimeoutKind)> {
        if open && self.options.operation_timeout.is_none() {
            return self.timeouts().attempt.map(|limit| (limit, TimeoutKind::Attempt));
        }
        self.limit()
    }

    /// The timeout of the attempt with its complete response.
    #[cfg(feature = "blocking")]
    pub(crate) fn whole_limit(&self, open: bool) -> Option<Duration> {
        if open && self.options.operation_timeout.is_none() {
            return None;
        }
        self.left()
    }

    /// Decodes the head of a successful response.
    pub(crate) fn begin<O: Operation>(&mut self, head: http::response::Parts) -> Received<O> {
        let mut unreadable = UnreadableMembers::default();
        let limit = self.shared.decoded_limit();
        let raw = RawResponse { status: head.status, headers: &head.headers, body: &[], limit };
        let outcome = operation::read::<O>(&raw, &mut unreadable);
        self.trace_response(&raw, outcome.as_ref().map(|_| &unreadable));
        let error = outcome.as_ref().err().map(|error| error as &(dyn std::error::Error + 'static));
        self.attempted::<O>(self.attempt, Some((head.status, &head.headers)), error, None);
        let output = outcome?;
        self.shared.budget.put_back(self.spent);
        let metadata = ResponseMetadata::new(head.status, head.headers, self.attempt, unreadable);
        Ok(WithMetadata { output, metadata })
    }
}
