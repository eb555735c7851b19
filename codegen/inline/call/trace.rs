//! What a call tells those who watch: a span with the operation, the attempt, the status and the request id, and an event
//! for each turn. Tokens, bodies and URLs are never told.

#[cfg(feature = "tracing")]
pub(crate) use on::Trace;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Trace;

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use http::StatusCode;
    use tracing::field::Empty;

    use super::super::super::UnreadableMembers;
    use super::super::TransportError;

    /// The span of a call.
    pub(crate) struct Trace(tracing::Span);

    impl Trace {
        pub(crate) fn begin(operation: &'static str) -> Self {
            Self(tracing::info_span!(
                "call",
                service = env!("CARGO_PKG_NAME"),
                operation,
                attempt = 1_u32,
                status = Empty,
                request_id = Empty,
            ))
        }

        /// Makes the span the current one, for as long as the guard lives.
        pub(crate) fn enter(&self) -> impl Drop + '_ {
            self.0.enter()
        }

        pub(crate) fn answered(&self, attempt: u32, status: StatusCode, request_id: Option<&str>) {
            self.0.record("status", status.as_u16());
            if let Some(id) = request_id {
                self.0.record("request_id", id);
            }
            tracing::debug!(parent: &self.0, attempt, status = status.as_u16(), "answered");
        }

        /// Reports members of a response that could not be read, by their paths; never their values.
        pub(crate) fn unreadable(&self, members: &UnreadableMembers) {
            // Almost always there are none, and entering a span is not free.
            if !members.is_empty() {
                let _entered = self.0.enter();
                Self::tell(members);
            }
        }

        /// The same, of an event, which arrives after the call.
        pub(crate) fn tell(members: &UnreadableMembers) {
            for member in members {
                let (path, reason) = (member.path(), member.reason());
                tracing::warn!(path, place = %member.place(), reason, "a member of the response could not be read");
            }
            if members.omitted() > 0 {
                tracing::warn!(members = members.omitted(), "more members of the response could not be read");
            }
        }

        pub(crate) fn failed(&self, attempt: u32, error: &TransportError) {
            tracing::warn!(parent: &self.0, attempt, kind = ?error.kind(), "no answer");
        }

        pub(crate) fn again(&self, attempt: u32, pause: Duration) {
            self.0.record("attempt", attempt);
            let milliseconds = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(parent: &self.0, attempt, pause_ms = milliseconds, "again after a pause");
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::time::Duration;

    use http::StatusCode;

    use super::super::super::UnreadableMembers;
    use super::super::TransportError;

    /// Nobody watches.
    pub(crate) struct Trace;

    /// Nothing to leave.
    pub(crate) struct Entered;

    impl Trace {
        pub(crate) fn begin(_operation: &'static str) -> Self {
            Self
        }

        pub(crate) fn enter(&self) -> Entered {
            Entered
        }

        pub(crate) fn answered(&self, _attempt: u32, _status: StatusCode, _request_id: Option<&str>) {}

        pub(crate) fn unreadable(&self, _members: &UnreadableMembers) {}

        #[allow(dead_code)] // A service may have no events.
        pub(crate) fn tell(_members: &UnreadableMembers) {}

        pub(crate) fn failed(&self, _attempt: u32, _error: &TransportError) {}

        pub(crate) fn again(&self, _attempt: u32, _pause: Duration) {}
    }
}
