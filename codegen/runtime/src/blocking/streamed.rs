//! The loop of a blocking call with a streamed request or response: like other calls, up to the head of the response.

use bytes::Bytes;

use super::super::call::{
    self, succeeds, Attempts, Options, SentStream, TimeoutKind, TransportError, Verdict,
};
use super::super::{CallError, Operation};
use super::drive::whole;
use super::lent::Lent;
use super::{checksums, Body, Client, Limits};

/// A response whose body follows; it is read as any other [`Read`](std::io::Read).
///
/// The operation timeout applies up to the last byte, so raise it for a long body; the attempt timeout does not apply. There
/// is no size limit.
pub type Streamed<T> = call::Streamed<T, Body>;

/// A body to send, and its description.
pub(crate) type Sent = (Body, SentStream);

/// The responses to stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receive {
    /// Successful ones.
    Streamed,
    /// Successful ones, whose end the service determines.
    Events,
    /// None.
    Whole,
}

/// The result of an attempt.
enum Head {
    Begun(http::response::Parts, Body),
    Whole(http::Response<Bytes>),
}

/// Makes a call up to the head of its response.
pub(crate) fn call<O: Operation>(
    client: &Client,
    input: O::Input,
    options: &Options,
    sent: Option<Sent>,
    receive: Receive,
) -> Result<Streamed<O::Output>, CallError<O::Error>> {
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    let stream = sent.as_ref().map(|(_, stream)| stream.clone());
    let encoder = stream.as_ref().and_then(|stream| attempts.follow(stream));
    if receive != Receive::Whole {
        attempts.stream_response();
    }
    let lent = sent.map(|(body, _)| Lent::new(checksums::encoded(body, encoder)));
    loop {
        let request = match attempts.before_call::<O>().and_then(|()| attempts.before_attempt::<O>()) {
            Ok(()) => client.auth().request::<O>(client, &mut attempts),
            Err(error) => Err(error),
        };
        let request = match request {
            Ok(request) => request,
            Err(error) => {
                let outcome = Err(error);
                attempts.end::<O, _>(&outcome);
                return outcome;
            }
        };
        let request = match &lent {
            Some(lent) => request.map(|_| lent.body()),
            None => request.map(Body::from),
        };
        let open = stream.as_ref().map_or(false, |stream| stream.open) || receive == Receive::Events;
        let limits = Limits::new(attempts.connect_limit(), attempts.whole_limit(open));
        let result = {
            let _entered = attempts.trace().enter();
            exchange::<O>(client, request, limits, receive)
        };
        if lent.as_ref().map_or(false, Lent::is_taken) {
            attempts.make_last();
        }
        let result = match result {
            Ok(Head::Begun(parts, body)) => {
                let head = attempts.begin::<O>(parts);
                attempts.end::<O, _>(&head);
                return head.map(|head| Streamed::new(head, body));
            }
            Ok(Head::Whole(response)) => Ok(response),
            // The attempt timeout does not apply here.
            Err(error) => Err(error.of_limit(TimeoutKind::Operation)),
        };
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => {
                attempts.end::<O, _>(&outcome);
                return outcome.map(|head| Streamed::new(head, Body::empty()));
            }
            Verdict::Retry(delay) => client.sleep().sleep(delay),
        }
    }
}

/// Sends a request and reads the head of its response, or the complete response if it is not successful.
fn exchange<O: Operation>(
    client: &Client,
    request: http::Request<Body>,
    limits: Limits,
    receive: Receive,
) -> Result<Head, TransportError> {
    let begun = client.shared().clock.elapsed();
    let (parts, body) = checksums::send(client, request, limits)?.into_parts();
    if receive != Receive::Whole && succeeds::<O>(parts.status) {
        return Ok(Head::Begun(parts, body));
    }
    let end = limits.attempt.map(|limit| begun.saturating_add(limit));
    whole(client, http::Response::from_parts(parts, body), end).map(Head::Whole)
}
