//! One call, from its input to its result, without I/O: what to send, what the answer means, how long to wait.

mod redirected;
mod signed;
mod streamed;

use std::time::Duration;

use bytes::Bytes;
use http::header::USER_AGENT;
use http::HeaderMap;

use super::super::answer::Answer;
use super::super::operation;
use super::super::service::{EndpointParams as _, Service as _};
use super::super::{Error, ErrorMetadata, Operation, Response, ServiceError};
use super::options::Options;
use super::retry::{asked_pause, may_resend, RetryPolicy};
use super::settings::Shared;
use super::skew::Offset;
use super::Trace;
use super::{gzip, SetupError, TimeoutKind, Timeouts, TransportError, TransportErrorKind};

/// What became of a call.
pub(crate) type Outcome<O> = Result<Response<<O as Operation>::Output>, Error<<O as Operation>::Error>>;

/// What to do after an attempt.
pub(crate) enum Verdict<O: Operation> {
    /// The call is over.
    Done(Outcome<O>),
    /// Wait for so long, and try again.
    Again(Duration),
}

/// What a request is marked with whose body follows it, so that it is not in the request.
#[derive(Clone)]
pub(crate) struct BodyFollows;

/// The attempts of one call.
pub(crate) struct Attempts<'c> {
    shared: &'c Shared,
    retry: RetryPolicy,
    timeouts: Timeouts,
    request: http::Request<Bytes>,
    repeatable: bool,
    /// The number of the attempt, from 1.
    attempt: u32,
    begun: Duration,
    /// What the last retry took out of the budget.
    spent: Option<u32>,
    /// What the clock was corrected by when the attempt was signed; none if it was not.
    signed: Option<Offset>,
    /// Which of the discovered endpoints the attempt goes to; none, if its endpoint was not discovered.
    discovered: Option<u64>,
    trace: Trace,
}

