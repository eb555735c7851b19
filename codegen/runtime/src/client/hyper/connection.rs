//! Connections that are not used for calls, such as websockets: with the TLS settings, the proxies and the connect timeout of the
//! transport, but outside of its pool.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Uri;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::super::super::call::{plain_connection, TransportError};
use super::connect;
use super::io::Stream;
use super::target::Target;
use super::Inner;

/// A connection to a host: over TLS, if need be in the tunnel of a proxy, or directly to this machine.
#[doc(hidden)]
pub struct Connection(Stream);

impl Connection {
    /// Connects to the host of an address. `http://` is only allowed to this machine, which no proxy can reach.
    pub(super) async fn open(inner: &Inner, uri: &Uri) -> Result<Self, TransportError> {
        let target = Target::of(uri)?;
        if !target.tls {
            plain_connection(&target.host)?;
        }
        let proxy = inner.proxy.server_for(uri).filter(|_| target.tls).map(|proxy| &**proxy);
        connect::connect(&target, proxy, &inner.tls, inner.connect_timeout).await.map(Self)
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.get_mut().0.poll_read(cx, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.get_mut().0.writer().poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().0.writer().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().0.writer().poll_shutdown(cx)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection(..)")
    }
}
