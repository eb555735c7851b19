//! A connection of the blocking transport: a socket, with TLS or without, that knows what it holds.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use rustls::ClientConnection;
use ureq::unversioned::transport::time::Duration as Limit;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};
use ureq::Error;

use super::super::super::call::TlsRecords;
use super::errors::Broken;

/// How often an idle connection is read for what TLS has to say for itself.
const MOST_READS: usize = 64;

/// What was sent of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing, and the connection is new.
    New,
    /// Nothing, and the connection was found to be silent.
    Silent,
    /// A part of it, or all.
    Sent,
}

/// A connection.
pub(super) struct Wire {
    socket: Socket,
    tls: Option<Box<ClientConnection>>,
    buffers: LazyBuffers,
    phase: Phase,
    /// The service sent something before it had the request. What follows may belong to another one.
    early: bool,
}

/// A socket that follows the records of TLS that are read from it.
struct Socket {
    tcp: TcpStream,
    records: Option<TlsRecords>,
    /// When a read or a write is too late.
    end: Option<Instant>,
}

/// When a limit that begins now is over.
pub(super) fn until(limit: Limit) -> Option<Instant> {
    match limit {
        Limit::Exact(limit) => Instant::now().checked_add(limit),
        Limit::NotHappening => None,
    }
}

impl Wire {
    pub(super) fn new(tcp: TcpStream, tls: Option<Box<ClientConnection>>, buffers: LazyBuffers) -> Self {
        let socket = Socket { tcp, records: tls.is_some().then(TlsRecords::default), end: None };
        Self { socket, tls, buffers, phase: Phase::New, early: false }
    }

    /// Agrees on TLS.
    pub(super) fn agree(&mut self, end: Option<Instant>) -> io::Result<()> {
        self.socket.end = end;
        while self.tls.as_ref().map_or(false, |tls| tls.is_handshaking()) {
            self.flush()?;
            if self.tls.as_ref().map_or(false, |tls| tls.is_handshaking()) && self.receive()? == 0 {
                return Err(io::Error::new(
                    ErrorKind::UnexpectedEof,
                    "the connection was closed in the TLS handshake",
                ));
            }
        }
        self.flush()
    }

    /// Sends what TLS has to send.
    fn flush(&mut self) -> io::Result<()> {
        if let Some(tls) = &mut self.tls {
            while tls.wants_write() {
                tls.write_tls(&mut self.socket)?;
            }
        }
        Ok(())
    }

    /// Reads from the socket into TLS, once; 0 at its end.
    fn receive(&mut self) -> io::Result<usize> {
        let Self { tls: Some(tls), socket, .. } = self else {
            return Ok(0);
        };
        let count = tls.read_tls(socket)?;
        if let Err(error) = tls.process_new_packets() {
            // The other side is told why, if it still listens.
            let _ = tls.write_tls(socket);
            return Err(io::Error::new(ErrorKind::InvalidData, error));
        }
        Ok(count)
    }

