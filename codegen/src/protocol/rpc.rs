//! The parts that protocols without HTTP bindings share: requests to one URI, and all members in the body.

use super::{Exchange, http_bindings};
use crate::error::Diagnostics;
use crate::ir::{Body, Codec, Encoder, Finish, Request, Response, TemplatePart, Within};

/// Returns all members, in a body of this media type.
pub(super) fn all_members(exchange: &Exchange<'_>, media_type: &str) -> Body {
    Body::Document { fields: (0..exchange.members.len()).collect(), content_type: media_type.to_owned() }
}

/// Returns a request without headers. Before events, its body is the payload of a message.
pub(super) fn request(
    operation: &Exchange<'_>,
    encoder: Encoder,
    uri: &str,
    body: Body,
) -> Result<Request, Diagnostics> {
    Ok(Request {
        method: "POST".to_owned(),
        uri: uri.to_owned(),
        path: vec![TemplatePart::Literal(uri.to_owned())],
        literal_query: String::new(),
        query: Vec::new(),
        query_params: None,
        literal_headers: Vec::new(),
        headers: Vec::new(),
        prefix_headers: None,
        host_prefix: http_bindings::host_prefix(operation)?,
        host_member: None,
        encoder,
        root: None,
        literal_form: String::new(),
        body,
        finish: operation.streams.then_some(Finish::InitialRequest).into_iter().collect(),
    })
}

/// Returns a response without members in headers.
pub(super) fn response(codec: Codec, body: Body) -> Response {
    Response {
        protocol: None,
        status: 200,
        status_member: None,
        headers: Vec::new(),
        prefix_headers: None,
        codec,
        root: None,
        within: Within::Root,
        body,
    }
}
