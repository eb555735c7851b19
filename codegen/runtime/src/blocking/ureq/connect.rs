//! New connections of the blocking transport: the first reachable address, the proxy, and TLS.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, LazyBuffers, NextTimeout};
use ureq::Error;

use super::super::super::call::{
    connect_request, is_open, Proxy, ProxyServer, TransportError, TransportErrorKind, MAX_HEAD,
};
use super::socket::{agree, Socket};
use super::wire::{until, Wire};

/// The shortest time that an address gets.
const SHORTEST: Duration = Duration::from_millis(10);

/// Looks up hosts. If there is a proxy, it looks up the proxy, since possibly only the proxy can look up the target.
#[derive(Clone)]
pub(super) struct Names {
    proxy: Proxy,
    names: Arc<DefaultResolver>,
}

/// Opens connections that know whether they contain unread bytes; those of ureq do not look into TLS.
#[derive(Clone)]
pub(super) struct Sockets {
    proxy: Proxy,
    tls: Arc<ClientConfig>,
}

/// A socket, with TLS or without.
pub(super) type Opened = (Socket, Option<Box<ClientConnection>>);

/// The reason for a missing connection.
enum Failure {
    Late,
    Other(TransportError),
}

impl Names {
    pub(super) fn new(proxy: Proxy) -> Self {
        Self { proxy, names: Arc::default() }
    }

    /// Looks up a host to which no proxy leads.
    pub(super) fn resolve_directly(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        self.names.resolve(uri, config, timeout)
    }
}

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        match self.proxy.server_for(uri).and_then(|proxy| proxy.uri()) {
            Some(proxy) => self.names.resolve(&proxy, config, timeout),
            None => self.names.resolve(uri, config, timeout),
        }
    }
}

impl Sockets {
    pub(super) fn new(proxy: Proxy, tls: ClientConfig) -> Self {
        Self { proxy, tls: Arc::new(tls) }
    }

    /// Returns the proxy of an address.
    pub(super) fn proxy_for(&self, uri: &Uri) -> Option<&Arc<ProxyServer>> {
        self.proxy.server_for(uri)
    }

    /// Connects to the addresses, which are those of the proxy if there is one, and through it. Without TLS, there must be none.
    pub(super) fn open(
        &self,
        addresses: &[SocketAddr],
        uri: &Uri,
        tls: bool,
        timeout: NextTimeout,
    ) -> Result<Opened, Error> {
        let opened = reached(addresses, until(timeout.after)).and_then(|socket| match tls {
            true => self.private(socket, uri),
            false => Ok((socket, None)),
        });
        opened.map_err(|failure| failure.of_ureq(timeout))
    }

    /// Connects to the addresses, which are those of the proxy if there is one.
    fn make(&self, details: &ConnectionDetails<'_>) -> Result<Wire, Failure> {
        let buffers =
            LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        let socket = reached(&details.addrs, until(details.timeout.after))?;
        if details.needs_tls() {
            let (socket, tls) = self.private(socket, details.uri)?;
            return Ok(Wire::new(socket, tls, buffers));
        }
        let proxy = match self.proxy.server_for(details.uri) {
            None => return Ok(Wire::new(socket, None, buffers)),
            Some(proxy) => proxy,
        };
        let authority = details.uri.authority().map_or("", |authority| authority.as_str());
        let (tls, socket) = match proxy.tls {
            true => {
                let (tls, socket) =
                    self.secure(&proxy.host, socket).map_err(|failure| failure.of_proxy(proxy))?;
                (Some(Box::new(tls)), socket)
            }
            false => (None, socket),
        };
        Ok(Wire::new(socket, tls, buffers).forwarding_to(format!("http://{authority}")))
    }

    /// Connects to a host with TLS, in a tunnel if there is a proxy.
    fn private(&self, socket: Socket, uri: &Uri) -> Result<Opened, Failure> {
        let host = uri.host().unwrap_or_default();
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let (tls, socket) = match self.proxy.server_for(uri) {
            Some(proxy) => {
                let socket = self.tunnel(proxy, socket, host, uri.port_u16().unwrap_or(443))?;
                self.secure(host, socket).map_err(|failure| failure.through(proxy))?
            }
            None => self.secure(host, socket)?,
        };
        Ok((socket, Some(Box::new(tls))))
    }

    /// Opens a tunnel through a proxy.
    fn tunnel(&self, proxy: &ProxyServer, socket: Socket, host: &str, port: u16) -> Result<Socket, Failure> {
        let mut near = match proxy.tls {
            true => {
                let (tls, socket) =
                    self.secure(&proxy.host, socket).map_err(|failure| failure.of_proxy(proxy))?;
                Socket::in_tls(tls, socket)
            }
            false => socket,
        };
        open(&mut near, proxy, host, port).map_err(|failure| failure.through(proxy))?;
        Ok(near)
    }

