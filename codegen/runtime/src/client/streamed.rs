//! The loop of an async call with a streamed request or response: like other calls, up to the head of the response.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;

use super::super::call::{
    self, succeeds, Attempts, Options, SentStream, TimeoutKind, Trace, TransportError, Verdict,
};
use super::super::{CallError, Operation};
use super::drive::whole;
use super::lent::Lent;
use super::stalling::Stalling;
use super::{checksums, waiting, Body, Client};

/// A response whose body follows: [`chunk`](Body::chunk) gives its pieces.
///
/// The attempt timeout applies to each piece: a body that stalls for longer ends with an error. There is no timeout for the
/// whole body, and no size limit.
pub type Streamed<T> = call::Streamed<T, Body>;

/// A body to send, and its description.
pub(crate) type Sent = (Body, SentStream);

/// The responses to stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receive {
    /// Successful ones.
    Streamed,
    /// None.
    Whole,
}

/// The result of an attempt.
enum Head {
    Begun(http::response::Parts, Body),
    Whole(http::Response<Bytes>),
}

/// Makes a call up to the head of its response. The caller sets the stalling timeout.
pub(crate) async fn call<O: Operation>(
    client: &Client,
    input: O::Input,
    options: &Options,
    sent: Option<Sent>,
    receive: Receive,
) -> Result<Streamed<O::Output>, CallError<O::Error>> {
    client.sleep().check()?;
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    let stream = sent.as_ref().map(|(_, stream)| stream.clone());
    let encoder = stream.as_ref().and_then(|stream| attempts.follow(stream));
    if receive == Receive::Streamed {
        attempts.stream_response();
    }
    let lent = sent.map(|(body, _)| Lent::new(checksums::encoded(body, encoder)));
    loop {
        let request = match attempts.before_call::<O>().and_then(|()| attempts.before_attempt::<O>()) {
            Ok(()) => client.auth().request::<O>(client, &mut attempts).await,
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
        let open = stream.as_ref().map_or(false, |stream| stream.open);
        let limit = || attempts.head_limit(open);
        let exchange = exchange::<O>(client, request, receive);
        let result = within(client, limit, lent.as_ref(), attempts.trace(), exchange).await;
        if lent.as_ref().map_or(false, |lent| lent.taken() > 0) {
            attempts.make_last();
        }
        let result = match result {
            Ok(Head::Begun(parts, body)) => {
                let head = attempts.begin::<O>(parts);
                attempts.end::<O, _>(&head);
                return head.map(|head| Streamed::new(head, body));
            }
            Ok(Head::Whole(response)) => Ok(response),
            Err(error) => Err(error),
        };
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => {
                attempts.end::<O, _>(&outcome);
                return outcome.map(|head| Streamed::new(head, Body::empty()));
            }
            Verdict::Retry(delay) => client.sleep().sleep(delay).await,
        }
    }
}

/// Returns the body, with the attempt timeout for each piece.
pub(crate) fn limited(client: &Client, options: &Options, body: Body) -> Body {
    match options.timeouts(client.shared()).attempt {
        Some(limit) => Stalling::limit(body, client, limit),
        None => body,
    }
}

/// Sends a request and reads the head of its response, or the complete response if it is not successful.
async fn exchange<O: Operation>(
    client: &Client,
    request: http::Request<Body>,
    receive: Receive,
) -> Result<Head, TransportError> {
    let (parts, body) = checksums::send(client, request).await?.into_parts();
    if receive == Receive::Streamed && succeeds::<O>(parts.status) {
        return Ok(Head::Begun(parts, body));
    }
    whole(client, http::Response::from_parts(parts, body)).await.map(Head::Whole)
}

/// Returns the result of a future, or a timeout error. The attempt timeout restarts whenever the transport takes a piece of
/// the request body.
async fn within<T>(
    client: &Client,
    limit: impl Fn() -> Option<(Duration, TimeoutKind)>,
    lent: Option<&Lent>,
    trace: &Trace,
    work: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    let taken = || lent.map_or(0, Lent::taken);
    let alarm = || limit().map(|(time, kind)| (client.sleep().sleep(time), kind));
    let mut work = pin!(work);
    let (mut rings, mut before) = (alarm(), taken());
    poll_fn(|cx| {
        let _entered = trace.enter();
        let (polled, waits) = waiting::noted(|| work.as_mut().poll(cx));
        if let Poll::Ready(result) = polled {
            return Poll::Ready(result);
        }
        while let Some((ring, kind)) = &mut rings {
            if ring.as_mut().poll(cx).is_pending() {
                break;
            }
            if *kind != TimeoutKind::Attempt || taken() == before {
                return Poll::Ready(Err(waiting::too_late(*kind, waits)));
            }
            (rings, before) = (alarm(), taken());
        }
        Poll::Pending
    })
    .await
}
