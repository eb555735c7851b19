//! restXml: HTTP bindings, XML documents.
//! <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>

use super::{Direction, Exchange, Place, Protocol, http_bindings, xml};
use crate::error::Diagnostics;
use crate::ir::{self, Body, Codec, Encoder, ErrorCodes, TimestampFormat, Within};
use crate::model::Traits;

pub(super) struct RestXml;

const MEDIA_TYPE: &str = "application/xml";

impl Protocol for RestXml {
    fn id(&self) -> &'static str {
        "aws.protocols#restXml"
    }

    fn encoder(&self) -> Encoder {
        Encoder::Document(Codec::Xml)
    }

    fn codec(&self) -> Codec {
        Codec::Xml
    }

    fn wire_name<'a>(&self, name: &'a str, traits: &'a Traits) -> &'a str {
        traits.text(xml::NAME).unwrap_or(name)
    }

    fn names_parts(&self) -> bool {
        true
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
            Place::Uri | Place::Document => TimestampFormat::DateTime,
        }
    }

    fn event_document(&self) -> Option<&'static str> {
        Some(MEDIA_TYPE)
    }

    fn binds_http(&self) -> bool {
        true
    }

    fn error_codes(&self) -> ErrorCodes {
        ErrorCodes::CodeFirst
    }

    fn request(&self, operation: &Exchange<'_>) -> Result<ir::Request, Diagnostics> {
        let mut request = http_bindings::request(operation, Codec::Xml, MEDIA_TYPE)?;
        request.root = root(operation, &request.body);
        Ok(request)
    }

    fn response(&self, operation: &Exchange<'_>) -> Result<ir::Response, Diagnostics> {
        let mut response = http_bindings::response(operation, Codec::Xml, MEDIA_TYPE)?;
        response.root = root(operation, &response.body);
        if operation.traits.has("smithy.api#error") {
            response.within = Within::Error;
        }
        Ok(response)
    }
}

/// Returns the root of a body that is a document.
fn root(exchange: &Exchange<'_>, body: &Body) -> Option<ir::Tag> {
    match body {
        Body::Empty => None,
        Body::Document { .. } => Some(xml::root(exchange.model, exchange.service, None, exchange.structure)),
        Body::Payload { field, .. } => {
            let member = &exchange.members[*field];
            Some(xml::root(exchange.model, exchange.service, Some(member), &member.target))
        }
    }
}