    /// Performs the TLS handshake. A connection that breaks in it is a connection error; a rejected certificate, or a peer that
    /// does not speak TLS, is a TLS error.
    fn secure(&self, host: &str, socket: Socket) -> Result<(ClientConnection, Socket), Failure> {
        let invalid = |error| failed(TransportErrorKind::Tls, io::Error::new(ErrorKind::InvalidInput, error));
        let name = ServerName::try_from(host.to_owned()).map_err(|error| {
            failed(TransportErrorKind::Tls, io::Error::new(ErrorKind::InvalidInput, error))
        })?;
        let mut tls = ClientConnection::new(self.tls.clone(), name).map_err(invalid)?;
        let mut socket = socket.begin_tls();
        match agree(&mut tls, &mut socket) {
            Ok(()) => Ok((tls, socket)),
            Err(error) => Err(failed(
                match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                    Some(_) => TransportErrorKind::Tls,
                    None => TransportErrorKind::Connect,
                },
                error,
            )),
        }
    }
}

/// Opens a tunnel. It reads nothing after the response to `CONNECT`.
fn open(socket: &mut Socket, proxy: &ProxyServer, host: &str, port: u16) -> Result<(), Failure> {
    let broken = |error| failed(TransportErrorKind::Connect, error);
    socket.write_all(&connect_request(proxy, host, port)).map_err(broken)?;
    socket.flush().map_err(broken)?;
    let mut head = Vec::new();
    while !is_open(proxy, &head).map_err(Failure::Other)? {
        let mut piece = [0; 1024];
        let most = piece.len().min(MAX_HEAD - head.len());
        match socket.read(&mut piece[..most]).map_err(broken)? {
            0 => {
                let closed = "it closed the connection without a response";
                return Err(Failure::Other(
                    TransportError::new(TransportErrorKind::Connect).with_source(closed),
                ));
            }
            count => head.extend_from_slice(&piece[..count]),
        }
    }
    Ok(())
}

impl Connector for Sockets {
    type Out = Wire;

    fn connect(&self, details: &ConnectionDetails<'_>, _chained: Option<()>) -> Result<Option<Wire>, Error> {
        self.make(details).map(Some).map_err(|failure| failure.of_ureq(details.timeout))
    }
}

/// Connects to the first address that responds.
fn reached(addresses: &[SocketAddr], end: Option<Instant>) -> Result<Socket, Failure> {
    let tcp = reach(addresses, end).map_err(|error| failed(TransportErrorKind::Connect, error))?;
    Ok(Socket::new(tcp, end))
}

/// Tries the addresses in order, each for half of the remaining time, and the last one for all of it.
fn reach(addresses: &[SocketAddr], end: Option<Instant>) -> io::Result<TcpStream> {
    let mut last = io::Error::new(ErrorKind::NotFound, "the host has no address");
    for (at, address) in addresses.iter().enumerate() {
        let tcp = match end {
            None => TcpStream::connect(address),
            Some(end) => {
                let left = end.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(ErrorKind::TimedOut.into());
                }
                let others = u32::try_from(addresses.len() - at).unwrap_or(1);
                let share = if others == 1 { left } else { left / 2 };
                TcpStream::connect_timeout(address, share.max(SHORTEST))
            }
        };
        match tcp {
            Ok(tcp) => {
                tcp.set_nodelay(true)?;
                return Ok(tcp);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

fn failed(kind: TransportErrorKind, error: io::Error) -> Failure {
    if is_late(&error) {
        return Failure::Late;
    }
    Failure::Other(TransportError::new(kind).with_source(error))
}

impl Failure {
    /// Converts it to an error of ureq, which passes our own errors on.
    fn of_ureq(self, timeout: NextTimeout) -> Error {
        match self {
            Self::Late => Error::Timeout(timeout.reason),
            Self::Other(error) => Error::Other(Box::new(error)),
        }
    }

    /// Adds the proxy of a connection.
    fn through(self, proxy: &ProxyServer) -> Self {
        match self {
            Self::Late => Self::Late,
            Self::Other(error) => Self::Other(error.through(proxy)),
        }
    }

    /// Converts the error of a connection to a proxy.
    fn of_proxy(self, proxy: &ProxyServer) -> Self {
        match self {
            Self::Late => Self::Late,
            Self::Other(error) => Self::Other(error.of_proxy().through(proxy)),
        }
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names")
    }
}

impl fmt::Debug for Sockets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sockets")
    }
}
