//! A socket of Tokio, with TLS or without, as hyper reads and writes one.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::rt::ReadBufCursor;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::client::TlsStream;

use super::socket::{Socket, Unread};

/// As much as one record of TLS holds.
const PIECE: usize = 16 * 1024;

/// The two ways to a service.
pub(super) enum Stream {
    Plain(Socket),
    Tls(Box<TlsStream<Socket>>),
}

impl Stream {
    pub(super) fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self {
            Self::Plain(socket) => Pin::new(socket).poll_read(cx, buffer),
            Self::Tls(tls) => Pin::new(&mut **tls).poll_read(cx, buffer),
        }
    }

    pub(super) fn writer(&mut self) -> Pin<&mut (dyn AsyncWrite + Send + Unpin)> {
        match self {
            Self::Plain(socket) => Pin::new(socket),
            Self::Tls(tls) => Pin::new(&mut **tls),
        }
    }
}

/// What a connection holds of which hyper does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    /// Bytes in the socket that can only be a part of a response, or the end of the connection.
    Response,
    /// Bytes in the socket that may be a message of TLS itself, such as a session ticket. The runtime will read them.
    Unread,
    /// A part of a record of TLS.
    Record,
    /// Nobody knows.
    Unknown,
}

/// What the owner of a connection and its stream, which belongs to hyper, tell each other.
#[derive(Default)]
pub(super) struct Watch {
    written: AtomicBool,
    asked: AtomicBool,
    held: AtomicU8,
}

impl Watch {
    /// Forgets what was written so far.
    pub(super) fn restart(&self) {
        self.written.store(false, Ordering::Relaxed);
    }

    /// Whether anything was written since.
    pub(super) fn has_written(&self) -> bool {
        self.written.load(Ordering::Relaxed)
    }

    /// Has the next read that finds nothing ask the operating system whether that is true.
    pub(super) fn ask(&self) {
        self.held.store(0, Ordering::Relaxed);
        self.asked.store(true, Ordering::Relaxed);
    }

    /// What came of it; none if there was no such read.
    pub(super) fn told(&self) -> Option<Held> {
        self.asked.store(false, Ordering::Relaxed);
        match self.held.load(Ordering::Relaxed) {
            1 => Some(Held::Nothing),
            2 => Some(Held::Response),
            3 => Some(Held::Unread),
            4 => Some(Held::Record),
            5 => Some(Held::Unknown),
            _ => None,
        }
    }

    fn tell(&self, stream: &Stream) {
        let (socket, tls) = match stream {
            Stream::Plain(socket) => (socket, false),
            Stream::Tls(stream) => (stream.get_ref().0, true),
        };
        let held = match socket.unread() {
            Unread::Nothing if socket.is_amid_record() => Held::Record,
            Unread::Nothing => Held::Nothing,
            Unread::Unknown => Held::Unknown,
            Unread::Bytes | Unread::End if tls => Held::Unread,
            Unread::Bytes | Unread::End => Held::Response,
        };
        self.held.store(held as u8 + 1, Ordering::Relaxed);
    }
}

/// A stream that remembers whether anything was written, and is asked whether there is anything to read.
pub(super) struct Io {
    stream: Stream,
    /// What was read, on its way to hyper, whose own buffer cannot be lent to Tokio without unsafe code.
    piece: Box<[u8]>,
    watch: Arc<Watch>,
}

impl Io {
    pub(super) fn new(stream: Stream, watch: Arc<Watch>) -> Self {
        Self { stream, piece: vec![0; PIECE].into_boxed_slice(), watch }
    }
}

impl hyper::rt::Read for Io {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, piece, watch } = self.get_mut();
        let most = piece.len().min(buffer.remaining());
        let mut read = ReadBuf::new(&mut piece[..most]);
        let result = stream.poll_read(cx, &mut read);
        if result.is_pending() && watch.asked.load(Ordering::Relaxed) {
            watch.tell(stream);
        }
        result.map_ok(|()| buffer.put_slice(read.filled()))
    }
}

impl hyper::rt::Write for Io {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let io = self.get_mut();
        let result = io.stream.writer().poll_write(cx, bytes);
        if matches!(result, Poll::Ready(Ok(count)) if count > 0) {
            io.watch.written.store(true, Ordering::Relaxed);
        }
        result
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream.writer().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream.writer().poll_shutdown(cx)
    }
}
