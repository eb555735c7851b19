//! Bodies with checksums: that of a response is validated while it is read, that of a request is followed by its checksum.

use std::pin::Pin;
use std::task::{ready, Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::super::call::{AwsChunked, Expected, TransportError, Validation};
use super::{Body, BoxFuture, Client};

/// Sends a request. If it asks for a checksum of the response, the body of a successful response is validated.
pub(super) fn send(
    client: &Client,
    request: http::Request<Body>,
) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
    let validation = Validation::of(&request);
    let response = client.transport().send(request);
    let validation = match validation {
        Some(validation) => validation,
        None => return response,
    };
    Box::pin(async move {
        let response = response.await?;
        let expected = match response.status().is_success() {
            true => validation.expected(response.headers()),
            false => None,
        };
        Ok(match expected {
            Some(expected) => response.map(|body| Body::wrap(Validated { body, expected: Some(expected) })),
            None => response,
        })
    })
}

/// Returns a body in the form in which it is sent.
pub(super) fn encoded(body: Body, encoder: Option<AwsChunked>) -> Body {
    match encoder {
        Some(encoder) => Body::wrap(Encoded { body, rest: Bytes::new(), encoder: Some(encoder) }),
        None => body,
    }
}

/// A body that ends with an error if it does not match its checksum.
struct Validated {
    body: Body,
    /// `None` after the end.
    expected: Option<Expected>,
}

impl HttpBody for Validated {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                if let (Some(piece), Some(expected)) = (frame.data_ref(), &mut self.expected) {
                    expected.update(piece);
                }
            }
            Some(Err(_)) => self.expected = None,
            None => {
                let verified = self.expected.take().map_or(Ok(()), Expected::verify);
                return Poll::Ready(verified.err().map(Err));
            }
        }
        Poll::Ready(frame)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A body in chunks, with its checksum after the last one.
struct Encoded {
    body: Body,
    /// The rest of a piece.
    rest: Bytes,
    /// `None` after the end.
    encoder: Option<AwsChunked>,
}

impl HttpBody for Encoded {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = &mut *self;
        let full = loop {
            let encoder = match &mut this.encoder {
                Some(encoder) => encoder,
                None => return Poll::Ready(None),
            };
            if this.rest.is_empty() {
                match ready!(this.body.poll_chunk(cx)) {
                    Some(piece) => this.rest = piece?,
                    None => break this.encoder.take().map(AwsChunked::finish).unwrap_or_default(),
                }
            }
            let piece = this.rest.split_to(this.rest.len().min(encoder.room()));
            if let Some(chunk) = encoder.push(&piece) {
                break chunk;
            }
        };
        Poll::Ready(Some(Ok(Frame::data(Bytes::from(full)))))
    }
}
