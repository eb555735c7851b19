//! One call, from its input to its result, without I/O: the request, the meaning of a response, the delay before a retry.

mod hooks;
#[cfg(feature = "sigv4")]
mod presigned;
mod redirected;
mod signed;
mod streamed;

use std::time::Duration;

use bytes::Bytes;
use http::header::USER_AGENT;
use http::HeaderMap;

use super::super::endpoint_rules::EndpointAuthScheme;
use super::super::operation;
use super::super::response::{asked_delay, RawResponse};
use super::super::response_metadata::{ResponseMetadata, WithMetadata};
use super::super::service::{EndpointParams as _, Service};
use super::super::{CallError, ErrorMetadata, Operation, ServiceError, UnreadableMembers};
use super::endpoint::Place;
use super::options::{Options, Other};
use super::retry::{is_harmless, may_resend};
use super::settings::Shared;
use super::skew::Offset;
use super::Trace;
use super::{checksums, gzip, SetupError, TimeoutKind, Timeouts, TransportError, TransportErrorKind};
use hooks::Hooks;

/// The result of a call.
pub(crate) type Outcome<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// The result of a call, with the metadata of the response.
pub(crate) type Received<O> =
    Result<WithMetadata<<O as Operation>::Output>, CallError<<O as Operation>::Error>>;

/// The next step after an attempt.
pub(crate) enum Verdict<O: Operation> {
    /// The call is over.
    Done(Received<O>),
    /// Wait for a delay, then make another attempt.
    Retry(Duration),
}

/// The mark of a request whose body is streamed.
#[derive(Clone)]
pub(crate) struct BodyFollows {
    /// Its length, if it is known, as it is sent.
    pub(crate) length: Option<u64>,
    /// Whether its checksum follows it.
    pub(crate) trailer: bool,
}

/// The attempts of one call.
pub(crate) struct Attempts<'c> {
    shared: &'c Shared,
    options: &'c Options,
    /// The endpoint, if the call has its own.
    place: Option<Box<Place>>,
    request: http::Request<Bytes>,
    /// The authentication schemes of the endpoint, if the input determines it.
    auth_schemes: Option<Vec<EndpointAuthScheme>>,
    repeatable: bool,
    max_attempts: u32,
    /// The number of the attempt, from 1.
    attempt: u32,
    begun: Duration,
    /// The cost of the last retry, which was taken from the budget.
    spent: Option<u32>,
    /// The correction of the clock when the attempt was signed, if it was.
    signed: Option<Offset>,
    /// The number of the discovered endpoint of the attempt, if it was discovered.
    discovered: Option<u64>,
    hooks: Option<Box<Hooks>>,
    trace: Trace,
}

