//! The async client of a chat: its calls, its connections, its clock and its timer.

use std::io::{self, ErrorKind, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use connectparticipant::client::{self, Sleep, Transport};
use connectparticipant::config::{Clock, Timeouts};
use connectparticipant::service::Service;
use connectparticipant::{CallError, Client, Operation};
use http::Uri;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::live::stack::{BoxFuture, Connection, Stack};

/// The client, and its parts.
pub(super) struct AsyncStack(Client);

impl AsyncStack {
    /// Returns `None` if the transport opens no connections.
    pub(super) fn new(client: Client) -> Option<Self> {
        let stack = Self(client);
        let has_sockets = stack.transport().connect(Uri::from_static("http://localhost")).is_some();
        has_sockets.then_some(stack)
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        self.0.as_ref().transport()
    }

    pub(super) fn timeouts(&self) -> Timeouts {
        self.0.as_ref().timeouts()
    }

    pub(super) fn timer(&self) -> &dyn Sleep {
        self.0.as_ref().sleep()
    }
}

impl Stack for AsyncStack {
    type Client = Client;
    type Connection = Stream;

    fn client(&self) -> &Client {
        &self.0
    }

    fn clock(&self) -> &dyn Clock {
        self.0.as_ref().clock()
    }

    async fn call<O>(client: Client, input: O::Input) -> Result<O::Output, CallError<O::Error>>
    where
        O: Operation<Service = Service> + 'static,
        O::Input: Send,
        O::Output: Send,
        O::Error: Send,
    {
        client.call::<O>(input).send().await
    }

    fn open(&self, uri: Uri) -> BoxFuture<Result<Stream, Box<str>>> {
        let stack = Self(self.0.clone());
        Box::pin(async move {
            let connecting = stack.transport().connect(uri);
            let connecting = connecting.ok_or("the transport of the client opens no websockets")?;
            let connection = connecting.await.map_err(|error| error.to_string())?;
            Ok(Stream { connection, waker: Waker::noop().clone() })
        })
    }

    fn background<T: Send + 'static>(
        work: impl Future<Output = T> + Send + 'static,
        _failed: impl FnOnce(io::Error) -> T + Send + 'static,
    ) -> BoxFuture<T> {
        Box::pin(work)
    }
}

/// A connection of the async client, as a stream that does not wait.
pub(super) struct Stream {
    connection: client::Connection,
    waker: Waker,
}

impl Stream {
    fn now<T>(
        &mut self,
        poll: impl FnOnce(Pin<&mut client::Connection>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> io::Result<T> {
        match poll(Pin::new(&mut self.connection), &mut Context::from_waker(&self.waker)) {
            Poll::Ready(result) => result,
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
        }
    }
}

impl Connection for Stream {
    fn attend(&mut self, waker: &Waker) {
        self.waker.clone_from(waker);
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
