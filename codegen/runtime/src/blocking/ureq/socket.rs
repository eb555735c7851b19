//! The lower layer of a connection of the blocking transport: a socket, or a tunnel in a TLS connection to a proxy. It has a
//! deadline, and tracks the TLS records that are read.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use super::super::super::call::TlsRecords;

/// A socket that tracks the TLS records that are read.
pub(super) struct Socket {
    carrier: Carrier,
    /// None without TLS.
    records: Option<TlsRecords>,
}

enum Carrier {
    Tcp(Timed),
    Tls(Box<StreamOwned<ClientConnection, Socket>>),
}

/// A TCP socket with a deadline.
struct Timed {
    tcp: TcpStream,
    /// The deadline of reads and writes.
    end: Option<Instant>,
}

/// Sends the pending bytes of TLS.
pub(super) fn send(tls: &mut ClientConnection, socket: &mut Socket) -> io::Result<()> {
    while tls.wants_write() {
        tls.write_tls(socket)?;
    }
    Ok(())
}

/// Reads from a socket into TLS, once. Returns 0 at the end.
pub(super) fn receive(tls: &mut ClientConnection, socket: &mut Socket) -> io::Result<usize> {
    let count = tls.read_tls(socket)?;
    if let Err(error) = tls.process_new_packets() {
        // Sends the alert to the peer, if it still reads.
        let _ = tls.write_tls(socket);
        return Err(io::Error::new(ErrorKind::InvalidData, error));
    }
    Ok(count)
}

/// Performs the TLS handshake.
pub(super) fn agree(tls: &mut ClientConnection, socket: &mut Socket) -> io::Result<()> {
    while tls.is_handshaking() {
        send(tls, socket)?;
        if tls.is_handshaking() && receive(tls, socket)? == 0 {
            return Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                "the connection was closed in the TLS handshake",
            ));
        }
    }
    send(tls, socket)
}

impl Socket {
    /// A socket without TLS, with the deadline of all operations.
    pub(super) fn new(tcp: TcpStream, end: Option<Instant>) -> Self {
        Self { carrier: Carrier::Tcp(Timed { tcp, end }), records: None }
    }

    /// A tunnel in a TLS connection.
    pub(super) fn in_tls(tls: ClientConnection, socket: Self) -> Self {
        Self { carrier: Carrier::Tls(Box::new(StreamOwned::new(tls, socket))), records: None }
    }

    /// Starts tracking TLS records.
    pub(super) fn begin_tls(mut self) -> Self {
        self.records = Some(TlsRecords::default());
        self
    }

    /// Sets the deadline of reads and writes.
    pub(super) fn set_end(&mut self, end: Option<Instant>) {
        match &mut self.carrier {
            Carrier::Tcp(timed) => timed.end = end,
            Carrier::Tls(tls) => tls.sock.set_end(end),
        }
    }

    pub(super) fn is_between_records(&self) -> bool {
        let is_between = self.records.as_ref().map_or(true, TlsRecords::is_between);
        is_between
            && match &self.carrier {
                Carrier::Tcp(_) => true,
                Carrier::Tls(tls) => tls.sock.is_between_records(),
            }
    }

    pub(super) fn set_nonblocking(&self, yes: bool) -> io::Result<()> {
        self.tcp().set_nonblocking(yes)
    }

    pub(super) fn try_clone(&self) -> io::Result<TcpStream> {
        self.tcp().try_clone()
    }

    /// Returns the number of unread bytes, at most 1; 0 is the end of the connection.
    pub(super) fn peek(&self) -> io::Result<usize> {
        self.tcp().peek(&mut [0])
    }

    pub(super) fn has_bytes(&self) -> bool {
        let _ = self.set_nonblocking(true);
        let count = self.peek();
        let _ = self.set_nonblocking(false);
        matches!(count, Ok(count) if count > 0)
    }

    fn tcp(&self) -> &TcpStream {
        match &self.carrier {
            Carrier::Tcp(timed) => &timed.tcp,
            Carrier::Tls(tls) => tls.sock.tcp(),
        }
    }
}

impl Timed {
    /// Returns the time until the deadline.
    fn left(&self) -> io::Result<Option<Duration>> {
        match self.end {
            None => Ok(None),
            Some(end) => match end.saturating_duration_since(Instant::now()) {
                left if left.is_zero() => Err(ErrorKind::TimedOut.into()),
                left => Ok(Some(left)),
            },
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(self.left()?)?;
        loop {
            match self.tcp.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(self.left()?)?;
        self.tcp.write(bytes)
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.carrier {
            Carrier::Tcp(timed) => timed.read(buffer),
            Carrier::Tls(tls) => tls.read(buffer),
        }?;
        if let Some(records) = &mut self.records {
            records.follow(&buffer[..count]);
        }
        Ok(count)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.carrier {
            Carrier::Tcp(timed) => timed.write(bytes),
            Carrier::Tls(tls) => tls.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.carrier {
            Carrier::Tcp(_) => Ok(()),
            Carrier::Tls(tls) => tls.flush(),
        }
    }
}
