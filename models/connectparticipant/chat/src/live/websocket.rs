//! The websocket protocol of tungstenite over a connection that does not wait.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::ErrorKind;
use std::task::{Context, Poll};

use tungstenite::client::client_with_config;
use tungstenite::handshake::client::ClientHandshake;
use tungstenite::handshake::{HandshakeError, MidHandshake};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message};

use super::stack::Connection;

/// An open websocket.
pub(super) struct WebSocket<C> {
    inner: tungstenite::WebSocket<C>,
    /// Whether everything is written.
    flushed: bool,
}

impl<C: Connection> WebSocket<C> {
    /// Requests a websocket.
    pub(super) async fn open(url: &str, connection: C, config: WebSocketConfig) -> Result<Self, Error> {
        let (mut connection, mut begun) = (Some(connection), None::<MidHandshake<ClientHandshake<C>>>);
        let inner = poll_fn(|cx| {
            let result = match (connection.take(), begun.take()) {
                (Some(mut connection), _) => {
                    connection.attend(cx.waker());
                    client_with_config(url, connection, Some(config))
                }
                (None, Some(mut begun)) => {
                    begun.get_mut().get_mut().attend(cx.waker());
                    begun.handshake()
                }
                (None, None) => return Poll::Ready(Err(Error::ConnectionClosed)),
            };
            match result {
                Ok((socket, _)) => Poll::Ready(Ok(socket)),
                Err(HandshakeError::Failure(error)) => Poll::Ready(Err(error)),
                Err(HandshakeError::Interrupted(next)) => {
                    begun = Some(next);
                    Poll::Pending
                }
            }
        })
        .await?;
        Ok(Self { inner, flushed: true })
    }

    /// Returns the next message. The end is an error.
    pub(super) fn poll_message(&mut self, cx: &Context<'_>) -> Poll<Result<Message, Error>> {
        self.inner.get_mut().attend(cx.waker());
        match self.inner.read() {
            Err(error) if would_block(&error) => Poll::Pending,
            result => Poll::Ready(result),
        }
    }

    /// Writes what is possible without waiting.
    pub(super) fn write(&mut self, outbox: &mut VecDeque<Message>, cx: &Context<'_>) -> Result<(), Error> {
        if outbox.is_empty() && self.flushed {
            return Ok(());
        }
        self.inner.get_mut().attend(cx.waker());
        while let Some(message) = outbox.pop_front() {
            // A message that cannot be written yet is in the buffer.
            self.inner
                .write(message)
                .or_else(|error| if would_block(&error) { Ok(()) } else { Err(error) })?;
        }
        match self.inner.flush() {
            Err(error) if would_block(&error) => self.flushed = false,
            Err(Error::ConnectionClosed) => self.flushed = true,
            result => {
                result?;
                self.flushed = true;
            }
        }
        Ok(())
    }
}

fn would_block(error: &Error) -> bool {
    matches!(error, Error::Io(error) if error.kind() == ErrorKind::WouldBlock)
}
