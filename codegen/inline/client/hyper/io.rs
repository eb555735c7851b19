//! A socket of Tokio, with TLS or without, as hyper reads and writes one.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::rt::ReadBufCursor;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// As much as one record of TLS holds.
const PIECE: usize = 16 * 1024;

/// The two ways to a service.
pub(super) enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// A stream that remembers whether anything was written.
pub(super) struct Io {
    stream: Stream,
    /// What was read, on its way to hyper, whose own buffer cannot be lent to Tokio without unsafe code.
    piece: Box<[u8]>,
    written: Arc<AtomicBool>,
}

impl Io {
    pub(super) fn new(stream: Stream, written: Arc<AtomicBool>) -> Self {
        Self { stream, piece: vec![0; PIECE].into_boxed_slice(), written }
    }

    fn writer(&mut self) -> Pin<&mut (dyn AsyncWrite + Send + Unpin)> {
        match &mut self.stream {
            Stream::Plain(tcp) => Pin::new(tcp),
            Stream::Tls(tls) => Pin::new(&mut **tls),
        }
    }
}

impl hyper::rt::Read for Io {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, piece, .. } = self.get_mut();
        let most = piece.len().min(buffer.remaining());
        let mut read = ReadBuf::new(&mut piece[..most]);
        let result = match stream {
            Stream::Plain(tcp) => Pin::new(tcp).poll_read(cx, &mut read),
            Stream::Tls(tls) => Pin::new(&mut **tls).poll_read(cx, &mut read),
        };
        result.map_ok(|()| buffer.put_slice(read.filled()))
    }
}

impl hyper::rt::Write for Io {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let io = self.get_mut();
        let result = io.writer().poll_write(cx, bytes);
        if matches!(result, Poll::Ready(Ok(count)) if count > 0) {
            io.written.store(true, Ordering::Relaxed);
        }
        result
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().writer().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().writer().poll_shutdown(cx)
    }
}
