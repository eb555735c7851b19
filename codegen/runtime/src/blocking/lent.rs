//! A body that is lent to the transport, and returned if no part of it was taken.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::Body;

/// The body, kept until an attempt starts to send it.
pub(crate) struct Lent(Arc<Mutex<State>>);

struct State {
    body: Body,
    taken: bool,
}

impl Lent {
    pub(crate) fn new(body: Body) -> Self {
        Self(Arc::new(Mutex::new(State { body, taken: false })))
    }

    /// The body for an attempt.
    pub(crate) fn body(&self) -> Body {
        Body::wrap(Borrowed(self.0.clone()))
    }

    /// Whether any part of it was taken; if not, it can be lent again.
    pub(crate) fn is_taken(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).taken
    }
}

struct Borrowed(Arc<Mutex<State>>);

impl Read for Borrowed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.taken = true;
        state.body.read(buffer)
    }
}
