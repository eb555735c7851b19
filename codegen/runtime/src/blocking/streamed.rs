//! The loop of a blocking call whose request or answer is streamed: as that of any other, up to the head of the answer.

use bytes::Bytes;

use super::super::call::{
    self, succeeds, Attempts, Options, SentStream, TimeoutKind, TransportError, Verdict,
};
use super::super::{Error, Operation};
use super::drive::whole;
use super::lent::Lent;
use super::{Body, Client, Limits};

/// An answer whose body follows; it is read as any other [`Read`](std::io::Read).
///
/// The limit of the whole call holds up to the last byte of it, so raise that for a long body; that of an attempt does not.
/// There is no limit of its size.
pub type Streamed<T> = call::Streamed<T, Body>;

/// A body to be sent, and what is known of it.
pub(crate) type Sent = (Body, SentStream);

/// Which answers are streamed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Those of success.
    Streamed,
    /// Those of success, whose end is up to the service.
    Events,
    /// None.
    Whole,
}

/// What an attempt has come to.
enum Head {
    Begun(http::response::Parts, Body),
    Whole(http::Response<Bytes>),
}

/// Makes a call up to the head of its answer.
pub(crate) fn call<O: Operation>(
    client: &Client,
    input: O::Input,
    options: &Options,
    sent: Option<Sent>,
    answer: Answer,
) -> Result<Streamed<O::Output>, Error<O::Error>> {
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    let stream = sent.as_ref().map(|(_, stream)| stream.clone());
    stream.iter().for_each(|stream| attempts.follow(stream));
    if answer != Answer::Whole {
        attempts.stream_answer();
    }
    let lent = sent.map(|(body, _)| Lent::new(body));
    loop {
        let request = client.auth().request::<O>(client, &mut attempts)?;
        let request = match &lent {
            Some(lent) => request.map(|_| lent.body()),
            None => request.map(Body::from),
        };
        let open = stream.as_ref().map_or(false, |stream| stream.open) || answer == Answer::Events;
        let limits = Limits::new(attempts.connect_limit(), attempts.whole_limit(options, open));
        let result = {
            let _entered = attempts.trace().enter();
            exchange::<O>(client, request, limits, answer)
        };
        if lent.as_ref().map_or(false, Lent::is_taken) {
            attempts.make_last();
        }
        let result = match result {
            Ok(Head::Begun(parts, body)) => {
                let response = attempts.begin::<O>(&parts)?;
                return Ok(Streamed { response, body });
            }
            Ok(Head::Whole(answer)) => Ok(answer),
            // There is no limit of an attempt here.
            Err(error) => Err(error.of_limit(TimeoutKind::Operation)),
        };
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => {
                return outcome.map(|response| Streamed { response, body: Body::empty() })
            }
            Verdict::Again(pause) => client.sleep().sleep(pause),
        }
    }
}

/// Sends a request and reads the head of its answer; all of it, if it is not one of success.
fn exchange<O: Operation>(
    client: &Client,
    request: http::Request<Body>,
    limits: Limits,
    answer: Answer,
) -> Result<Head, TransportError> {
    let begun = client.shared().clock.elapsed();
    let (parts, body) = client.transport().send(request, limits)?.into_parts();
    if answer != Answer::Whole && succeeds::<O>(parts.status) {
        return Ok(Head::Begun(parts, body));
    }
    let end = limits.attempt.map(|limit| begun.saturating_add(limit));
    whole(client, http::Response::from_parts(parts, body), end).map(Head::Whole)
}
