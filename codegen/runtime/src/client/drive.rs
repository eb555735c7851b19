//! The loop of an async call: send, evaluate, wait, retry.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use super::super::call::{Attempts, Inflate, Options, Received, TimeoutKind, Trace, TransportError, Verdict};
use super::super::{CallError, Operation};
use super::{checksums, discovery, waiting, Body, BoxFuture, Client};

/// An attempt that was given to the transport.
struct Sent<'c> {
    response: BoxFuture<'c, Result<http::Response<Body>, TransportError>>,
    alarm: Option<Alarm>,
}

/// A timer, and the timeout that has expired when it is ready.
pub(super) type Alarm = (BoxFuture<'static, ()>, TimeoutKind);

/// Makes a call.
pub(crate) async fn call<O: Operation>(client: &Client, input: O::Input, options: &Options) -> Received<O> {
    let mut attempts = begin::<O>(client, input, options)?;
    finish::<O>(client, &mut attempts).await
}

/// Creates the request of a call. It is not a part of `finish`, whose future would contain the input.
pub(crate) fn begin<'c, O: Operation>(
    client: &'c Client,
    input: O::Input,
    options: &'c Options,
) -> Result<Attempts<'c>, CallError<O::Error>> {
    client.sleep().check()?;
    Attempts::prepare::<O>(client.shared(), input, options)
}

/// Makes the attempts of a call.
pub(crate) async fn finish<O: Operation>(client: &Client, attempts: &mut Attempts<'_>) -> Received<O> {
    loop {
        let sent = match start::<O>(client, attempts).await {
            Ok(sent) => sent,
            Err(error) => {
                let outcome = Err(error);
                attempts.end::<O, _>(&outcome);
                return outcome;
            }
        };
        let result = exchange(client, sent, attempts.trace()).await;
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => {
                attempts.end::<O, _>(&outcome);
                return outcome;
            }
            Verdict::Retry(delay) => client.sleep().sleep(delay).await,
        }
    }
}

/// Gives the request of the next attempt to the transport: to its endpoint, with the changes of interceptors, and signed. The
/// request is not an argument of a function that waits: an async function keeps its arguments twice, and moving them costs time.
async fn start<'c, O: Operation>(
    client: &'c Client,
    attempts: &mut Attempts<'_>,
) -> Result<Sent<'c>, CallError<O::Error>> {
    attempts.before_call::<O>()?;
    discovery::direct::<O>(client, attempts).await?;
    attempts.before_attempt::<O>()?;
    let request = client.auth().request::<O>(client, attempts).await?;
    let alarm = alarm(client, attempts.limit());
    let _entered = attempts.trace().enter();
    Ok(Sent { response: checksums::send(client, request.map(Body::from)), alarm })
}

/// Receives the whole response. After a timeout, nothing of the attempt is left, and its connection is closed.
async fn exchange(
    client: &Client,
    sent: Sent<'_>,
    trace: &Trace,
) -> Result<http::Response<Bytes>, TransportError> {
    let Sent { response, alarm } = sent;
    let mut response = pin!(async {
        let response = response.await?;
        whole(client, response).await
    });
    within(alarm, trace, |cx| response.as_mut().poll(cx)).await
}

/// Reads the body of a response, and decompresses it. It is not an async function, whose future would contain the head twice.
pub(super) fn whole(
    client: &Client,
    response: http::Response<Body>,
) -> impl Future<Output = Result<http::Response<Bytes>, TransportError>> {
    let most = client.shared().max_response;
    let (parts, body) = response.into_parts();
    let body = body.collect(most);
    async move {
        let body = match body.await {
            Ok(body) => body,
            // The head of an error response is sufficient, and must not be lost because of its body.
            Err(_) if !parts.status.is_success() => Bytes::new(),
            Err(error) => return Err(error),
        };
        let inflate = match Inflate::begin(http::Response::from_parts(parts, body), most) {
            Ok(response) => return Ok(response),
            Err(inflate) => inflate,
        };
        inflated(inflate).await
    }
}

/// Decompresses a body. After each step, it yields to other tasks and to the timeouts.
fn inflated(
    mut inflate: Box<Inflate>,
) -> impl Future<Output = Result<http::Response<Bytes>, TransportError>> {
    poll_fn(move |cx| {
        let result = inflate.step();
        if result.is_none() {
            cx.waker().wake_by_ref();
        }
        result.map_or(Poll::Pending, Poll::Ready)
    })
}

/// Starts the timer of a timeout.
pub(super) fn alarm(client: &Client, limit: Option<(Duration, TimeoutKind)>) -> Option<Alarm> {
    limit.map(|(time, kind)| (client.sleep().sleep(time), kind))
}

/// Returns the result of some work, or a timeout error. The caller keeps the work, so that it is not moved, and drops it.
pub(super) fn within<'a, T>(
    mut alarm: Option<Alarm>,
    trace: &'a Trace,
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<Result<T, TransportError>> + 'a,
) -> impl Future<Output = Result<T, TransportError>> + 'a
where
    T: 'a,
{
    poll_fn(move |cx| {
        let _entered = trace.enter();
        let (polled, waits) = waiting::noted(|| poll(cx));
        if let Poll::Ready(result) = polled {
            return Poll::Ready(result);
        }
        match &mut alarm {
            Some((alarm, kind)) => alarm.as_mut().poll(cx).map(|()| Err(waiting::too_late(*kind, waits))),
            None => Poll::Pending,
        }
    })
}
