//! A connection, and an exchange over it. It has no task: polling drives it.

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

/// An idle connection, or the response to a request.
pub(super) struct Link {
    sender: SendRequest<Body>,
    /// The driver. Without it, the connection is closed.
    driver: Option<Connection<Io, Body>>,
    /// The reason why it was closed.
    error: Option<hyper::Error>,
    watch: Arc<Watch>,
}

/// A request without a response.
pub(super) enum Failure {
    /// The service has not seen it, so it can be sent over another connection.
    Untouched(Box<Request<Body>>, TransportError),
    Broken(TransportError),
}

impl Link {
    /// Opens a connection. A peer that sends first is not an HTTP server: its bytes would become the response to the first
    /// request, and each response that of the next request.
    pub(super) async fn open(stream: Stream) -> Result<Self, TransportError> {
        let watch = Arc::new(Watch::default());
        let io = Io::new(stream, watch.clone());
        let (sender, driver) = http1::handshake(io).await.map_err(|error| broken(error).not_sent())?;
        let mut link = Self { sender, driver: Some(driver), error: None, watch };
        let held = link.held().await;
        match link.error.take() {
            // Of the errors without a cause, only an unexpected message is possible here.
            Some(error) if error.source().is_none() => Err(early()),
            Some(error) => Err(broken(error).not_sent()),
            None if held == Some(Held::Response) => Err(early()),
            None => Ok(link),
        }
    }

    /// Transfers available bytes.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) {
        if let Some(driver) = &mut self.driver {
            // An error also appears in the response.
            if let Poll::Ready(result) = Pin::new(driver).poll(cx) {
                self.driver = None;
                self.error = result.err();
            }
        }
    }

    /// Whether another request can be sent: the last exchange is complete, and the connection open.
    pub(super) fn is_ready(&mut self, cx: &mut Context<'_>) -> bool {
        self.drive(cx);
        self.driver.is_some() && matches!(self.sender.poll_ready(cx), Poll::Ready(Ok(())))
    }

    /// Whether an idle connection can be reused: it must also have no unread byte, in the buffer of hyper, in TLS or in the
    /// socket, even if the runtime has not noticed it yet.
    pub(super) async fn is_silent(&mut self) -> bool {
        self.held().await == Some(Held::Nothing)
    }

    /// Returns the unread content of the connection; `None` if it is closed.
    async fn held(&mut self) -> Option<Held> {
        poll_fn(|cx| {
            self.watch.ask();
            let ready = self.is_ready(cx);
            match self.watch.told() {
                _ if !ready => Poll::Ready(None),
                // hyper is notified when the runtime is, together with this future.
                Some(Held::Unread) => Poll::Pending,
                held => Poll::Ready(held),
            }
        })
        .await
    }

    /// Sends a request, up to the headers of its response. Also returns the connection, to read the body.
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

/// Converts an error of hyper before the response. Those of hyper contain neither addresses nor headers.
fn broken(error: hyper::Error) -> TransportError {
    let kind = if error.is_parse() {
        TransportErrorKind::Protocol
    } else if error.is_user() {
        // The body of the caller cannot be read: the connection is fine.
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Send
    };
    TransportError::new(kind).with_source(error)
}
