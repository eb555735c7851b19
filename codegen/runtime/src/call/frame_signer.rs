//! Signs event frames when they are sent, if the request is signed.

#[cfg(feature = "sigv4")]
mod sigv4;

use std::sync::{Arc, Mutex, PoisonError};

use super::Clock;

/// Wraps a frame, empty at the end of the stream, into a signed frame.
type Sign = Box<dyn FnMut(Vec<u8>) -> Vec<u8> + Send>;

/// Signs frames, once the signing parameters are known. Clones share them.
#[derive(Clone)]
pub(crate) struct FrameSigner {
    sign: Arc<Mutex<Option<Sign>>>,
    // Unsigned frames have no time.
    #[cfg_attr(not(feature = "sigv4"), allow(dead_code))]
    clock: Arc<dyn Clock>,
}

impl FrameSigner {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { sign: Arc::default(), clock }
    }

    /// The bytes to send for a frame, and at the end of the stream.
    pub(crate) fn finish(&self, frame: Option<Vec<u8>>) -> Option<Vec<u8>> {
        match &mut *self.sign.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(sign) => Some(sign(frame.unwrap_or_default())),
            None => frame,
        }
    }

    /// Lets the signer of the request provide the signing parameters.
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

    /// No signing.
    #[cfg(not(feature = "sigv4"))]
    pub(crate) fn mark(&self, _request: &mut http::Extensions) {}
}
