//! New connections: DNS lookup, the first reachable address, the proxy and TLS, within one timeout.

use std::future::{poll_fn, Future};
use std::io;
use std::net::SocketAddr;
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::ClientConfig;
use tokio::net::{lookup_host, TcpStream};
use tokio::time::{sleep, timeout, Instant};
use tokio_rustls::TlsConnector;

use super::super::super::call::{ProxyServer, TimeoutKind, TransportError, TransportErrorKind};
use super::io::Stream;
use super::socket::Socket;
use super::target::Target;
use super::tunnel;

/// The delay before the next address is tried in parallel, as RFC 8305 proposes.
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to a target, directly or through a proxy.
pub(super) async fn connect(
    target: &Target,
    proxy: Option<&ProxyServer>,
    tls: &Arc<ClientConfig>,
    limit: Option<Duration>,
) -> Result<Stream, TransportError> {
    let work = async {
        match proxy {
            Some(proxy) => tunnel::connect(target, proxy, tls).await,
            None => {
                let tcp = reach(&target.host, target.port).await.map_err(no_connection)?;
                if target.tls {
                    secure(&target.host, tls, Socket::new(tcp, true)).await
                } else {
                    Ok(Stream::Plain(Socket::new(tcp, false)))
                }
            }
        }
    };
    let limit = match limit {
        Some(limit) => limit,
        None => return work.await,
    };
    match timeout(limit, work).await {
        Ok(result) => result,
        Err(_) => {
            let late = TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Connect));
            Err(match proxy {
                Some(proxy) => late.through(proxy),
                None => late,
            })
        }
    }
}

/// Connects to the first reachable address of a host.
pub(super) async fn reach(host: &str, port: u16) -> io::Result<TcpStream> {
    let addresses = lookup_host((host, port)).await?;
    let tcp = race(addresses).await?;
    tcp.set_nodelay(true)?;
    Ok(tcp)
}

/// Tries addresses in order, each with a head start, and returns the first connected socket.
async fn race(mut addresses: impl Iterator<Item = SocketAddr>) -> io::Result<TcpStream> {
    let mut running: Vec<Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>> = Vec::new();
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    let mut head_start = pin!(sleep(Duration::ZERO));
    poll_fn(|cx| loop {
        let mut failed = false;
        let mut at = 0;
        while let Some(attempt) = running.get_mut(at) {
            match attempt.as_mut().poll(cx) {
                Poll::Ready(Ok(tcp)) => return Poll::Ready(Ok(tcp)),
                Poll::Ready(Err(error)) => {
                    last = error;
                    failed = true;
                    drop(running.swap_remove(at));
                }
                Poll::Pending => at += 1,
            }
        }
        if !failed && !running.is_empty() && head_start.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        match addresses.next() {
            Some(address) => {
                running.push(Box::pin(TcpStream::connect(address)));
                head_start.as_mut().reset(Instant::now() + HEAD_START);
            }
            None if running.is_empty() => {
                let none = io::Error::from(io::ErrorKind::NotConnected);
                return Poll::Ready(Err(std::mem::replace(&mut last, none)));
            }
            None => return Poll::Pending,
        }
    })
    .await
}

/// Performs the TLS handshake. A connection that breaks in it is a connection error; a rejected certificate, or a peer that does
/// not speak TLS, is a TLS error.
pub(super) async fn secure(
    host: &str,
    config: &Arc<ClientConfig>,
    socket: Socket,
) -> Result<Stream, TransportError> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|error| TransportError::new(TransportErrorKind::Tls).with_source(error))?;
    match TlsConnector::from(config.clone()).connect(name, socket).await {
        Ok(tls) => Ok(Stream::Tls(Box::new(tls))),
        Err(error) => Err(match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(_) => TransportError::new(TransportErrorKind::Tls).with_source(error),
            None => no_connection(error),
        }),
    }
}

pub(super) fn no_connection(error: io::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Connect).with_source(error)
}
