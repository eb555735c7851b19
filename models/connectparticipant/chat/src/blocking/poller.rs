//! Waiting for the sockets of a chat, for other threads and for a time, all at once.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::time::Duration;

use connectparticipant::blocking::Connection;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Registry, Token};

use crate::live::stack;

/// All sockets of a chat are tried after each event: there are three at most.
const SOCKET: Token = Token(0);
const WAKE: Token = Token(1);

/// The poller of a thread.
pub(super) struct Poller {
    poll: Poll,
    events: Events,
    waker: Waker,
}

struct Wakeup(mio::Waker);

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // It fails only if the thread has so many wakes already that they do not fit.
        let _ = self.0.wake();
    }
}

impl Poller {
    pub(super) fn new() -> io::Result<Self> {
        let poll = Poll::new()?;
        let waker = Waker::from(Arc::new(Wakeup(mio::Waker::new(poll.registry(), WAKE)?)));
        Ok(Self { poll, events: Events::with_capacity(8), waker })
    }

    pub(super) fn registry(&self) -> io::Result<Arc<Registry>> {
        self.poll.registry().try_clone().map(Arc::new)
    }

    /// Returns the waker of the thread.
    pub(super) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Waits for an event, at most for this time.
    pub(super) fn wait(&mut self, limit: Option<Duration>) -> io::Result<()> {
        match self.poll.poll(&mut self.events, limit) {
            Err(error) if error.kind() != ErrorKind::Interrupted => Err(error),
            _ => Ok(()),
        }
    }
}

/// A connection that the poller watches.
pub(super) struct Stream {
    connection: Connection,
    /// The same socket.
    source: TcpStream,
    registry: Arc<Registry>,
    /// Whether bytes wait for the socket to take them.
    is_full: bool,
}

impl Stream {
    pub(super) fn new(connection: Connection, registry: Arc<Registry>) -> io::Result<Self> {
        connection.set_nonblocking(true)?;
        let mut source = TcpStream::from_std(connection.try_clone_socket()?);
        registry.register(&mut source, SOCKET, Interest::READABLE)?;
        Ok(Self { connection, source, registry, is_full: false })
    }

    /// Lets the poller report what was not possible, also if it is possible by now.
    fn checked<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if matches!(&result, Err(error) if error.kind() == ErrorKind::WouldBlock) {
            let interest = Interest::READABLE;
            let interest = if self.is_full { interest | Interest::WRITABLE } else { interest };
            self.registry.reregister(&mut self.source, SOCKET, interest)?;
        }
        result
    }

    fn written<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.is_full = matches!(&result, Err(error) if error.kind() == ErrorKind::WouldBlock);
        self.checked(result)
    }
}

impl stack::Connection for Stream {
    /// The poller wakes the thread.
    fn attend(&mut self, _waker: &Waker) {}
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let result = self.connection.read(bytes);
        self.checked(result)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.connection.write(bytes);
        self.written(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.connection.flush();
        self.written(result)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // It ends with the socket at the latest.
        let _ = self.registry.deregister(&mut self.source);
    }
}
