//! What is done with the frame of an event when it is sent: where the request is signed, it is put into a signed one.

#[cfg(feature = "sigv4")]
mod sigv4;

use std::sync::{Arc, Mutex, PoisonError};

use super::Clock;

/// What makes a signed frame of a frame, which is empty at the end of the stream.
type Sign = Box<dyn FnMut(Vec<u8>) -> Vec<u8> + Send>;

/// Signs frames, once it is known that and how they are signed. Clones are the same signer.
#[derive(Clone)]
pub(crate) struct FrameSigner {
    sign: Arc<Mutex<Option<Sign>>>,
    // What is not signed has no time.
    #[cfg_attr(not(feature = "sigv4"), allow(dead_code))]
    clock: Arc<dyn Clock>,
}

impl FrameSigner {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { sign: Arc::default(), clock }
    }

    /// What is sent of a frame; and at the end of all frames, if anything is.
    pub(crate) fn finish(&self, frame: Option<Vec<u8>>) -> Option<Vec<u8>> {
        match &mut *self.sign.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(sign) => Some(sign(frame.unwrap_or_default())),
            None => frame,
        }
    }

    /// Has what signs the request say how events are signed.
    #[cfg(feature = "sigv4")]
    pub(crate) fn mark(&self, request: &mut http::Extensions) {
        let (sign, clock) = (self.sign.clone(), self.clock.clone());
        request.insert(super::EventsFollow(Arc::new(move |seed| {
            let mut signer = sigv4::Signer::new(seed);
            let clock = clock.clone();
            let new: Sign = Box::new(move |frame| signer.sign(frame, clock.now()));
            *sign.lock().unwrap_or_else(PoisonError::into_inner) = Some(new);
        })));
    }

    /// Nothing signs.
    #[cfg(not(feature = "sigv4"))]
    pub(crate) fn mark(&self, _request: &mut http::Extensions) {}
}
