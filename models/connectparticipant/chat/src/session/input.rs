//! The input of a session: what happened.

use std::fmt;
use std::time::Duration;

use connectparticipant::operation::{CreateParticipantConnectionResponse, GetTranscriptResponse};
use connectparticipant::{CallError, ServiceError};
use farrier_runtime::response::{asked_delay, date};

use super::action::SocketId;
use super::receipts::Receipt;

/// What happened.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Input<'a> {
    /// The [deadline](super::Session::deadline) has passed, or may have passed.
    Tick,
    /// The result of [`Action::Connect`](super::Action::Connect).
    Connection(Result<Box<CreateParticipantConnectionResponse>, Failure>),
    /// The result of [`Action::GetTranscript`](super::Action::GetTranscript).
    Transcript(Result<Box<GetTranscriptResponse>, Failure>),
    /// A socket is open.
    Opened(SocketId),
    /// A text frame arrived.
    Frame(SocketId, &'a str),
    /// A socket is closed or could not be opened, for any reason.
    Closed(SocketId),
    /// The machine has a network, or has none: without one, the session does not try to connect.
    Network(bool),
    /// The program continues after it was suspended: the connection is checked at once. The session also notices it by its two clocks.
    Resumed,
    /// The user is typing.
    Typing,
    /// The user has sent a message, so that the next typing event is sent at once.
    Sent,
    /// The message with this id has reached the user.
    Delivered(&'a str),
    /// The user has read the message with this id.
    Read(&'a str),
    /// The result of [`Action::Receipt`](super::Action::Receipt).
    Receipt(Receipt, Result<(), Failure>),
    /// `DisconnectParticipant` was successful: the session waits for the end of the chat.
    Left,
    /// The session is no longer needed.
    Close,
}

/// A failed call, as far as a session has to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The status of the response, if there is one.
    pub status: Option<u16>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// The delay that the service requests.
    pub retry_after: Option<Duration>,
    /// The error as text.
    pub message: String,
}

impl Failure {
    /// A failure without a response: the network does not work, or a timeout has passed.
    #[must_use]
    pub fn network(message: impl Into<String>) -> Self {
        Self { status: None, retryable: true, retry_after: None, message: message.into() }
    }

    /// A response with an error. 408, 429 and 5xx are retryable.
    #[must_use]
    pub fn response(status: u16, message: impl Into<String>) -> Self {
        let retryable = matches!(status, 408 | 429 | 500..=599);
        Self { status: Some(status), retryable, retry_after: None, message: message.into() }
    }

    /// Whether the service denies access: the token is wrong or expired, or the chat is over. Gateways spell the code in several
    /// ways, so that only the status counts.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.status == Some(403)
    }

    /// Whether the state of the chat does not allow the call.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status == Some(409)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// A response that cannot be read is no reason to end a session, and neither is a missing response: both are retryable.
impl<E: ServiceError> From<&CallError<E>> for Failure {
    fn from(error: &CallError<E>) -> Self {
        let message = error.to_string();
        let Some(status) = error.status() else {
            let retryable = !matches!(error, CallError::Construction(_));
            return Self { retryable, ..Self::network(message) };
        };
        let retry_after = error.metadata().and_then(|metadata| {
            let headers = metadata.headers();
            // A date is compared with that of the response: a session has no clock.
            asked_delay(headers, date(headers))
        });
        let response = Self::response(status.as_u16(), message);
        let retryable = response.retryable || error.is_retryable() || status.is_success();
        Self { retryable, retry_after, ..response }
    }
}

#[cfg(test)]
mod tests {
    use connectparticipant::Operation;
    use connectparticipant::operation::SendEvent;
    use farrier_runtime::http::Response;

    use super::*;

    #[test]
    fn a_failure_has_the_delay_that_the_service_requests() {
        let date = ("date", "Mon, 16 Dec 2019 23:48:18 GMT");
        let retry_at = ("retry-after", "Mon, 16 Dec 2019 23:49:18 GMT");
        let cases: [(&[(&str, &str)], _); 5] = [
            (&[("retry-after", "7")], Some(Duration::from_secs(7))),
            (&[("x-amz-retry-after", "1500")], Some(Duration::from_millis(1500))),
            (&[date, retry_at], Some(Duration::from_secs(60))),
            (&[retry_at], None),
            (&[date], None),
        ];
        for (headers, expected) in cases {
            let response = headers.iter().fold(Response::builder().status(429), |response, (name, value)| {
                response.header(*name, *value)
            });
            let error = SendEvent::decode_response(&response.body("{}").unwrap()).unwrap_err();
            assert_eq!(Failure::from(&error).retry_after, expected, "{headers:?}");
        }
    }
}