impl<'c> Attempts<'c> {
    /// Creates the request, which is the same for all attempts.
    pub(crate) fn prepare<O: Operation>(
        shared: &'c Shared,
        mut input: O::Input,
        options: &'c Options,
    ) -> Result<Self, CallError<O::Error>> {
        let begun = shared.clock.elapsed();
        O::set_idempotency_token(&mut input, || shared.tokens.next());
        if options.validate(shared) {
            O::validate(&input).map_err(|violations| CallError::Construction(violations.into()))?;
        }
        let special = options.special()?;
        let place = special.filter(|special| special.moves());
        let place = place.map(|own| place_of_call::<O>(shared, own)).transpose()?;
        let (mut request, auth_schemes) = at_its_place::<O>(shared, place.as_deref(), &input, options)?;
        let given = special.into_iter().flat_map(|special| &special.headers).map(|(name, _)| name);
        checksums::settle(&mut request, shared.checksums, given);
        let headers = request.headers_mut();
        gzip::ask(headers);
        headers.entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone());
        for (name, value) in special.into_iter().flat_map(|special| &special.headers) {
            headers.insert(name, value.clone());
        }
        Ok(Self {
            shared,
            options,
            place,
            request: request.map(Bytes::from),
            auth_schemes,
            repeatable: O::REPEATABLE,
            max_attempts: options.max_attempts(shared),
            attempt: 1,
            begun,
            spent: None,
            signed: None,
            discovered: None,
            hooks: Hooks::of(shared, options),
            trace: Trace::begin(shared.service, O::NAME),
        })
    }

    /// The span of the call.
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The request, to be sent now.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        self.current().clone()
    }

    pub(crate) fn options(&self) -> &Options {
        self.options
    }

    /// The region of the call, if any.
    pub(crate) fn region(&self) -> Option<&str> {
        self.place().and_then(Place::region)
    }

    /// The endpoint of the call or the client.
    fn place(&self) -> Option<&Place> {
        self.place.as_deref().or(self.shared.place.as_ref().ok())
    }

    fn timeouts(&self) -> Timeouts {
        self.options.timeouts(self.shared)
    }

    /// The timeout of the attempt that starts now, with its kind.
    pub(crate) fn limit(&self) -> Option<(Duration, TimeoutKind)> {
        let attempt = self.timeouts().attempt.map(|limit| (limit, TimeoutKind::Attempt));
        let operation = self.left().map(|limit| (limit, TimeoutKind::Operation));
        match (attempt, operation) {
            (Some(attempt), Some(operation)) if attempt.0 < operation.0 => Some(attempt),
            (attempt, None) => attempt,
            (_, operation) => operation,
        }
    }

    /// The connect timeout.
    #[cfg(feature = "blocking")]
    pub(crate) fn connect_limit(&self) -> Option<Duration> {
        self.timeouts().connect
    }

    /// The rest of the operation timeout.
    fn left(&self) -> Option<Duration> {
        let spent = || self.shared.clock.elapsed().saturating_sub(self.begun);
        self.timeouts().operation.map(|limit| limit.saturating_sub(spent()))
    }

    /// The next step after an attempt.
    pub(crate) fn judge<O: Operation>(
        &mut self,
        result: Result<http::Response<Bytes>, TransportError>,
    ) -> Verdict<O> {
        match result {
            Ok(response) => self.judge_response(response),
            Err(error) => {
                let error = error.at(self.current().uri().host().unwrap_or_default(), self.region());
                self.trace.failed(&error);
                let (attempt, default) = (self.attempt, may_resend(&error, self.repeatable));
                let allowed = is_harmless(&error, self.repeatable);
                let (retry, delay) = self.classified::<O>(None, Some(&error), default, allowed);
                let delay = retry.then(|| self.retry(delay, error.is_timeout())).flatten();
                self.attempted::<O>(attempt, None, Some(&error), delay);
                delay.map_or_else(|| Verdict::Done(Err(CallError::Transport(error))), Verdict::Retry)
            }
        }
    }

    fn judge_response<O: Operation>(&mut self, response: http::Response<Bytes>) -> Verdict<O> {
        let mut unreadable = UnreadableMembers::default();
        let raw = RawResponse {
            status: response.status(),
            headers: response.headers(),
            body: response.body(),
            limit: self.shared.decoded_limit(),
        };
        let outcome = operation::read::<O>(&raw, &mut unreadable);
        self.trace_response(&raw, outcome.as_ref().map(|_| &unreadable));
        let outdated = self.shared.is_outdated::<O>(self.discovered, &outcome);
        let (attempt, answered) = (self.attempt, (response.status(), response.headers()));
        let output = match outcome {
            Ok(output) => output,
            Err(error) => {
                let delay = self.delay_after::<O>(&error, outdated, response.headers());
                self.attempted::<O>(attempt, Some(answered), Some(&error), delay);
                return delay.map_or_else(|| Verdict::Done(Err(error)), Verdict::Retry);
            }
        };
        self.attempted::<O>(attempt, Some(answered), None, None);
        self.shared.budget.put_back(self.spent);
        let (head, _) = response.into_parts();
        let metadata = ResponseMetadata::new(head.status, head.headers, self.attempt, unreadable);
        Verdict::Done(Ok(WithMetadata { output, metadata }))
    }

    /// The delay before a retry after a response, if there may be one.
    fn delay_after<O: Operation>(
        &mut self,
        error: &CallError<O::Error>,
        outdated: bool,
        headers: &HeaderMap,
    ) -> Option<Duration> {
        // With the right time, the service has no reason to refuse.
        if self.corrects_clock(error, headers) {
            return self.retry(Some(Duration::ZERO), false);
        }
        let default = outdated || error.is_retryable();
        // After a success that cannot be read, the request was carried out.
        let allowed = self.repeatable || matches!(error, CallError::Service(_));
        let (retry, delay) = self.classified::<O>(error.metadata(), None, default, allowed);
        let delay = || delay.or_else(|| asked_delay(headers, Some(self.shared.clock.now())));
        let delay = if retry { delay() } else { return None };
        self.retry(delay, false)
    }

    /// Traces a response, and the members that could not be read.
    fn trace_response<E: ServiceError>(
        &mut self,
        response: &RawResponse<'_>,
        outcome: Result<&UnreadableMembers, &CallError<E>>,
    ) {
        self.trace.response(response.status, || response.request_id());
        let unreadable = match outcome {
            Ok(members) => Some(members),
            Err(error) => error.metadata().map(ErrorMetadata::unreadable_members),
        };
        if let Some(members) = unreadable {
            self.trace.unreadable(members);
        }
    }

    /// Whether the reason of an error was a wrong clock, which is now corrected for all calls of the client.
    fn corrects_clock<E: ServiceError>(&self, error: &CallError<E>, headers: &HeaderMap) -> bool {
        let now = self.shared.clock.now();
        self.signed.map_or(false, |signed| self.shared.skew.learn(signed, error.code(), headers, now))
    }

    /// Counts a retry, if it is allowed, and returns its delay.
    fn retry(&mut self, asked: Option<Duration>, timeout: bool) -> Option<Duration> {
        if self.attempt >= self.max_attempts {
            return None;
        }
        let delay = asked.unwrap_or_else(|| self.shared.retry.delay(self.attempt, &*self.shared.random));
        if self.left().map_or(false, |left| left <= delay) {
            return None;
        }
        self.spent = Some(self.shared.budget.take(timeout)?);
        self.attempt += 1;
        self.trace.retry(self.attempt, delay);
        Some(delay)
    }

    /// The error of an expired timeout.
    pub(crate) fn too_late(kind: TimeoutKind) -> TransportError {
        TransportError::new(TransportErrorKind::Timeout(kind))
    }
}

