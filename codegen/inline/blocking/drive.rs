//! The loop of a blocking call: send, judge, wait, again.

use bytes::Bytes;

use super::super::call::{Attempts, Options, Outcome, TransportError, Verdict};
use super::super::Operation;
use super::{discovery, Body, Client, Limits};

/// Makes a call.
pub(crate) fn call<O: Operation>(client: &Client, input: O::Input, options: &Options) -> Outcome<O> {
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    loop {
        discovery::direct::<O>(client, &mut attempts, options)?;
        let request = client.auth().request::<O>(client, &attempts)?;
        let limit = attempts.limit();
        let limits = Limits::new(attempts.connect_limit(), limit.map(|(time, _)| time));
        let mut result = {
            let _entered = attempts.trace().enter();
            exchange(client, request, limits)
        };
        if let (Err(error), Some((_, kind))) = (&result, limit) {
            // The transport knows that the time was over, not what for.
            if error.is_attempt_timeout() {
                result = Err(Attempts::too_late(kind));
            }
        }
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => return outcome,
            Verdict::Again(pause) => client.sleep().sleep(pause),
        }
    }
}

/// Sends a request and reads the whole answer.
fn exchange(
    client: &Client,
    request: http::Request<Bytes>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
    let answer = client.transport().send(request.map(Body::from), limits)?;
    whole(client, answer)
}

/// Reads the body of an answer.
pub(super) fn whole(client: &Client, answer: http::Response<Body>) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = answer.into_parts();
    let body = match body.collect(client.shared().max_answer) {
        Ok(body) => body,
        // The head of a refusal says enough, and what it says must not be lost for its body.
        Err(_) if !parts.status.is_success() => Bytes::new(),
        Err(error) => return Err(error),
    };
    Ok(http::Response::from_parts(parts, body))
}
