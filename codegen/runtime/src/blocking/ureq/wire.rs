//! A connection of the blocking transport: a socket, with or without TLS, that knows its unread content.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::time::Instant;

use rustls::ClientConnection;
use ureq::unversioned::transport::time::Duration as Limit;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};
use ureq::{Error, Timeout};

use super::errors::Broken;
use super::socket::{self, Socket};

/// The maximum number of reads for TLS messages on an idle connection.
const MOST_READS: usize = 64;

/// The progress of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing was sent, and the connection is new.
    New,
    /// Nothing was sent, and the connection has no unread bytes.
    Silent,
    /// Some or all of it was sent.
    Sent,
}

/// A connection.
pub(super) struct Wire {
    socket: Socket,
    tls: Option<Box<ClientConnection>>,
    buffers: LazyBuffers,
    phase: Phase,
    /// The prefix of the path if a proxy forwards requests: `http://` and the host.
    origin: Option<String>,
    /// Whether the service sent bytes before the request. Later bytes may belong to another request.
    early: bool,
    /// Whether the last read waited for the interim response `100 Continue`.
    awaits_continue: bool,
}

/// Returns the deadline of a timeout that starts now.
pub(super) fn until(limit: Limit) -> Option<Instant> {
    match limit {
        Limit::Exact(limit) => Instant::now().checked_add(limit),
        Limit::NotHappening => None,
    }
}

impl Wire {
    pub(super) fn new(socket: Socket, tls: Option<Box<ClientConnection>>, buffers: LazyBuffers) -> Self {
        Self { socket, tls, buffers, phase: Phase::New, origin: None, early: false, awaits_continue: false }
    }

    /// Sets the origin to which a proxy forwards requests, such as `http://localhost:8080`.
    pub(super) fn forwarding_to(mut self, origin: String) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Sends the pending bytes of TLS.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.tls {
            Some(tls) => socket::send(tls, &mut self.socket),
            None => Ok(()),
        }
    }

    /// Reads from the socket into TLS, once. Returns 0 at the end.
    fn receive(&mut self) -> io::Result<usize> {
        match &mut self.tls {
            Some(tls) => socket::receive(tls, &mut self.socket),
            None => Ok(0),
        }
    }

    /// Reads into the buffer. Returns 0 at the end of the connection; with TLS, the peer must announce it.
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

    /// Writes the buffer; `begins` is whether it is the beginning of a request.
    fn write(&mut self, amount: usize, begins: bool) -> io::Result<()> {
        let Self { socket, tls, buffers, origin, .. } = self;
        let output = &buffers.output()[..amount];
        let whole = origin.as_ref().filter(|_| begins).map(|origin| with_origin(output, origin));
        let mut output = whole.as_deref().unwrap_or(output);
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

    /// Whether the connection has no unread byte, in buffers, in TLS or in the socket. The end of the connection counts as a byte.
    /// TLS messages, such as session tickets, are read.
    fn is_silent(&mut self) -> io::Result<bool> {
        if !self.buffers.input().is_empty() {
            return Ok(false);
        }
        self.socket.set_nonblocking(true)?;
        self.socket.set_end(None);
        let silent = self.is_silent_now();
        self.socket.set_nonblocking(false)?;
        silent
    }

    fn is_silent_now(&mut self) -> io::Result<bool> {
        if self.tls.is_none() {
            return match self.socket.peek() {
                Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
                Err(error) => Err(error),
                Ok(_) => Ok(false),
            };
        }
        // A peer that keeps sending TLS messages is not reused: no timeout would end this loop.
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

    /// Whether there are bytes that belong to no request. The end of the connection is not one.
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

/// Returns the beginning of a request with the absolute address in its first line, for proxies. ureq writes only the path.
fn with_origin(output: &[u8], origin: &str) -> Vec<u8> {
    let method = output.iter().position(|byte| *byte == b' ').map_or(0, |space| space + 1);
    [&output[..method], origin.as_bytes(), &output[method..]].concat()
}

/// Wraps an error of a socket, so that ureq passes it on: it treats some socket errors as the end of a body.
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
        // It was checked when it was taken from the pool.
        if self.phase != Phase::Silent && self.holds_bytes() {
            if self.phase == Phase::New {
                return Err(Error::Other(Box::new(super::errors::early())));
            }
            // The response may reject the request that is being sent. The connection is not reused.
            self.early = true;
        }
        let begins = std::mem::replace(&mut self.phase, Phase::Sent) != Phase::Sent;
        self.socket.set_end(until(timeout.for_write().after));
        self.write(amount, begins).map_err(|error| passed_on(error, timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let awaits_continue = timeout.reason == Timeout::Await100;
        let awaited = std::mem::replace(&mut self.awaits_continue, awaits_continue);
        // The response came in place of `100 Continue`. ureq has not used it, and would wait for more bytes.
        if awaited && !awaits_continue && !self.buffers.input().is_empty() {
            return Ok(true);
        }
        self.socket.set_end(until(timeout.for_read().after));
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
