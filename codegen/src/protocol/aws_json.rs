//! awsJson1_0 and awsJson1_1: every member in one JSON document, the operation in a header.
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>

use super::{Direction, Exchange, Place, Protocol, query_mode, rpc};
use crate::error::Diagnostics;
use crate::ir::{Body, Codec, Encoder, ErrorCodes, Request, Response, TimestampFormat};
use crate::model::Traits;

/// One of the two versions; they differ only in their names.
pub(super) struct AwsJson {
    id: &'static str,
    content_type: &'static str,
}

pub(super) const AWS_JSON_1_0: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_0", content_type: "application/x-amz-json-1.0" };
pub(super) const AWS_JSON_1_1: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_1", content_type: "application/x-amz-json-1.1" };

impl AwsJson {
    /// Returns all members; an input without members is an empty object. Before events, it is the payload of a message.
    fn document(&self, exchange: &Exchange<'_>) -> Body {
        let content_type = if exchange.streams { EVENT_DOCUMENT } else { self.content_type };
        rpc::all_members(exchange, content_type)
    }
}

/// The media type of documents in messages of an event stream, whatever the version.
/// <https://smithy.io/2.0/aws/amazon-eventstream.html>
const EVENT_DOCUMENT: &str = "application/json";

impl Protocol for AwsJson {
    fn id(&self) -> &'static str {
        self.id
    }

    fn encoder(&self) -> Encoder {
        Encoder::Document(Codec::Json)
    }

    fn codec(&self) -> Codec {
        Codec::Json
    }

    fn wire_name<'a>(&self, name: &'a str, _traits: &'a Traits) -> &'a str {
        name
    }

    fn in_document(&self, _traits: &Traits, _direction: Direction) -> bool {
        true
    }

    fn timestamp_format(&self, _place: Place) -> TimestampFormat {
        TimestampFormat::EpochSeconds
    }

    fn event_document(&self) -> Option<&'static str> {
        Some(EVENT_DOCUMENT)
    }

    fn initial_messages(&self) -> bool {
        true
    }

    fn binds_http(&self) -> bool {
        false
    }

    fn sends_service(&self) -> bool {
        true
    }

    fn error_codes(&self) -> ErrorCodes {
        ErrorCodes::TypeFirst
    }

    fn request(&self, operation: &Exchange<'_>) -> Result<Request, Diagnostics> {
        let target = format!("{}.{}", operation.service.name(), operation.id.name());
        let mut literal_headers = vec![("X-Amz-Target".to_owned(), target)];
        literal_headers.extend(query_mode(operation));
        let request = rpc::request(operation, self.encoder(), "/", self.document(operation))?;
        Ok(Request { literal_headers, ..request })
    }

    fn response(&self, operation: &Exchange<'_>) -> Result<Response, Diagnostics> {
        Ok(rpc::response(self.codec(), self.document(operation)))
    }
}
