//! Bodies of requests and responses: bytes in memory, or a stream of them.

use std::error::Error;
use std::fmt;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::{ready, Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::super::call::{TransportError, TransportErrorKind};

type Stream = Pin<Box<dyn HttpBody<Data = Bytes, Error = TransportError> + Send>>;

/// The body of a request or a response: an [`http_body::Body`], as in most HTTP stacks.
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Stream(Stream),
}

impl Body {
    /// An empty body.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// A body of another crate. Its errors become those of a connection that breaks in the body.
    pub fn wrap<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        Self(Inner::Stream(Box::pin(Wrapped(Box::pin(body)))))
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection broke, or a timeout expired.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    pub(super) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            match ready!(Pin::new(&mut *self).poll_frame(cx)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) if data.is_empty() => {}
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(data))),
                // Trailers are not supported.
                Some(Ok(Err(_))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    /// All bytes, up to a limit. It is not an async function, whose future would contain the body twice.
    pub(crate) fn collect(mut self, most: usize) -> impl Future<Output = Result<Bytes, TransportError>> {
        let mut collected = Collected::None;
        poll_fn(move |cx| {
            let too_large = || Poll::Ready(Err(TransportError::new(TransportErrorKind::TooLarge)));
            if matches!(collected, Collected::None) && self.size_hint().lower() > most as u64 {
                return too_large();
            }
            while let Some(piece) = ready!(self.poll_chunk(cx)) {
                collected.push(piece?);
                if collected.len() > most {
                    return too_large();
                }
            }
            Poll::Ready(Ok(std::mem::take(&mut collected).into()))
        })
    }
}

/// The pieces of a body. Most responses are one piece, which is not copied.
#[derive(Default)]
enum Collected {
    #[default]
    None,
    One(Bytes),
    Several(Vec<u8>),
}

impl Collected {
    fn push(&mut self, piece: Bytes) {
        match self {
            Self::None => *self = Self::One(piece),
            Self::One(first) => *self = Self::Several([&**first, &*piece].concat()),
            Self::Several(all) => all.extend_from_slice(&piece),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::One(piece) => piece.len(),
            Self::Several(all) => all.len(),
        }
    }
}

impl From<Collected> for Bytes {
    fn from(collected: Collected) -> Self {
        match collected {
            Collected::None => Self::new(),
            Collected::One(piece) => piece,
            Collected::Several(all) => Self::from(all),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => stream.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.size_hint(),
        }
    }
}

/// Never the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(a stream)"),
        }
    }
}

/// A body of another crate, with converted errors.
struct Wrapped<B>(Pin<Box<B>>);

impl<B> HttpBody for Wrapped<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let broken = |error: B::Error| {
            // Unwraps our own wrapped errors.
            match error.into().downcast::<TransportError>() {
                Ok(error) => *error,
                Err(error) => TransportError::new(TransportErrorKind::Body).with_source(error),
            }
        };
        self.0.as_mut().poll_frame(cx).map(|frame| frame.map(|frame| frame.map_err(broken)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
