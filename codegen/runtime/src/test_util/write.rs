//! Converts a tree of values to a response: members go to their modelled locations.
//!
//! Points in time are RFC 3339 text in a tree, and have the format of their location in a response.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

use super::super::base64_text;
#[cfg(feature = "cbor")]
use super::super::cbor::tree;
#[cfg(feature = "cbor")]
use super::super::reading::CBOR;
use super::super::schema::{Location, Member, Operation, Service, Shape, Structure, TimestampFormat};
use super::super::timestamp::Timestamp;
#[cfg(feature = "xml")]
use super::xml;

/// Returns the response of an operation.
pub(super) fn output(model: &Service, operation: &Operation, tree: &Map<String, Value>) -> Response<Vec<u8>> {
    let Operation { output, response_type, .. } = operation;
    let document = |tree| {
        #[cfg(feature = "xml")]
        if xml::is_xml(response_type) {
            return xml::output(model, operation, &tree);
        }
        let _ = model;
        body(output.members, tree, response_type)
    };
    let mut response = members(output.members, tree, response_type, document);
    name_protocol(operation, &mut response);
    if !operation.output.members.iter().any(|member| member.location == Location::Status) {
        *response.status_mut() = StatusCode::from_u16(operation.status).unwrap_or(StatusCode::OK);
    }
    response
}

/// Returns an error response. The code is in a header, in the body, or in both, as the protocol requires.
pub(super) fn failure(
    model: &Service,
    code: &str,
    status: u16,
    of: &[Member],
    tree: &Map<String, Value>,
) -> Response<Vec<u8>> {
    #[cfg(feature = "xml")]
    if let Some((media_type, path)) = xml::errors_of(model) {
        let others = others(of, tree);
        let document = |mut tree: Map<String, Value>| {
            tree.extend(others);
            xml::error(path, code, of, &tree)
        };
        return with_status(members(of, tree, media_type, document), status);
    }
    let is_rpc = |o: &&&Operation| RPC.iter().any(|name| value_of(name, o).is_some());
    let rpc = model.operations.iter().filter(is_rpc);
    let media_type = rpc.clone().map(|operation| operation.request_type).find(|kind| !kind.is_empty());
    let rpc = rpc.copied().next();
    let mut others = others(of, tree);
    if rpc.is_some() {
        others.insert("__type".to_owned(), Value::from(code));
    }
    let media_type = media_type.unwrap_or("application/json");
    let document = |mut tree: Map<String, Value>| {
        tree.extend(others);
        body(of, tree, media_type)
    };
    let mut response = members(of, tree, media_type, document);
    let named = rpc.map_or(false, |operation| name_protocol(operation, &mut response));
    if !named {
        header(response.headers_mut(), "x-amzn-errortype", code);
    }
    with_status(response, status)
}

/// The message of an error without a message member, and members that a test adds.
fn others(of: &[Member], tree: &Map<String, Value>) -> Map<String, Value> {
    let others = tree.iter().filter(|(key, _)| !of.iter().any(|member| member.key == *key));
    others.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn with_status(mut response: Response<Vec<u8>>, status: u16) -> Response<Vec<u8>> {
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

/// Headers of requests in protocols without HTTP bindings, whose errors are named in the body.
const RPC: [&str; 2] = ["x-amz-target", SMITHY_PROTOCOL];

const SMITHY_PROTOCOL: &str = "smithy-protocol";

/// Adds the header with the name of the protocol, if requests have it. Returns whether they do.
fn name_protocol(operation: &Operation, response: &mut Response<Vec<u8>>) -> bool {
    let name = value_of(SMITHY_PROTOCOL, operation);
    if let Some(name) = name {
        header(response.headers_mut(), SMITHY_PROTOCOL, name);
    }
    name.is_some()
}

/// Returns the value of a header that every request of the operation has.
fn value_of(header: &str, operation: &Operation) -> Option<&'static str> {
    operation.headers.iter().find(|(name, _)| *name == header).map(|(_, value)| *value)
}

/// Returns the key of the message member.
pub(super) fn message_member(members: &[Member]) -> &'static str {
    let found = members.iter().find(|member| member.key.eq_ignore_ascii_case("message"));
    found.map_or("message", |member| member.key)
}

/// Whether a response is an error of the service, and not of a proxy.
pub(super) fn is_error(response: &Response<Vec<u8>>) -> bool {
    #[cfg(feature = "xml")]
    {
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !response.status().is_success() && media_type.map_or(false, xml::is_xml) {
            return true;
        }
    }
    response.headers().contains_key("x-amzn-errortype")
}

