//! The second generation of Smithy's RPC protocols: the service and the operation are the path, all members are in one document.
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>

use super::{Direction, Exchange, Place, Protocol, query_mode, rpc};
use crate::error::Diagnostics;
use crate::ir::{Body, Codec, Encoder, ErrorCodes, Request, Response, TimestampFormat};
use crate::model::{ShapeKind, Traits, UNIT};

/// One of the protocols; they differ in the codec of documents.
pub(super) struct RpcV2 {
    id: &'static str,
    /// The value of the header `smithy-protocol`.
    name: &'static str,
    codec: Codec,
    media_type: &'static str,
}

pub(super) const RPC_V2_JSON: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Json",
    name: "rpc-v2-json",
    codec: Codec::JsonV2,
    media_type: "application/json",
};

pub(super) const RPC_V2_CBOR: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Cbor",
    name: "rpc-v2-cbor",
    codec: Codec::Cbor,
    media_type: "application/cbor",
};

/// The media type of event streams.
const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

impl RpcV2 {
    /// Returns all members. A structure that the model names has a document even without members; `smithy.api#Unit` has no body.
    fn body(&self, exchange: &Exchange<'_>) -> Body {
        if exchange.structure.as_str() == UNIT {
            return Body::Empty;
        }
        rpc::all_members(exchange, self.media_type)
    }

    /// Returns the media type of successful responses.
    fn accepted(&self, exchange: &Exchange<'_>) -> &'static str {
        let Some(ShapeKind::Operation(operation)) = exchange.kind(exchange.id) else {
            return self.media_type;
        };
        let Some(ShapeKind::Structure(members)) = exchange.kind(&operation.output) else {
            return self.media_type;
        };
        let is_stream = members.values().any(|member| exchange.model.is_event_stream(&member.target));
        if is_stream { EVENT_STREAM } else { self.media_type }
    }
}

impl Protocol for RpcV2 {
    fn id(&self) -> &'static str {
        self.id
    }

    fn encoder(&self) -> Encoder {
        Encoder::Document(self.codec)
    }

    fn codec(&self) -> Codec {
        self.codec
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

    fn heeds_timestamp_format(&self) -> bool {
        false
    }

    fn event_document(&self) -> Option<&'static str> {
        Some(self.media_type)
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
        let uri = format!("/service/{}/operation/{}", operation.service.name(), operation.id.name());
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut literal_headers =
            vec![header("Smithy-Protocol", self.name), header("Accept", self.accepted(operation))];
        literal_headers.extend(query_mode(operation));
        let request = rpc::request(operation, self.encoder(), &uri, self.body(operation))?;
        Ok(Request { literal_headers, ..request })
    }

    fn response(&self, operation: &Exchange<'_>) -> Result<Response, Diagnostics> {
        let response = rpc::response(self.codec, self.body(operation));
        Ok(Response { protocol: Some(self.name), ..response })
    }
}
