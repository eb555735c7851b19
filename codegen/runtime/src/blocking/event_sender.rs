//! Events from the caller, sent after the request.

mod received;

use std::fmt;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::super::call::{returns, FirstFrame, FrameSigner, SentStream, TransportError, TransportErrorKind};
use super::super::{CallError, InputStream, MessageError, Operation};
use super::streamed::{self, Receive, Sent};
use super::{Body, Call};

/// A call whose request is followed by events.
#[must_use = "a call does nothing until it is made"]
pub struct EventCall<'c, O: Operation, R = returns::Output> {
    call: Call<'c, O, R>,
    events: Frames,
}

impl<'c, O: Operation + InputStream, R> Call<'c, O, returns::AfterEvents<R>> {
    /// Adds the events that follow the request. They are taken one by one while it is sent.
    ///
    /// If the service responds after the last event, the transport may send the whole request before it reads the response, as
    /// the default one does. A conversation needs the async client. There is no retry after the first event was taken, and no
    /// timeout unless [`operation_timeout`](Call::operation_timeout) sets one for the call.
    pub fn events<E>(self, events: E) -> EventCall<'c, O, R>
    where
        E: IntoIterator<Item = O::Event>,
        E::IntoIter: Send + 'static,
    {
        let frames = events.into_iter().map(|event| O::frame(&event));
        let signer = FrameSigner::new(self.client.shared().signing_clock());
        let events = Frames {
            first: FirstFrame::default(),
            frames: Box::new(frames),
            frame: Cursor::default(),
            signer,
            ended: false,
        };
        EventCall { call: self.returning(), events }
    }
}

impl<O: Operation + InputStream> EventCall<'_, O> {
    /// Makes the call, and returns the output of the complete response.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; an event that does not fit into a message aborts the request.
    pub fn send(self) -> Result<O::Output, CallError<O::Error>> {
        let Call { client, input, options, .. } = self.call;
        let head = streamed::call::<O>(client, input, &options, Some(self.events.sent()), Receive::Whole)?;
        Ok(head.output)
    }
}

/// Event frames as a reader.
pub(super) struct Frames {
    first: FirstFrame,
    frames: Box<dyn Iterator<Item = Result<Vec<u8>, MessageError>> + Send>,
    frame: Cursor<Vec<u8>>,
    signer: FrameSigner,
    ended: bool,
}

impl Frames {
    /// A body whose end the caller determines.
    pub(super) fn sent(self) -> Sent {
        let (signer, first) = (self.signer.clone(), self.first.clone());
        let stream = SentStream {
            content_type: "application/vnd.amazon.eventstream",
            length: None,
            open: true,
            mark: Some(Arc::new(move |request| {
                signer.mark(request.extensions_mut());
                first.take_from(request);
            })),
        };
        (Body::wrap(self), stream)
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let length = self.frame.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            let broken = |error| TransportError::new(TransportErrorKind::Other).with_source(error);
            if self.ended {
                return Ok(0);
            }
            let frame = match self.first.next() {
                Some(first) => Ok(Some(first)),
                None => self.frames.next().transpose().map_err(broken),
            };
            let frame = frame.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
            self.ended = frame.is_none();
            self.frame = Cursor::new(self.signer.finish(frame).unwrap_or_default());
        }
    }
}

/// Only the operation, not the input.
impl<O: Operation, R> fmt::Debug for EventCall<'_, O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventCall({})", O::NAME)
    }
}
