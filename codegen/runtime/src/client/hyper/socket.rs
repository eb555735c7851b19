//! A socket of Tokio, with its current state, which the runtime may not know yet.

use std::io;
use std::net::TcpStream as StdTcpStream;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsSocket;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use super::super::super::call::TlsRecords;

/// The unread content of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    Nothing,
    Bytes,
    /// The peer has closed it, or it is broken.
    End,
    /// The operating system does not tell, for example without a free descriptor.
    Unknown,
}

/// The lower layer: a TCP socket, or a tunnel in a TLS connection to a proxy.
enum Carrier {
    Tcp(TcpStream),
    Tls(Box<TlsStream<Socket>>),
}

/// A socket that tracks the boundaries of TLS records in the bytes that are read.
pub(super) struct Socket {
    carrier: Carrier,
    /// None without TLS.
    records: Option<TlsRecords>,
}

impl Socket {
    pub(super) fn new(tcp: TcpStream, tls: bool) -> Self {
        Self { carrier: Carrier::Tcp(tcp), records: tls.then(TlsRecords::default) }
    }

    /// A tunnel in a TLS connection; the tunnel itself carries TLS too.
    pub(super) fn in_tls(tls: Box<TlsStream<Self>>) -> Self {
        Self { carrier: Carrier::Tls(tls), records: Some(TlsRecords::default()) }
    }

    /// Starts tracking TLS records.
    pub(super) fn begin_tls(mut self) -> Self {
        self.records = Some(TlsRecords::default());
        self
    }

    /// Whether a TLS record was read partially.
    pub(super) fn is_amid_record(&self) -> bool {
        let is_amid = self.records.as_ref().map_or(false, |records| !records.is_between());
        is_amid || matches!(&self.carrier, Carrier::Tls(tls) if tls.get_ref().0.is_amid_record())
    }

    /// Asks the operating system. A busy runtime notices new bytes late, and a connection with unread bytes must not be used.
    pub(super) fn unread(&self) -> Unread {
        let Ok(socket) = duplicate(self.tcp()) else {
            return Unread::Unknown;
        };
        match socket.peek(&mut [0]) {
            Ok(0) => Unread::End,
            Ok(_) => Unread::Bytes,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Unread::Nothing,
            Err(_) => Unread::End,
        }
    }

    fn tcp(&self) -> &TcpStream {
        match &self.carrier {
            Carrier::Tcp(tcp) => tcp,
            Carrier::Tls(tls) => tls.get_ref().0.tcp(),
        }
    }

    fn writer(&mut self) -> Pin<&mut (dyn AsyncWrite + Send + Unpin)> {
        match &mut self.carrier {
            Carrier::Tcp(tcp) => Pin::new(tcp),
            Carrier::Tls(tls) => Pin::new(&mut **tls),
        }
    }
}

/// Returns a second handle of the socket, for calls without Tokio. It is non-blocking too.
#[cfg(unix)]
fn duplicate(tcp: &TcpStream) -> io::Result<StdTcpStream> {
    tcp.as_fd().try_clone_to_owned().map(StdTcpStream::from)
}

#[cfg(windows)]
fn duplicate(tcp: &TcpStream) -> io::Result<StdTcpStream> {
    tcp.as_socket().try_clone_to_owned().map(StdTcpStream::from)
}

/// There is no way to ask, so no connection is reused.
#[cfg(not(any(unix, windows)))]
fn duplicate(_tcp: &TcpStream) -> io::Result<StdTcpStream> {
    Err(io::ErrorKind::Unsupported.into())
}

impl AsyncRead for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { carrier, records } = self.get_mut();
        let before = buffer.filled().len();
        let result = match carrier {
            Carrier::Tcp(tcp) => Pin::new(tcp).poll_read(cx, buffer),
            Carrier::Tls(tls) => Pin::new(&mut **tls).poll_read(cx, buffer),
        };
        if let Some(records) = records {
            records.follow(&buffer.filled()[before..]);
        }
        result
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.get_mut().writer().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().writer().poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        match &self.carrier {
            Carrier::Tcp(tcp) => tcp.is_write_vectored(),
            Carrier::Tls(tls) => tls.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().writer().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().writer().poll_shutdown(cx)
    }
}
