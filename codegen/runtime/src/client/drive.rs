//! The loop of an async call: send, evaluate, wait, retry.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;

use super::super::call::{Attempts, Inflate, Options, Received, TimeoutKind, Trace, TransportError, Verdict};
use super::super::{CallError, Operation};
use super::{discovery, waiting, Body, Client, Sleep};

/// Makes a call.
pub(crate) async fn call<O: Operation>(client: &Client, input: O::Input, options: &Options) -> Received<O> {
    client.sleep().check()?;
    let mut attempts = Attempts::prepare::<O>(client.shared(), input, options)?;
    loop {
        let request = match start::<O>(client, &mut attempts, options).await {
            Ok(request) => request,
            Err(error) => return attempts.end::<O, _>(Err(error)),
        };
        let exchange = exchange(client, request);
        let result = within(client.sleep(), attempts.limit(), attempts.trace(), exchange).await;
        match attempts.judge::<O>(result) {
            Verdict::Done(outcome) => return attempts.end::<O, _>(outcome),
            Verdict::Retry(delay) => client.sleep().sleep(delay).await,
        }
    }
}

/// Returns the request of the next attempt: to its endpoint, with the changes of interceptors, and signed.
async fn start<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
    options: &Options,
) -> Result<http::Request<Bytes>, CallError<O::Error>> {
    attempts.before_call::<O>()?;
    discovery::direct::<O>(client, attempts, options).await?;
    attempts.before_attempt::<O>()?;
    client.auth().request::<O>(client, attempts).await
}

/// Sends a request and reads the whole response.
async fn exchange(
    client: &Client,
    request: http::Request<Bytes>,
) -> Result<http::Response<Bytes>, TransportError> {
    let response = client.transport().send(request.map(Body::from)).await?;
    whole(client, response).await
}

/// Reads the body of a response, and decompresses it.
pub(super) async fn whole(
    client: &Client,
    response: http::Response<Body>,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = response.into_parts();
    let body = match body.collect(client.shared().max_response).await {
        Ok(body) => body,
        // The head of an error response is sufficient, and must not be lost because of its body.
        Err(_) if !parts.status.is_success() => Bytes::new(),
        Err(error) => return Err(error),
    };
    match Inflate::begin(http::Response::from_parts(parts, body), client.shared().max_response) {
        Ok(response) => Ok(response),
        Err(mut inflate) => inflated(&mut inflate).await,
    }
}

/// Decompresses a body. After each step, it yields to other tasks and to the timeouts.
async fn inflated(inflate: &mut Inflate) -> Result<http::Response<Bytes>, TransportError> {
    poll_fn(|cx| {
        let result = inflate.step();
        if result.is_none() {
            cx.waker().wake_by_ref();
        }
        result.map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

/// Returns the result of a future, or a timeout error. Then the future is dropped together with its connection.
pub(super) async fn within<T>(
    sleep: &dyn Sleep,
    limit: Option<(Duration, TimeoutKind)>,
    trace: &Trace,
    work: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    let mut work = pin!(work);
    let mut alarm = limit.map(|(time, kind)| (sleep.sleep(time), kind));
    poll_fn(|cx| {
        let _entered = trace.enter();
        let (polled, waits) = waiting::noted(|| work.as_mut().poll(cx));
        if let Poll::Ready(result) = polled {
            return Poll::Ready(result);
        }
        match &mut alarm {
            Some((alarm, kind)) => alarm.as_mut().poll(cx).map(|()| Err(waiting::too_late(*kind, waits))),
            None => Poll::Pending,
        }
    })
    .await
}