/// Adds a header, unless it is invalid.
pub(super) fn header(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
        headers.append(name, value);
    }
}

/// Returns a response with the members of a tree. `written` returns the document of those without another location.
fn members(
    members: &[Member],
    tree: &Map<String, Value>,
    media_type: &str,
    written: impl FnOnce(Map<String, Value>) -> Vec<u8>,
) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    let mut document = Map::new();
    for member in members {
        let Some(value) = tree.get(member.key).filter(|value| !value.is_null()) else { continue };
        let shape = member.shape;
        match member.location {
            Location::Status => {
                let status = value.as_u64().and_then(|status| u16::try_from(status).ok());
                let status = status.and_then(|status| StatusCode::from_u16(status).ok());
                // A sample number is not a valid status.
                *response.status_mut() = status.filter(StatusCode::is_success).unwrap_or(StatusCode::OK);
            }
            Location::Header(name) => header(response.headers_mut(), name, &text(shape, value)),
            Location::Base64Header(name) => {
                let text = base64_text::encode(text(shape, value));
                header(response.headers_mut(), name, &text);
            }
            Location::PrefixHeaders(prefix) => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    let name = format!("{prefix}{name}");
                    header(response.headers_mut(), &name, value.as_str().unwrap_or_default());
                }
            }
            Location::Payload => *response.body_mut() = payload(media_type, member, value),
            _ => {
                document.insert(member.wire_name.to_owned(), value.clone());
            }
        }
    }
    let is_payload = members.iter().any(|member| member.location == Location::Payload);
    if !media_type.is_empty() {
        if !is_payload {
            *response.body_mut() = written(document);
        }
        if let Ok(value) = HeaderValue::from_str(media_type) {
            response.headers_mut().entry(CONTENT_TYPE).or_insert(value);
        }
    }
    response
}

/// Returns a document in JSON or CBOR.
fn body(members: &[Member], document: Map<String, Value>, media_type: &str) -> Vec<u8> {
    #[cfg(feature = "cbor")]
    if media_type == CBOR {
        return tree::write(members, &document);
    }
    let _ = media_type;
    of_members(members, &document).to_string().into_bytes()
}

fn payload(media_type: &str, member: &Member, value: &Value) -> Vec<u8> {
    let shape = member.shape;
    let _ = media_type;
    match (shape, value) {
        (Shape::Blob(_), Value::String(text)) => {
            base64_text::decode_bytes(text).unwrap_or_else(|| text.clone().into_bytes())
        }
        (Shape::String(_) | Shape::Enum(_), Value::String(text)) => text.clone().into_bytes(),
        #[cfg(feature = "xml")]
        (Shape::Structure(_) | Shape::Union(_), _) if media_type == xml::MEDIA_TYPE => {
            xml::value(member, value)
        }
        _ => written(shape, value).to_string().into_bytes(),
    }
}

/// Converts the points in time in a value to the formats of their shapes.
fn written(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Timestamp(format), Value::String(text)) => match (Timestamp::parse_date_time(text), format) {
            (Ok(at), TimestampFormat::EpochSeconds) => {
                serde_json::from_str(&at.to_epoch_seconds()).unwrap_or(Value::Null)
            }
            (Ok(at), TimestampFormat::HttpDate) => Value::String(at.to_http_date()),
            _ => value.clone(),
        },
        (Shape::List { item, .. }, Value::Array(items)) => {
            Value::Array(items.iter().map(|value| written(item, value)).collect())
        }
        (Shape::Map { value: of, .. }, Value::Object(entries)) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), written(of, value))).collect())
        }
        (
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }),
            Value::Object(entries),
        ) => of_members(members, entries),
        _ => value.clone(),
    }
}

fn of_members(members: &[Member], entries: &Map<String, Value>) -> Value {
    let each = entries.iter().map(|(key, value)| {
        let member = members.iter().find(|member| member.wire_name == key);
        (key.clone(), member.map_or_else(|| value.clone(), |member| written(member.shape, value)))
    });
    Value::Object(each.collect())
}

/// A value in a header.
pub(super) fn text(shape: &Shape, value: &Value) -> String {
    match (shape, written(shape, value)) {
        (Shape::List { item, .. }, Value::Array(items)) => {
            let each = items.iter().map(|value| text(item, value));
            each.collect::<Vec<_>>().join(", ")
        }
        (_, Value::String(text)) => text,
        (_, other) => other.to_string(),
    }
}
