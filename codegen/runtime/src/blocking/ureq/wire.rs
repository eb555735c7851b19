//! A connection of the blocking transport: a socket, with TLS or without, that knows what it holds.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::time::Instant;

use rustls::ClientConnection;
use ureq::unversioned::transport::time::Duration as Limit;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};
use ureq::Error;

use super::errors::Broken;
use super::socket::{self, Socket};

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
    /// What goes before the path of each request, where a proxy forwards them: `http://` and the host.
    origin: Option<String>,
    /// The service sent something before it had the request. What follows may belong to another one.
    early: bool,
}

/// When a limit that begins now is over.
pub(super) fn until(limit: Limit) -> Option<Instant> {
    match limit {
        Limit::Exact(limit) => Instant::now().checked_add(limit),
        Limit::NotHappening => None,
    }
}

impl Wire {
    pub(super) fn new(socket: Socket, tls: Option<Box<ClientConnection>>, buffers: LazyBuffers) -> Self {
        Self { socket, tls, buffers, phase: Phase::New, origin: None, early: false }
    }

    /// The same to a proxy that forwards requests to an origin, such as `http://localhost:8080`.
    pub(super) fn forwarding_to(mut self, origin: String) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Sends what TLS has to send.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.tls {
            Some(tls) => socket::send(tls, &mut self.socket),
            None => Ok(()),
        }
    }

    /// Reads from the socket into TLS, once; 0 at its end.
    fn receive(&mut self) -> io::Result<usize> {
        match &mut self.tls {
            Some(tls) => socket::receive(tls, &mut self.socket),
            None => Ok(0),
        }
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

    /// Writes what is in the buffer; `begins` says whether that is the beginning of a request.
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

    /// Whether the connection holds not one byte: in no buffer, not in TLS, not in the socket. Its end counts as one. What TLS
    /// has to say for itself, such as a session ticket, is read.
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

/// The beginning of a request with the whole address in its first line, as proxies want it. ureq writes the path alone.
fn with_origin(output: &[u8], origin: &str) -> Vec<u8> {
    let method = output.iter().position(|byte| *byte == b' ').map_or(0, |space| space + 1);
    [&output[..method], origin.as_bytes(), &output[method..]].concat()
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
        let begins = std::mem::replace(&mut self.phase, Phase::Sent) != Phase::Sent;
        self.socket.set_end(until(timeout.for_write().after));
        self.write(amount, begins).map_err(|error| passed_on(error, timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
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
