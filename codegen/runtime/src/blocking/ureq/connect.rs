//! New connections of the blocking transport: the first address that answers, and TLS.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};
use ureq::unversioned::transport::{ConnectionDetails, Connector, LazyBuffers};
use ureq::Error;

use super::super::super::call::{TransportError, TransportErrorKind};
use super::wire::{until, Wire};

/// The shortest time that an address gets.
const SHORTEST: Duration = Duration::from_millis(10);

/// Makes connections of which it can be told whether they hold bytes; those of ureq do not look into TLS.
pub(super) struct Sockets {
    tls: Arc<ClientConfig>,
}

impl Sockets {
    pub(super) fn new(tls: ClientConfig) -> Self {
        Self { tls: Arc::new(tls) }
    }
}

impl Connector for Sockets {
    type Out = Wire;

    fn connect(&self, details: &ConnectionDetails<'_>, _chained: Option<()>) -> Result<Option<Wire>, Error> {
        let late = || Error::Timeout(details.timeout.reason);
        let end = until(details.timeout.after);
        let tcp = match reach(&details.addrs, end) {
            Ok(tcp) => tcp,
            Err(error) if is_late(&error) => return Err(late()),
            Err(error) => return Err(failed(TransportErrorKind::Connect, error)),
        };
        let buffers =
            LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        if !details.needs_tls() {
            return Ok(Some(Wire::new(tcp, None, buffers)));
        }
        let host = details.uri.host().unwrap_or_default();
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let name = ServerName::try_from(host.to_owned()).map_err(|error| {
            failed(TransportErrorKind::Tls, io::Error::new(ErrorKind::InvalidInput, error))
        })?;
        let tls = ClientConnection::new(self.tls.clone(), name).map_err(|error| {
            failed(TransportErrorKind::Tls, io::Error::new(ErrorKind::InvalidInput, error))
        })?;
        let mut wire = Wire::new(tcp, Some(Box::new(tls)), buffers);
        match wire.agree(end) {
            Ok(()) => Ok(Some(wire)),
            Err(error) if is_late(&error) => Err(late()),
            // A connection that breaks in the handshake is no connection; a certificate that is refused, or a peer that does
            // not speak TLS, is a matter of trust.
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

/// The addresses in their order, each with its share of the time; the last one gets all that is left.
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

/// An error of ours on its way through ureq.
fn failed(kind: TransportErrorKind, error: io::Error) -> Error {
    Error::Other(Box::new(TransportError::new(kind).with_source(error)))
}

impl fmt::Debug for Sockets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sockets")
    }
}
