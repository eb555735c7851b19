//! One connection, and one exchange over it. Nothing drives it but the polls of whoever has it.

use std::future::{poll_fn, Future};
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, Connection, SendRequest};
use tokio::task::yield_now;

use super::super::super::call::{TransportError, TransportErrorKind};
use super::super::Body;
use super::io::{Io, Stream};

/// A connection over which nothing travels, or the answer of one request.
pub(super) struct Link {
    sender: SendRequest<Body>,
    /// Reads and writes. Without it, the connection is closed.
    driver: Option<Connection<Io, Body>>,
    written: Arc<AtomicBool>,
}

/// A request without an answer.
pub(super) enum Failure {
    /// Nothing of it was looked at, so that it can be sent again, over another connection.
    Untouched(Box<Request<Body>>, TransportError),
    Broken(TransportError),
}

impl Link {
    pub(super) async fn open(stream: Stream) -> Result<Self, TransportError> {
        let written = Arc::new(AtomicBool::new(false));
        let io = Io::new(stream, written.clone());
        let (sender, driver) = http1::handshake(io).await.map_err(|error| broken(error).not_sent())?;
        Ok(Self { sender, driver: Some(driver), written })
    }

    /// Moves bytes, as far as that goes.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) {
        if let Some(driver) = &mut self.driver {
            // Its error, if there is one, comes out of the answer, too.
            if Pin::new(driver).poll(cx).is_ready() {
                self.driver = None;
            }
        }
    }

    /// Whether another request can be sent: the last exchange is over, and nobody has closed the connection.
    pub(super) fn is_ready(&mut self, cx: &mut Context<'_>) -> bool {
        self.drive(cx);
        self.driver.is_some() && matches!(self.sender.poll_ready(cx), Poll::Ready(Ok(())))
    }

    /// The same for a connection that nobody has looked at for a while. The runtime gets a turn in between, since it may
    /// have had none since the other side closed.
    pub(super) async fn is_open(&mut self) -> bool {
        if !poll_fn(|cx| Poll::Ready(self.is_ready(cx))).await {
            return false;
        }
        yield_now().await;
        poll_fn(|cx| Poll::Ready(self.is_ready(cx))).await
    }

    /// Sends a request, up to the headers of its answer. The connection comes back with it, to read the body.
    pub(super) async fn exchange(
        mut self,
        request: Request<Body>,
    ) -> Result<(Response<Incoming>, Self), Failure> {
        self.written.store(false, Ordering::Relaxed);
        let result = {
            let mut answer = pin!(self.sender.try_send_request(request));
            let driver = &mut self.driver;
            poll_fn(|cx| {
                if let Some(running) = driver {
                    if Pin::new(running).poll(cx).is_ready() {
                        // Dropping it resolves the answer.
                        *driver = None;
                    }
                }
                answer.as_mut().poll(cx)
            })
            .await
        };
        match result {
            Ok(answer) => Ok((answer, self)),
            Err(mut failed) => {
                let request = failed.take_message();
                let mut error = broken(failed.into_error());
                if !self.written.load(Ordering::Relaxed) {
                    error = error.not_sent();
                }
                Err(match request {
                    Some(request) => Failure::Untouched(Box::new(request), error),
                    None => Failure::Broken(error),
                })
            }
        }
    }
}

/// An error of hyper before the answer. Those of hyper name neither addresses nor headers.
fn broken(error: hyper::Error) -> TransportError {
    // An answer that is no HTTP, or a body of the caller's that cannot be read: the connection is not to blame.
    let kind = if error.is_parse() || error.is_user() {
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Send
    };
    TransportError::new(kind).with_source(error)
}
