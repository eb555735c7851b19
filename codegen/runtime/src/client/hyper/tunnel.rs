//! Connections through a proxy: to the proxy, with or without TLS, and through a tunnel for targets with TLS.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;

use rustls::ClientConfig;
use tokio::io::ReadBuf;

use super::super::super::call::{
    connect_request, is_open, ProxyServer, TransportError, TransportErrorKind, MAX_HEAD,
};
use super::connect::{no_connection, reach, secure};
use super::io::Stream;
use super::socket::Socket;
use super::target::Target;

/// Connects to a target through a proxy. The proxy forwards each request to a target without TLS.
pub(super) async fn connect(
    target: &Target,
    proxy: &ProxyServer,
    tls: &Arc<ClientConfig>,
) -> Result<Stream, TransportError> {
    let mut near = reach_proxy(proxy, tls).await.map_err(|error| error.through(proxy))?;
    if !target.tls {
        return Ok(near);
    }
    open(&mut near, target, proxy).await?;
    let far = match near {
        Stream::Plain(socket) => socket.begin_tls(),
        Stream::Tls(tls) => Socket::in_tls(tls),
    };
    secure(&target.host, tls, far).await.map_err(|error| error.through(proxy))
}

/// Connects to a proxy.
async fn reach_proxy(proxy: &ProxyServer, tls: &Arc<ClientConfig>) -> Result<Stream, TransportError> {
    let tcp = reach(&proxy.host, proxy.port).await.map_err(no_connection)?;
    if !proxy.tls {
        return Ok(Stream::Plain(Socket::new(tcp, false)));
    }
    secure(&proxy.host, tls, Socket::new(tcp, true)).await.map_err(TransportError::of_proxy)
}

/// Opens the tunnel. It reads nothing after the response to `CONNECT`.
async fn open(stream: &mut Stream, target: &Target, proxy: &ProxyServer) -> Result<(), TransportError> {
    let broken = |error: io::Error| no_connection(error).through(proxy);
    write(stream, &connect_request(proxy, &target.host, target.port)).await.map_err(broken)?;
    let mut head = Vec::new();
    while !is_open(proxy, &head)? {
        let mut piece = [0; 1024];
        let most = piece.len().min(MAX_HEAD - head.len());
        match read(stream, &mut piece[..most]).await.map_err(broken)? {
            0 => {
                let closed = TransportError::new(TransportErrorKind::Connect);
                return Err(closed.with_source("it closed the connection without a response").through(proxy));
            }
            count => head.extend_from_slice(&piece[..count]),
        }
    }
    Ok(())
}

async fn write(stream: &mut Stream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match poll_fn(|cx| stream.writer().poll_write(cx, bytes)).await? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            count => bytes = &bytes[count..],
        }
    }
    poll_fn(|cx| stream.writer().poll_flush(cx)).await
}

async fn read(stream: &mut Stream, bytes: &mut [u8]) -> io::Result<usize> {
    let mut buffer = ReadBuf::new(bytes);
    poll_fn(|cx| stream.poll_read(cx, &mut buffer)).await?;
    Ok(buffer.filled().len())
}
