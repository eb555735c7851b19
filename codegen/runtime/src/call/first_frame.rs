//! The body of a request that is followed by events: it becomes the first frame.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

/// A frame that is known once the request is encoded. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct FirstFrame(Arc<Mutex<Option<Vec<u8>>>>);

impl FirstFrame {
    /// Takes the frame out of a request. Most protocols have none.
    pub(crate) fn take_from(&self, request: &mut http::Request<Bytes>) {
        let body = std::mem::take(request.body_mut());
        if !body.is_empty() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(body.to_vec());
        }
    }

    /// Takes the frame, once.
    pub(crate) fn next(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
