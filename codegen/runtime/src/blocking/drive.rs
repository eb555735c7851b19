//! The loop of a blocking call: send, evaluate, wait, retry.

use std::time::Duration;

use bytes::Bytes;

use super::super::call::{Attempts, Inflate, Options, Received, TimeoutKind, TransportError, Verdict};
use super::super::{CallError, Operation};
use super::{checksums, discovery, Body, Client, Limits};

/// Makes a call.
pub(crate) fn call<O: Operation>(client: &Client, input: O::Input, options: &Options) -> Received<O> {
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    loop {
        let request = match start::<O>(client, &mut attempts) {
            Ok(request) => request,
            Err(error) => {
                let outcome = Err(error);
                attempts.end::<O, _>(&outcome);
                return outcome;
            }
        };
        let limit = attempts.limit();
        let limits = Limits::new(attempts.connect_limit(), limit.map(|(time, _)| time));
        let result = {
            let _entered = attempts.trace().enter();
            exchange(client, request, limits)
        };
        let result = result.map_err(|error| match limit {
            Some((_, kind)) => error.of_limit(kind),
            None => error,
        });
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => {
                attempts.end::<O, _>(&outcome);
                return outcome;
            }
            Verdict::Retry(delay) => client.sleep().sleep(delay),
        }
    }
}

/// Returns the request of the next attempt: to its endpoint, with the changes of interceptors, and signed.
fn start<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
) -> Result<http::Request<Bytes>, CallError<O::Error>> {
    attempts.before_call::<O>()?;
    discovery::direct::<O>(client, attempts)?;
    attempts.before_attempt::<O>()?;
    client.auth().request::<O>(client, attempts)
}

/// Sends a request and reads the whole response.
fn exchange(
    client: &Client,
    request: http::Request<Bytes>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
    let begun = client.shared().clock.elapsed();
    let response = checksums::send(client, request.map(Body::from), limits)?;
    whole(client, response, limits.attempt.map(|limit| begun.saturating_add(limit)))
}

/// Reads and decompresses the body of a response, up to a time of the client's clock.
pub(super) fn whole(
    client: &Client,
    response: http::Response<Body>,
    end: Option<Duration>,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = response.into_parts();
    let body = match body.collect(client.shared().max_response) {
        Ok(body) => body,
        // The head of an error response is sufficient, and must not be lost because of its body.
        Err(_) if !parts.status.is_success() => Bytes::new(),
        Err(error) => return Err(error),
    };
    let mut inflate =
        match Inflate::begin(http::Response::from_parts(parts, body), client.shared().max_response) {
            Ok(response) => return Ok(response),
            Err(inflate) => inflate,
        };
    loop {
        if let Some(result) = inflate.step() {
            return result;
        }
        if end.map_or(false, |end| client.shared().clock.elapsed() >= end) {
            return Err(Attempts::too_late(TimeoutKind::Attempt));
        }
    }
}
