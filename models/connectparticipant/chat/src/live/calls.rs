//! The calls that a session makes.

use std::io;

use connectparticipant::operation::{
    CreateParticipantConnection, CreateParticipantConnectionRequest, CreateParticipantConnectionResponse,
    GetTranscript, GetTranscriptRequest, GetTranscriptResponse, SendEvent, SendEventRequest,
};
use connectparticipant::types::{ChatContentType, ConnectionToken};
use connectparticipant::{CallError, ServiceError};

use super::stack::{BoxFuture, Stack};
use crate::session::{Failure, Receipt};

/// The result of a call.
pub(super) enum Outcome {
    Connection(Result<Box<CreateParticipantConnectionResponse>, Failure>),
    Transcript(Result<Box<GetTranscriptResponse>, Failure>),
    Receipt(Receipt, Result<(), Failure>),
    /// It does not matter.
    Nothing,
}

pub(super) type Call = BoxFuture<Outcome>;

fn boxed<T, E: ServiceError>(result: Result<T, CallError<E>>) -> Result<Box<T>, Failure> {
    result.map(Box::new).map_err(|error| Failure::from(&error))
}

fn not_made(error: &io::Error) -> Failure {
    Failure::network(format!("the call could not be made: {error}"))
}

pub(super) fn connect<S: Stack>(stack: &S, request: CreateParticipantConnectionRequest) -> Call {
    let call = S::call::<CreateParticipantConnection>(stack.client().clone(), request);
    let work = async { Outcome::Connection(boxed(call.await)) };
    S::background(work, |error| Outcome::Connection(Err(not_made(&error))))
}

pub(super) fn transcript<S: Stack>(stack: &S, request: GetTranscriptRequest) -> Call {
    let call = S::call::<GetTranscript>(stack.client().clone(), request);
    let work = async { Outcome::Transcript(boxed(call.await)) };
    S::background(work, |error| Outcome::Transcript(Err(not_made(&error))))
}

pub(super) fn typing<S: Stack>(stack: &S, token: ConnectionToken) -> Call {
    let call =
        S::call::<SendEvent>(stack.client().clone(), SendEventRequest::new(ChatContentType::Typing, token));
    let work = async {
        // A typing event that fails is not worth a report: the next one follows.
        drop(call.await);
        Outcome::Nothing
    };
    S::background(work, |_| Outcome::Nothing)
}

pub(super) fn receipt<S: Stack>(stack: &S, receipt: Receipt, token: &ConnectionToken) -> Call {
    let call = S::call::<SendEvent>(stack.client().clone(), receipt.request(token));
    let failed = receipt.clone();
    let work = async { Outcome::Receipt(receipt, boxed(call.await).map(drop)) };
    S::background(work, |error| Outcome::Receipt(failed, Err(not_made(&error))))
}
