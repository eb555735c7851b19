//! Connections that are not used for calls, such as websockets: with the TLS settings, the proxies and the connect timeout of the
//! transport, but outside of its pool.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use http::uri::Scheme;
use http::Uri;
use rustls::ClientConnection;
use ureq::config::Config;
use ureq::unversioned::resolver::Resolver;
use ureq::unversioned::transport::time::Duration as Limit;
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Timeout};

use super::super::super::call::{plain_connection, TransportError};
use super::connect::{Names, Sockets};
use super::errors::Progress;
use super::socket::{self, Socket};

/// Opens connections.
#[doc(hidden)]
pub struct Connector {
    names: Names,
    sockets: Sockets,
    timeout: Option<Duration>,
}

/// A connection to a host: over TLS, if need be in the tunnel of a proxy, or directly to this machine.
#[doc(hidden)]
pub struct Connection {
    socket: Socket,
    tls: Option<Box<ClientConnection>>,
}

impl Connector {
    pub(super) fn new(names: Names, sockets: Sockets, timeout: Option<Duration>) -> Self {
        Self { names, sockets, timeout }
    }

    /// Connects to the host of an address. `http://` is only allowed to this machine, which no proxy can reach.
    ///
    /// # Errors
    ///
    /// The address is not allowed, or there is no connection.
    pub fn open(&self, uri: &Uri) -> Result<Connection, TransportError> {
        let tls = uri.scheme() == Some(&Scheme::HTTPS);
        if !tls {
            plain_connection(uri.host().unwrap_or_default())?;
        }
        let proxy = self.sockets.proxy_for(uri).filter(|_| tls).cloned();
        let progress = Progress { proxy, ..Progress::default() };
        self.connect(uri, tls).map_err(|error| progress.before_response(error))
    }

    fn connect(&self, uri: &Uri, tls: bool) -> Result<Connection, Error> {
        let timeout = |reason| NextTimeout {
            after: self.timeout.map_or(Limit::NotHappening, Limit::Exact),
            reason,
            per_read: None,
            per_write: None,
        };
        let config = Config::default();
        let addresses = match tls {
            true => self.names.resolve(uri, &config, timeout(Timeout::Resolve))?,
            false => self.names.resolve_directly(uri, &config, timeout(Timeout::Resolve))?,
        };
        let (mut socket, tls) = self.sockets.open(&addresses, uri, tls, timeout(Timeout::Connect))?;
        socket.set_end(None);
        Ok(Connection { socket, tls })
    }
}

impl Connection {
    /// Sets whether operations wait, or fail with [`WouldBlock`](ErrorKind::WouldBlock).
    ///
    /// # Errors
    ///
    /// The system refuses it.
    pub fn set_nonblocking(&self, yes: bool) -> io::Result<()> {
        self.socket.set_nonblocking(yes)
    }

    /// Returns another handle of the socket, to wait for it.
    ///
    /// # Errors
    ///
    /// The system refuses it.
    pub fn try_clone_socket(&self) -> io::Result<TcpStream> {
        self.socket.try_clone()
    }

    /// Sends the pending bytes of TLS, as far as the socket takes them now.
    fn send(&mut self) -> io::Result<()> {
        match self.tls.as_mut().map_or(Ok(()), |tls| socket::send(tls, &mut self.socket)) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(()),
            result => result,
        }
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let tls = match &mut self.tls {
                None => return self.socket.read(buffer),
                Some(tls) => tls,
            };
            match tls.reader().read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                read => return read,
            }
            socket::receive(tls, &mut self.socket)?;
            // The peer may have updated its keys.
            self.send()?;
        }
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.send()?;
        let count = match &mut self.tls {
            None => return self.socket.write(bytes),
            Some(tls) => tls.writer().write(bytes)?,
        };
        if count == 0 && !bytes.is_empty() {
            // The buffer of TLS is full.
            return Err(ErrorKind::WouldBlock.into());
        }
        self.send()?;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(tls) = &mut self.tls {
            socket::send(tls, &mut self.socket)?;
        }
        self.socket.flush()
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector(..)")
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection(..)")
    }
}
