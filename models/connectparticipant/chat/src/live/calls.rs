//! The calls of a session, and the clock, the timer and the transport of its client.

use std::time::Duration;

use connectparticipant::Client;
use connectparticipant::client::{BoxFuture, Connection, Sleep, Transport};
use connectparticipant::config::Clock;
use connectparticipant::operation::{
    CreateParticipantConnectionRequest, CreateParticipantConnectionResponse, GetTranscriptRequest,
    GetTranscriptResponse, SendEventRequest,
};
use connectparticipant::types::{ChatContentType, ConnectionToken};
use farrier_runtime::Timestamp;
use farrier_runtime::call::TransportError;
use http::Uri;

use crate::session::{Failure, Now, Receipt};

/// The client, and what it is made of.
pub(crate) struct Stack {
    pub(crate) client: Client,
}

/// The result of a call.
pub(crate) enum Outcome {
    Connection(Result<Box<CreateParticipantConnectionResponse>, Failure>),
    Transcript(Result<Box<GetTranscriptResponse>, Failure>),
    Receipt(Receipt, Result<(), Failure>),
    /// It does not matter.
    Nothing,
}

pub(crate) type Call = BoxFuture<'static, Outcome>;

impl Stack {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        self.client.as_ref().transport()
    }

    fn clock(&self) -> &dyn Clock {
        self.client.as_ref().clock()
    }

    pub(crate) fn timer(&self) -> &dyn Sleep {
        self.client.as_ref().sleep()
    }

    /// Returns the current time.
    pub(crate) fn now(&self) -> Now {
        let clock = self.clock();
        // A wrong clock does no harm.
        let wall = Timestamp::try_from(clock.now()).or_else(|_| Timestamp::from_epoch(0, 0));
        Now::new(clock.elapsed(), wall.unwrap_or_else(|_| unreachable!("the epoch is a time")))
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.clock().elapsed()
    }

    /// Whether the transport opens websockets.
    pub(crate) fn has_sockets(&self) -> bool {
        self.transport().connect(Uri::from_static("http://localhost")).is_some()
    }

    /// Opens a connection.
    pub(crate) async fn open(&self, uri: Uri) -> Option<Result<Connection, TransportError>> {
        Some(self.transport().connect(uri)?.await)
    }
}

/// The calls of a session.
impl Stack {
    pub(crate) fn connect(&self, request: CreateParticipantConnectionRequest) -> Call {
        let client = self.client.clone();
        Box::pin(async move {
            let result = client.create_participant_connection(request).await;
            Outcome::Connection(result.map(Box::new).map_err(|error| Failure::from(&error)))
        })
    }

    pub(crate) fn transcript(&self, request: GetTranscriptRequest) -> Call {
        let client = self.client.clone();
        Box::pin(async move {
            let result = client.get_transcript(request).await;
            Outcome::Transcript(result.map(Box::new).map_err(|error| Failure::from(&error)))
        })
    }

    pub(crate) fn typing(&self, token: ConnectionToken) -> Call {
        let client = self.client.clone();
        Box::pin(async move {
            // A typing event that fails is not worth a report: the next one follows.
            let _ = client.send_event(SendEventRequest::new(ChatContentType::Typing, token)).await;
            Outcome::Nothing
        })
    }

    pub(crate) fn receipt(&self, receipt: Receipt, token: &ConnectionToken) -> Call {
        let (client, request) = (self.client.clone(), receipt.request(token));
        Box::pin(async move {
            let result = client.send_event(request).await;
            Outcome::Receipt(receipt, result.map(drop).map_err(|error| Failure::from(&error)))
        })
    }
}
