//! restJson1: HTTP bindings, JSON documents.
//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>

use super::{Direction, Exchange, Place, Protocol, http_bindings};
use crate::error::Diagnostics;
use crate::ir::{self, Codec, Encoder, ErrorCodes, TimestampFormat};
use crate::model::Traits;

pub(super) struct RestJson1;

impl Protocol for RestJson1 {
    fn id(&self) -> &'static str {
        "aws.protocols#restJson1"
    }

    fn encoder(&self) -> Encoder {
        Encoder::Document(Codec::Json)
    }

    fn codec(&self) -> Codec {
        Codec::Json
    }

    fn wire_name<'a>(&self, name: &'a str, traits: &'a Traits) -> &'a str {
        traits.text("smithy.api#jsonName").unwrap_or(name)
    }

    fn in_document(&self, traits: &Traits, direction: Direction) -> bool {
        http_bindings::in_document(traits, direction)
    }

    fn is_payload(&self, traits: &Traits) -> bool {
        traits.has("smithy.api#httpPayload")
    }

    fn timestamp_format(&self, place: Place) -> TimestampFormat {
        match place {
            Place::Header => TimestampFormat::HttpDate,
            Place::Uri => TimestampFormat::DateTime,
            Place::Document => TimestampFormat::EpochSeconds,
        }
    }

    fn event_document(&self) -> Option<&'static str> {
        Some("application/json")
    }

    fn binds_http(&self) -> bool {
        true
    }

    fn error_codes(&self) -> ErrorCodes {
        ErrorCodes::CodeFirst
    }

    fn request(&self, operation: &Exchange<'_>) -> Result<ir::Request, Diagnostics> {
        http_bindings::request(operation, Codec::Json, "application/json")
    }

    fn response(&self, operation: &Exchange<'_>) -> Result<ir::Response, Diagnostics> {
        http_bindings::response(operation, Codec::Json, "application/json")
    }
}