    /// Reads into the buffer; 0 at the end of the connection, which with TLS has to be announced.
    fn read(&mut self) -> io::Result<usize> {
        loop {
            let buffer = self.buffers.input_append_buf();
            let count = match &mut self.tls {
                None => self.socket.read(buffer)?,
                Some(tls) => match tls.reader().read(buffer) {
                    Ok(count) => count,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        self.receive()?;
                        self.flush()?;
                        continue;
                    }
                    Err(error) => return Err(error),
                },
            };
            self.buffers.input_appended(count);
            return Ok(count);
        }
    }

    fn write(&mut self, amount: usize) -> io::Result<()> {
        let Self { socket, tls, buffers, .. } = self;
        let mut output = &buffers.output()[..amount];
        let Some(tls) = tls else {
            return socket.write_all(output);
        };
        while !output.is_empty() {
            let count = tls.writer().write(output)?;
            output = &output[count..];
            while tls.wants_write() {
                tls.write_tls(socket)?;
            }
        }
        Ok(())
    }

    /// Whether the connection holds not one byte: in no buffer, not in TLS, not in the socket. Its end counts as one. What TLS
    /// has to say for itself, such as a session ticket, is read.
    fn is_silent(&mut self) -> io::Result<bool> {
        if !self.buffers.input().is_empty() {
            return Ok(false);
        }
        self.socket.tcp.set_nonblocking(true)?;
        self.socket.end = None;
        let silent = self.is_silent_now();
        self.socket.tcp.set_nonblocking(false)?;
        silent
    }

    fn is_silent_now(&mut self) -> io::Result<bool> {
        if self.tls.is_none() {
            return match self.socket.tcp.peek(&mut [0]) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
                Err(error) => Err(error),
                Ok(_) => Ok(false),
            };
        }
        // Who has this much to say for itself while nothing is asked is not used again: nobody else's time ends this loop.
        for _ in 0..MOST_READS {
            if let Some(tls) = &mut self.tls {
                let state = tls
                    .process_new_packets()
                    .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
                if state.plaintext_bytes_to_read() > 0 || state.peer_has_closed() {
                    return Ok(false);
                }
            }
            match self.receive() {
                Ok(0) => return Ok(false),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    return Ok(self.socket.is_between_records())
                }
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Whether bytes are there that nobody has asked for. The end of a connection is none.
    fn holds_bytes(&mut self) -> bool {
        if self.is_silent().unwrap_or(false) {
            return false;
        }
        match &mut self.tls {
            Some(tls) => tls.process_new_packets().map_or(false, |state| state.plaintext_bytes_to_read() > 0),
            None => self.socket.has_bytes(),
        }
    }
}

impl Socket {
    fn is_between_records(&self) -> bool {
        self.records.as_ref().map_or(true, TlsRecords::is_between)
    }

    fn has_bytes(&self) -> bool {
        let _ = self.tcp.set_nonblocking(true);
        let count = self.tcp.peek(&mut [0]);
        let _ = self.tcp.set_nonblocking(false);
        matches!(count, Ok(count) if count > 0)
    }

    /// What is left of the time.
    fn left(&self) -> io::Result<Option<std::time::Duration>> {
        match self.end {
            None => Ok(None),
            Some(end) => match end.saturating_duration_since(Instant::now()) {
                left if left.is_zero() => Err(ErrorKind::TimedOut.into()),
                left => Ok(Some(left)),
            },
        }
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(self.left()?)?;
        loop {
            match self.tcp.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(count) => {
                    if let Some(records) = &mut self.records {
                        records.follow(&buffer[..count]);
                    }
                    return Ok(count);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(self.left()?)?;
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An error of a socket as one of ureq that it passes on: it takes some of those of sockets for the end of a body.
fn passed_on(error: io::Error, timeout: NextTimeout) -> Error {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Error::Timeout(timeout.reason),
        _ => Error::Other(Box::new(Broken(error))),
    }
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        // It was looked at when it came out of the pool.
        if self.phase != Phase::Silent && self.holds_bytes() {
            if self.phase == Phase::New {
                return Err(Error::Other(Box::new(super::errors::early())));
            }
            // The response may be a refusal of what is being sent, but the connection is not used again.
            self.early = true;
        }
        self.phase = Phase::Sent;
        self.socket.end = until(timeout.for_write().after);
        self.write(amount).map_err(|error| passed_on(error, timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.socket.end = until(timeout.for_read().after);
        self.read().map(|count| count > 0).map_err(|error| passed_on(error, timeout))
    }

    fn is_open(&mut self) -> bool {
        let open = !self.early && self.is_silent().unwrap_or(false);
        self.phase = Phase::Silent;
        open
    }

    fn is_tls(&self) -> bool {
        self.tls.is_some()
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire")
            .field("tls", &self.tls.is_some())
            .field("phase", &self.phase)
            .finish_non_exhaustive()
    }
}
