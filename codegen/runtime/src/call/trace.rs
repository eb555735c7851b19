//! Tracing of calls: a span with the operation, the status and the request id, in it a span for each attempt, and an event for
//! each step. They never contain tokens, bodies or URLs. The target is the name of this crate.

#[cfg(feature = "tracing")]
pub(crate) use on::Trace;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Trace;

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use http::StatusCode;
    use tracing::field::Empty;
    use tracing::Span;

    use super::super::super::UnreadableMembers;
    use super::super::TransportError;

    const TARGET: &str = env!("CARGO_CRATE_NAME");

    /// The spans of a call. Each field is recorded once: some subscribers print repeated ones repeatedly.
    pub(crate) struct Trace {
        call: Span,
        attempt: Span,
        number: u32,
        status: Option<StatusCode>,
        request_id: Option<String>,
    }

    fn attempt(call: &Span, number: u32) -> Span {
        tracing::info_span!(target: TARGET, parent: call, "attempt", number)
    }

    impl Trace {
        pub(crate) fn begin(service: &'static str, operation: &'static str) -> Self {
            let call = tracing::info_span!(
                target: TARGET,
                "call",
                service,
                operation,
                attempts = Empty,
                status = Empty,
                request_id = Empty,
            );
            Self { attempt: attempt(&call, 1), call, number: 1, status: None, request_id: None }
        }

        /// Enters the span of the attempt for the lifetime of the guard.
        pub(crate) fn enter(&self) -> impl Drop + '_ {
            self.attempt.enter()
        }

        /// Looks for the request id only if it is recorded.
        pub(crate) fn response<'h>(&mut self, status: StatusCode, request_id: impl Fn() -> Option<&'h str>) {
            if !self.call.is_disabled() {
                self.status = Some(status);
                self.request_id = request_id().map(str::to_owned);
            }
            tracing::debug!(
                target: TARGET,
                parent: &self.attempt,
                status = status.as_u16(),
                request_id = request_id(),
                "response",
            );
        }

        /// Reports members of a response that could not be decoded, by path, never by value.
        pub(crate) fn unreadable(&self, members: &UnreadableMembers) {
            // Usually there are none, and entering a span costs time.
            if !members.is_empty() {
                let _entered = self.attempt.enter();
                Self::event(members);
            }
        }

        /// Reports members of an event, which arrives after the call.
        pub(crate) fn event(members: &UnreadableMembers) {
            for member in members {
                let (path, reason) = (member.path(), member.reason());
                tracing::warn!(target: TARGET, path, place = %member.place(), reason, "a member of the response could not be read");
            }
            if members.omitted() > 0 {
                tracing::warn!(target: TARGET, members = members.omitted(), "more members of the response could not be read");
            }
        }

        pub(crate) fn failed(&mut self, error: &TransportError) {
            self.status = None;
            self.request_id = None;
            tracing::warn!(target: TARGET, parent: &self.attempt, kind = ?error.kind(), error = %error, "no response");
        }

        pub(crate) fn retry(&mut self, number: u32, delay: Duration) {
            let milliseconds = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(target: TARGET, parent: &self.attempt, delay_ms = milliseconds, "retry after a delay");
            self.number = number;
            self.attempt = attempt(&self.call, number);
        }
    }

    impl Drop for Trace {
        fn drop(&mut self) {
            self.call.record("attempts", self.number);
            if let Some(status) = self.status {
                self.call.record("status", status.as_u16());
            }
            if let Some(id) = &self.request_id {
                self.call.record("request_id", id.as_str());
            }
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::time::Duration;

    use http::StatusCode;

    use super::super::super::UnreadableMembers;
    use super::super::TransportError;

    /// Without tracing.
    pub(crate) struct Trace;

    /// Nothing to exit.
    pub(crate) struct Entered;

    impl Trace {
        pub(crate) fn begin(_service: &'static str, _operation: &'static str) -> Self {
            Self
        }

        pub(crate) fn enter(&self) -> Entered {
            Entered
        }

        pub(crate) fn response<'h>(
            &mut self,
            _status: StatusCode,
            _request_id: impl Fn() -> Option<&'h str>,
        ) {
        }

        pub(crate) fn unreadable(&self, _members: &UnreadableMembers) {}

        #[cfg(feature = "event-stream")]
        pub(crate) fn event(_members: &UnreadableMembers) {}

        pub(crate) fn failed(&mut self, _error: &TransportError) {}

        pub(crate) fn retry(&mut self, _attempt: u32, _pause: Duration) {}
    }
}