impl<'c> Attempts<'c> {
    /// Makes the request, which is the same for every attempt.
    pub(crate) fn prepare<O: Operation>(
        shared: &'c Shared,
        mut input: O::Input,
        options: &Options,
    ) -> Result<Self, Error<O::Error>> {
        let begun = shared.clock.elapsed();
        O::set_idempotency_token(&mut input, || shared.tokens.next());
        if options.validate(shared) {
            O::validate(&input).map_err(|violations| Error::Construction(violations.into()))?;
        }
        let mut request = at_its_place::<O>(shared, &input, options)?;
        gzip::ask(request.headers_mut());
        request.headers_mut().entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone());
        Ok(Self {
            shared,
            retry: options.retry(shared),
            timeouts: options.timeouts(shared),
            request: request.map(Bytes::from),
            repeatable: O::REPEATABLE,
            attempt: 1,
            begun,
            spent: None,
            signed: None,
            discovered: None,
            trace: Trace::begin(shared.service, O::NAME),
        })
    }

    /// The span of the call.
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The request, to be sent now.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        self.request.clone()
    }

    /// How long the attempt that begins now may take, and which limit that is.
    pub(crate) fn limit(&self) -> Option<(Duration, TimeoutKind)> {
        let attempt = self.timeouts.attempt.map(|limit| (limit, TimeoutKind::Attempt));
        let operation = self.left().map(|limit| (limit, TimeoutKind::Operation));
        match (attempt, operation) {
            (Some(attempt), Some(operation)) if attempt.0 < operation.0 => Some(attempt),
            (attempt, None) => attempt,
            (_, operation) => operation,
        }
    }

    /// How long connecting may take.
    #[cfg(feature = "blocking")]
    pub(crate) fn connect_limit(&self) -> Option<Duration> {
        self.timeouts.connect
    }

    /// What is left of the time for the whole call.
    fn left(&self) -> Option<Duration> {
        let spent = self.shared.clock.elapsed().saturating_sub(self.begun);
        self.timeouts.operation.map(|limit| limit.saturating_sub(spent))
    }

    /// What an attempt means for the call.
    pub(crate) fn judge<O: Operation>(
        &mut self,
        result: Result<http::Response<Bytes>, TransportError>,
    ) -> Verdict<O> {
        match result {
            Ok(answer) => self.judge_answer(&answer),
            Err(error) => {
                let region = self.shared.place.as_ref().ok().and_then(|place| place.region());
                let error = error.at(self.request.uri().host().unwrap_or_default(), region);
                self.trace.failed(&error);
                let again = may_resend(&error, self.repeatable)
                    .then(|| self.again(None, error.is_timeout()))
                    .flatten();
                again.map_or_else(|| Verdict::Done(Err(Error::Transport(error))), Verdict::Again)
            }
        }
    }

    fn judge_answer<O: Operation>(&mut self, answer: &http::Response<Bytes>) -> Verdict<O> {
        let outcome = operation::read::<O>(&Answer {
            status: answer.status(),
            headers: answer.headers(),
            body: answer.body(),
            limit: self.shared.decoded_limit(),
        });
        self.trace.answered(answer.status(), request_id(&outcome));
        self.tell_unreadable(&outcome);
        let outdated = self.shared.is_outdated::<O>(self.discovered, &outcome);
        if let Err(error) = &outcome {
            // With the right time, the service has no reason to refuse.
            let again = if self.corrects_clock(error, answer.headers()) {
                self.again(Some(Duration::ZERO), false)
            } else if outdated || error.is_retryable() {
                self.again(asked_pause(answer.headers(), &*self.shared.clock), false)
            } else {
                None
            };
            if let Some(pause) = again {
                return Verdict::Again(pause);
            }
        }
        if outcome.is_ok() {
            self.shared.budget.put_back(self.spent);
        }
        Verdict::Done(outcome)
    }

    /// Tells those who watch of members that could not be read.
    fn tell_unreadable<T, E: ServiceError>(&self, outcome: &Result<Response<T>, Error<E>>) {
        let members = match outcome {
            Ok(response) => Some(response.unreadable_members()),
            Err(error) => error.metadata().map(ErrorMetadata::unreadable_members),
        };
        if let Some(members) = members {
            self.trace.unreadable(members);
        }
    }

    /// Whether an error came of a wrong clock, which is right by now: for this call, and for all others of the client.
    fn corrects_clock<E: ServiceError>(&self, error: &Error<E>, headers: &HeaderMap) -> bool {
        let now = self.shared.clock.now();
        self.signed.map_or(false, |signed| self.shared.skew.learn(signed, error.code(), headers, now))
    }

    /// The pause before the next attempt, if there may be one.
    fn again(&mut self, asked: Option<Duration>, timeout: bool) -> Option<Duration> {
        if self.attempt >= self.retry.max_attempts {
            return None;
        }
        let pause = asked.unwrap_or_else(|| self.retry.pause(self.attempt, &*self.shared.random));
        if self.left().map_or(false, |left| left <= pause) {
            return None;
        }
        self.spent = Some(self.shared.budget.take(timeout)?);
        self.attempt += 1;
        self.trace.again(self.attempt, pause);
        Some(pause)
    }

    /// The error of an attempt that has taken too long.
    pub(crate) fn too_late(kind: TimeoutKind) -> TransportError {
        TransportError::new(TransportErrorKind::Timeout(kind))
    }
}

/// Clients of generated crates take no operation of another crate; the client of this one takes any.
fn of_another_service<O: Operation>(shared: &Shared) -> SetupError {
    let (operation, service, own) = (O::NAME, O::Service::CRATE, shared.service);
    SetupError::new(format!("{operation} is an operation of {service}, and the client is one of {own}"))
}

/// The request to the endpoint that the rules of the service give for it.
fn at_its_place<O: Operation>(
    shared: &Shared,
    input: &O::Input,
    options: &Options,
) -> Result<http::Request<Vec<u8>>, Error<O::Error>> {
    let place = shared.place.as_ref().map_err(Clone::clone)?;
    let params = place.params().ok_or_else(|| of_another_service::<O>(shared))?;
    let other = O::endpoint_params(input, params).map(|params| place.other(params.resolve())).transpose()?;
    let resolved = other.as_ref().unwrap_or_else(|| place.usual());
    let mut request = match options.host_prefix {
        Some(yes) => O::encode(input, &resolved.endpoint.clone().with_host_prefix(yes))?,
        None => O::encode(input, &resolved.endpoint)?,
    };
    place.check_sent(request.uri())?;
    for (name, value) in &resolved.headers {
        request.headers_mut().append(name, value.clone());
    }
    if !resolved.auth_schemes.is_empty() {
        request.extensions_mut().insert(resolved.auth_schemes.clone());
    }
    Ok(request)
}

/// The id by which the service knows the request.
fn request_id<T, E: ServiceError>(outcome: &Result<Response<T>, Error<E>>) -> Option<&str> {
    match outcome {
        Ok(response) => response.request_id.as_deref(),
        Err(error) => error.request_id(),
    }
}
