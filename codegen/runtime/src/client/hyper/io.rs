//! A socket of Tokio, with or without TLS, as a stream for hyper.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::rt::ReadBufCursor;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::client::TlsStream;

use super::socket::{Socket, Unread};

/// The maximum length of a TLS record.
const PIECE: usize = 16 * 1024;

/// A connection, with or without TLS.
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

/// The unread content of a connection that hyper does not know about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    /// Bytes in the socket that can only be part of a response, or the end of the connection.
    Response,
    /// Bytes in the socket that may be a TLS message, such as a session ticket. The runtime will read them.
    Unread,
    /// Part of a TLS record.
    Record,
    /// It is unknown.
    Unknown,
}

/// State that the owner of a connection shares with its stream, which belongs to hyper.
#[derive(Default)]
pub(super) struct Watch {
    written: AtomicBool,
    asked: AtomicBool,
    held: AtomicU8,
}

impl Watch {
    /// Resets the record of written bytes.
    pub(super) fn restart(&self) {
        self.written.store(false, Ordering::Relaxed);
    }

    /// Whether anything was written after the reset.
    pub(super) fn has_written(&self) -> bool {
        self.written.load(Ordering::Relaxed)
    }

    /// Makes the next empty read ask the operating system whether the socket really is empty.
    pub(super) fn ask(&self) {
        self.held.store(0, Ordering::Relaxed);
        self.asked.store(true, Ordering::Relaxed);
    }

    /// Returns the result; `None` if there was no such read.
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

/// A stream that records whether anything was written, and can be asked for unread content.
pub(super) struct Io {
    stream: Stream,
    /// Bytes on their way to hyper, whose buffer cannot be lent to Tokio without unsafe code.
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
