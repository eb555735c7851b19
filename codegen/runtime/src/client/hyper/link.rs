//! One connection, and one exchange over it. It has no task: polling it drives it.

use std::error::Error as _;
use std::future::{poll_fn, Future};
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, Connection, SendRequest};

use super::super::super::call::{TransportError, TransportErrorKind};
use super::super::Body;
use super::io::{Held, Io, Stream, Watch};

/// A connection over which nothing travels, or the response to one request.
pub(super) struct Link {
    sender: SendRequest<Body>,
    /// Reads and writes. Without it, the connection is closed.
    driver: Option<Connection<Io, Body>>,
    /// Why it was closed.
    error: Option<hyper::Error>,
    watch: Arc<Watch>,
}

/// A request without a response.
pub(super) enum Failure {
    /// Nothing of it was looked at, so that it can be sent again, over another connection.
    Untouched(Box<Request<Body>>, TransportError),
    Broken(TransportError),
}

impl Link {
    /// A new connection. What sends before it was asked is not a server of HTTP: its bytes would be taken for the response to
    /// the first request, and each response for that to the next one.
    pub(super) async fn open(stream: Stream) -> Result<Self, TransportError> {
        let watch = Arc::new(Watch::default());
        let io = Io::new(stream, watch.clone());
        let (sender, driver) = http1::handshake(io).await.map_err(|error| broken(error).not_sent())?;
        let mut link = Self { sender, driver: Some(driver), error: None, watch };
        let held = link.held().await;
        match link.error.take() {
            // Of errors without a cause, only one is possible here: a message that was not expected.
            Some(error) if error.source().is_none() => Err(early()),
            Some(error) => Err(broken(error).not_sent()),
            None if held == Some(Held::Response) => Err(early()),
            None => Ok(link),
        }
    }

    /// Moves bytes, as far as that goes.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) {
        if let Some(driver) = &mut self.driver {
            // Its error, if there is one, comes out of the response, too.
            if let Poll::Ready(result) = Pin::new(driver).poll(cx) {
                self.driver = None;
                self.error = result.err();
            }
        }
    }

    /// Whether another request can be sent: the last exchange is over, and nobody has closed the connection.
    pub(super) fn is_ready(&mut self, cx: &mut Context<'_>) -> bool {
        self.drive(cx);
        self.driver.is_some() && matches!(self.sender.poll_ready(cx), Poll::Ready(Ok(())))
    }

    /// The same for a connection that was idle. It also must not hold a byte: not in the buffer of hyper, not in TLS, not in
    /// the socket, whether the runtime knows of it or not.
    pub(super) async fn is_silent(&mut self) -> bool {
        self.held().await == Some(Held::Nothing)
    }

    /// What the connection holds; none if it is closed.
    async fn held(&mut self) -> Option<Held> {
        poll_fn(|cx| {
            self.watch.ask();
            let ready = self.is_ready(cx);
            match self.watch.told() {
                _ if !ready => Poll::Ready(None),
                // hyper is told as soon as the runtime knows, and this future with it.
                Some(Held::Unread) => Poll::Pending,
                held => Poll::Ready(held),
            }
        })
        .await
    }

    /// Sends a request, up to the headers of its response. The connection comes back with it, to read the body.
    pub(super) async fn exchange(
        mut self,
        request: Request<Body>,
    ) -> Result<(Response<Incoming>, Self), Failure> {
        self.watch.restart();
        let result = {
            let mut response = pin!(self.sender.try_send_request(request));
            let driver = &mut self.driver;
            poll_fn(|cx| {
                if let Some(running) = driver {
                    if Pin::new(running).poll(cx).is_ready() {
                        // Dropping it resolves the response.
                        *driver = None;
                    }
                }
                response.as_mut().poll(cx)
            })
            .await
        };
        match result {
            Ok(response) => Ok((response, self)),
            Err(mut failed) => {
                let request = failed.take_message();
                let mut error = broken(failed.into_error());
                if !self.watch.has_written() {
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

fn early() -> TransportError {
    TransportError::new(TransportErrorKind::Protocol)
        .with_source("the service sent bytes before the request")
        .not_sent()
}

/// An error of hyper before the response. Those of hyper name neither addresses nor headers.
fn broken(error: hyper::Error) -> TransportError {
    let kind = if error.is_parse() {
        TransportErrorKind::Protocol
    } else if error.is_user() {
        // A body of the caller's that cannot be read: the connection is not to blame.
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Send
    };
    TransportError::new(kind).with_source(error)
}
