//! Errors that end an event stream.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::super::event_stream::Message;
use super::{read, ErrorMetadata, Format, Text};

impl ErrorMetadata {
    /// Decodes an exception or an error in an event stream. Its text headers are kept; the status is that of the response that
    /// started the stream: 200.
    #[doc(hidden)]
    pub fn of_message(message: &Message) -> Self {
        let format = Format::of_body(message.payload());
        let read::Named { code, kind, message: said, .. } = read::body(message.payload(), format);
        let header = |name: &str| message.text(name).map(Cow::Borrowed);
        let text = |text| Text::new(text, message.payload());
        let mut metadata = Self::new(StatusCode::OK);
        metadata.0.code =
            header(":exception-type").or_else(|| header(":error-code")).or(code).or(kind).map(text);
        metadata.0.message = header(":error-message").or(said).map(text);
        metadata.0.headers = headers(message);
        metadata.0.body = message.payload().to_vec();
        metadata.0.format = format;
        metadata.0.limit = message.limit;
        metadata
    }

    /// Decodes a modelled exception.
    #[doc(hidden)]
    pub fn known_as(mut self, status: u16, code: &str) -> Self {
        self.0.status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.0.code = Some(Text::Owned(code.to_owned()));
        self
    }
}

fn headers(message: &Message) -> HeaderMap {
    let header = |(name, value): (&str, &super::super::event_stream::EventHeader)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(value.as_str()?).ok()?))
    };
    message.headers().filter_map(header).collect()
}