/// The error of an operation of another service. Clients of generated crates do not accept one; the client of this crate accepts
/// any.
fn of_another_service<O: Operation>(shared: &Shared) -> SetupError {
    let (operation, service, own) = (O::NAME, O::Service::CRATE, shared.service);
    SetupError::new(format!("{operation} is an operation of {service}, and the client is one of {own}"))
}

/// Resolves the endpoint of a call with its own endpoint or region.
fn place_of_call<O: Operation>(shared: &Shared, own: &Other) -> Result<Box<Place>, SetupError> {
    let params = shared.params.downcast_ref::<<O::Service as Service>::Params>();
    let params = params.ok_or_else(|| of_another_service::<O>(shared))?.clone();
    shared.address.of_call(own.region.as_ref(), own.endpoint_url.as_ref()).place(params).map(Box::new)
}

/// A request to an endpoint, with the authentication schemes of the endpoint if the input determines it.
type Addressed = (http::Request<Vec<u8>>, Option<Vec<EndpointAuthScheme>>);

/// Creates the request to the endpoint from the rules of the service.
fn at_its_place<O: Operation>(
    shared: &Shared,
    own: Option<&Place>,
    input: &O::Input,
    options: &Options,
) -> Result<Addressed, CallError<O::Error>> {
    let place = match own {
        Some(place) => place,
        None => shared.place.as_ref().map_err(Clone::clone)?,
    };
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
    Ok((request, other.map(|other| other.auth_schemes)))
}
