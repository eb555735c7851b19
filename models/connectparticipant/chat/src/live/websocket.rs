//! The websocket protocol of tungstenite over a connection of the async client.
//!
//! tungstenite reads and writes like a program that blocks. Its stream here never does: it returns [`WouldBlock`](ErrorKind::WouldBlock),
//! and the task is woken when more is possible.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, ErrorKind, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use connectparticipant::client::Connection;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tungstenite::client::client_with_config;
use tungstenite::handshake::HandshakeError;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message};

/// The waker of the task that polls: the stream has no other way to it.
type Task = Arc<Mutex<Waker>>;

fn set(task: &Task, cx: &Context<'_>) {
    task.lock().unwrap_or_else(PoisonError::into_inner).clone_from(cx.waker());
}

/// A connection as a blocking stream.
struct Stream {
    connection: Connection,
    task: Task,
}

impl Stream {
    fn now<T>(
        &mut self,
        poll: impl FnOnce(Pin<&mut Connection>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> io::Result<T> {
        let waker = self.task.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match poll(Pin::new(&mut self.connection), &mut Context::from_waker(&waker)) {
            Poll::Ready(result) => result,
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut buffer = ReadBuf::new(bytes);
        self.now(|connection, cx| connection.poll_read(cx, &mut buffer))?;
        Ok(buffer.filled().len())
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.now(|connection, cx| connection.poll_write(cx, bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.now(AsyncWrite::poll_flush)
    }
}

/// An open websocket.
pub(super) struct WebSocket {
    inner: tungstenite::WebSocket<Stream>,
    task: Task,
    /// Whether everything is written.
    flushed: bool,
}

impl WebSocket {
    /// Requests a websocket.
    pub(super) async fn open(
        url: &str,
        connection: Connection,
        config: WebSocketConfig,
    ) -> Result<Self, Error> {
        let task = Arc::new(Mutex::new(Waker::noop().clone()));
        let stream = Stream { connection, task: Arc::clone(&task) };
        let (mut stream, mut begun) = (Some(stream), None);
        let inner = poll_fn(|cx| {
            set(&task, cx);
            let result = match (stream.take(), begun.take()) {
                (Some(stream), _) => client_with_config(url, stream, Some(config)),
                (None, Some(begun)) => tungstenite::handshake::MidHandshake::handshake(begun),
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
        Ok(Self { inner, task, flushed: true })
    }

    /// Returns the next message. The end is an error.
    pub(super) fn poll_message(&mut self, cx: &Context<'_>) -> Poll<Result<Message, Error>> {
        set(&self.task, cx);
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
        set(&self.task, cx);
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
