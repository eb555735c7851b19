//! Smithy's HTTP binding traits, shared by the protocols that follow them.
//! <https://smithy.io/2.0/spec/http-bindings.html>
//!
//! Takes an [`Exchange`] and returns the location of each member. Knows nothing about the encoding of documents.

use serde_json::Value;

use super::{Direction, Exchange, http_rules};
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::{Body, Bound, Codec, Encoder, Request, Response, TemplatePart, Within};
use crate::model::{Member, ShapeKind, Traits};

/// Binds the members of an input.
pub(super) fn request(
    exchange: &Exchange<'_>,
    codec: Codec,
    content_type: &str,
) -> Result<Request, Diagnostics> {
    let mut problems = Diagnostics::default();
    let (method, uri) = http_trait(exchange, &mut problems);
    let (path_template, literal_query) = uri.split_once('?').unwrap_or((&uri, ""));
    if !path_template.starts_with('/') {
        problems.push(say(exchange, format!("the URI `{uri}` does not start with `/`")));
    }
    let path = template(exchange, path_template, "smithy.api#httpLabel", &mut problems);
    check_labels_used(exchange, &path, &mut problems);
    http_rules::check(exchange, REQUEST_BINDINGS, &mut problems);
    let events = exchange.streams.then(|| ("Content-Type".to_owned(), EVENT_STREAM.to_owned()));
    let host_prefix = host_prefix(exchange).map_err(|found| problems.0.extend(found.0)).unwrap_or_default();
    let request = Request {
        path,
        host_prefix,
        host_member: None,
        literal_query: literal_query.to_owned(),
        query: bound(exchange, "smithy.api#httpQuery"),
        query_params: fields_with(exchange, "smithy.api#httpQueryParams").next(),
        literal_headers: events.into_iter().collect(),
        headers: bound(exchange, "smithy.api#httpHeader"),
        prefix_headers: bound(exchange, "smithy.api#httpPrefixHeaders").into_iter().next(),
        encoder: Encoder::Document(codec),
        literal_form: String::new(),
        root: None,
        body: body(exchange, REQUEST_BINDINGS, (codec, content_type), &mut problems),
        finish: Vec::new(),
        method,
        uri: uri.clone(),
    };
    problems.or(request)
}

/// Returns the host prefix of an operation.
pub(super) fn host_prefix(exchange: &Exchange<'_>) -> Result<Vec<TemplatePart>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let endpoint = exchange.traits.get("smithy.api#endpoint");
    let prefix = endpoint.and_then(|value| value.get("hostPrefix")?.as_str());
    let parts = prefix
        .map(|prefix| template(exchange, prefix, "smithy.api#hostLabel", &mut problems))
        .unwrap_or_default();
    problems.or(parts)
}

/// Whether a member of a top-level structure is not bound to another location.
pub(super) fn in_document(traits: &Traits, direction: Direction) -> bool {
    let bindings = match direction {
        Direction::Request => REQUEST_BINDINGS,
        Direction::Response => RESPONSE_BINDINGS,
    };
    !bindings.iter().any(|id| traits.has(id))
}

/// Binds the members of an output or an error.
pub(super) fn response(
    exchange: &Exchange<'_>,
    codec: Codec,
    content_type: &str,
) -> Result<Response, Diagnostics> {
    let mut problems = Diagnostics::default();
    http_rules::check(exchange, RESPONSE_BINDINGS, &mut problems);
    let success = exchange.traits.get("smithy.api#http").and_then(|http| http.get("code"));
    for code in success.into_iter().chain(exchange.traits.get(HTTP_ERROR)) {
        if status(code).is_none() {
            problems.push(say(exchange, format!("{code} is not an HTTP status")));
        }
    }
    let response = Response {
        protocol: None,
        status: success.and_then(status).unwrap_or(200),
        status_member: fields_with(exchange, "smithy.api#httpResponseCode").next(),
        headers: bound(exchange, "smithy.api#httpHeader"),
        prefix_headers: bound(exchange, "smithy.api#httpPrefixHeaders").into_iter().next(),
        codec,
        root: None,
        within: Within::Root,
        body: body(exchange, RESPONSE_BINDINGS, (codec, content_type), &mut problems),
    };
    problems.or(response)
}

/// The media type of event streams.
const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

/// Traits that move a member of an input out of the document.
const REQUEST_BINDINGS: &[&str] = &[
    "smithy.api#httpLabel",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpHeader",
    "smithy.api#httpPrefixHeaders",
];

/// Traits that move a member of an output out of the document.
const RESPONSE_BINDINGS: &[&str] =
    &["smithy.api#httpHeader", "smithy.api#httpPrefixHeaders", "smithy.api#httpResponseCode"];

fn http_trait(exchange: &Exchange<'_>, problems: &mut Diagnostics) -> (String, String) {
    let part = |name: &str| exchange.traits.get("smithy.api#http")?.get(name)?.as_str();
    let (Some(method), Some(uri)) = (part("method"), part("uri")) else {
        problems.push(say(exchange, "has no `smithy.api#http` trait with a method and a uri".into()));
        return ("POST".into(), "/".into());
    };
    if method.is_empty() || !method.bytes().all(http_rules::is_token) {
        problems.push(say(exchange, format!("`{}` is not an HTTP method", method.escape_debug())));
    }
    if let Some(bad) = uri.chars().find(|c| !c.is_ascii_graphic() || "\"<>\\^`|".contains(*c)) {
        problems.push(say(exchange, format!("the URI has the invalid character {bad:?}")));
    }
    if uri.contains('#') {
        problems.push(say(exchange, "the URI has a fragment, which is never sent".into()));
    }
    if uri.split_once('?').is_some_and(|(_, query)| query.contains(['{', '}'])) {
        let problem = "the URI has a label in its query string; bind the member with `smithy.api#httpQuery`";
        problems.push(say(exchange, problem.into()));
    }
    (method.to_owned(), uri.to_owned())
}

/// Parses a template with `{labels}`.
fn template(
    exchange: &Exchange<'_>,
    text: &str,
    label_trait: &str,
    problems: &mut Diagnostics,
) -> Vec<TemplatePart> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').map(|at| open + at).filter(|_| rest[open..].starts_with('{'));
        let Some(close) = close else {
            problems.push(say(exchange, format!("`{text}` has unbalanced braces")));
            return parts;
        };
        push_literal(&rest[..open], &mut parts);
        let inside = &rest[open + 1..close];
        let (name, greedy) = inside.strip_suffix('+').map_or((inside, false), |name| (name, true));
        let field = exchange.members.get_index_of(name);
        match field.filter(|&at| exchange.members[at].traits.has(label_trait)) {
            Some(field) => {
                parts.push(TemplatePart::Label { field, greedy, dot_segments: false, otherwise: None });
            }
            None => {
                problems.push(say(
                    exchange,
                    format!("`{text}` has the label `{name}`, but no member is bound to it"),
                ));
            }
        }
        rest = &rest[close + 1..];
    }
    push_literal(rest, &mut parts);
    parts
}

fn push_literal(text: &str, parts: &mut Vec<TemplatePart>) {
    if !text.is_empty() {
        parts.push(TemplatePart::Literal(text.to_owned()));
    }
}

/// Each member with `httpLabel` must be in the path, and be required.
fn check_labels_used(exchange: &Exchange<'_>, path: &[TemplatePart], problems: &mut Diagnostics) {
    for at in fields_with(exchange, "smithy.api#httpLabel") {
        let used = path.iter().any(|part| matches!(part, TemplatePart::Label { field, .. } if *field == at));
        let Some((name, member)) = exchange.members.get_index(at) else { continue };
        let problem = if !used {
            "is a label, but the URI does not contain it"
        } else if !member.traits.has("smithy.api#required") {
            "is a label and must be required"
        } else {
            continue;
        };
        problems.push(Diagnostic::new(problem).about(exchange.structure.member(name)));
    }
}

fn bound(exchange: &Exchange<'_>, id: &str) -> Vec<Bound> {
    let bound = |field: usize| {
        let member = &exchange.members[field];
        let name = member.traits.text(id).unwrap_or_default().to_owned();
        let has_media_type =
            member.traits.effective(exchange.target(member), "smithy.api#mediaType").is_some();
        Bound { field, name, base64: id == "smithy.api#httpHeader" && has_media_type }
    };
    fields_with(exchange, id).map(bound).collect()
}

fn fields_with<'a>(exchange: &Exchange<'a>, id: &'a str) -> impl Iterator<Item = usize> + 'a {
    exchange.members.values().enumerate().filter(move |(_, member)| member.traits.has(id)).map(|(at, _)| at)
}

/// Returns the content of the body: the payload member, the unbound members, or nothing.
fn body(
    exchange: &Exchange<'_>,
    bindings: &[&str],
    document: (Codec, &str),
    problems: &mut Diagnostics,
) -> Body {
    let (codec, content_type) = document;
    let unbound = |member: &Member| !bindings.iter().any(|id| member.traits.has(id));
    if exchange.streams {
        for (name, _) in exchange.members.iter().filter(|(_, member)| unbound(member)) {
            let problem = "has no location: the events are the body; bind it to a header";
            problems.push(Diagnostic::new(problem).about(exchange.structure.member(name)));
        }
        return Body::Empty;
    }
    let mut payloads = fields_with(exchange, "smithy.api#httpPayload");
    if let Some(field) = payloads.next() {
        for (name, member) in exchange.members {
            let second = member.traits.has("smithy.api#httpPayload")
                && exchange.members.get_index_of(name) != Some(field);
            if second || unbound(member) && !member.traits.has("smithy.api#httpPayload") {
                problems.push(
                    Diagnostic::new("has no location: another member is the payload")
                        .about(exchange.structure.member(name)),
                );
            }
        }
        let content_type = payload_type(exchange, field, content_type);
        // It becomes a header.
        if !content_type.contains('/') || !content_type.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
            let problem = format!("`{}` is not a media type", content_type.escape_debug());
            let (name, _) = exchange.members.get_index(field).expect("the payload is a member");
            problems.push(Diagnostic::new(problem).about(exchange.structure.member(name)));
        }
        return Body::Payload { field, codec, content_type };
    }
    let fields: Vec<usize> = exchange
        .members
        .values()
        .enumerate()
        .filter(|(_, member)| unbound(member))
        .map(|(at, _)| at)
        .collect();
    if fields.is_empty() {
        Body::Empty
    } else {
        Body::Document { fields, content_type: content_type.to_owned() }
    }
}

/// Returns the media type of a payload: its `mediaType`, or the default of its shape type.
fn payload_type(exchange: &Exchange<'_>, field: usize, document: &str) -> String {
    let member = &exchange.members[field];
    let target = exchange.target(member);
    let modelled = member.traits.effective(target, "smithy.api#mediaType").and_then(Value::as_str);
    let implied = match target.map(|shape| &shape.kind) {
        Some(ShapeKind::Blob) => "application/octet-stream",
        Some(ShapeKind::String | ShapeKind::Enum(_)) => "text/plain",
        _ => document,
    };
    modelled.unwrap_or(implied).to_owned()
}

fn say(exchange: &Exchange<'_>, message: String) -> Diagnostic {
    Diagnostic::new(message).about(exchange.id)
}

const HTTP_ERROR: &str = "smithy.api#httpError";

/// Returns an HTTP status, if the value is one. <https://www.rfc-editor.org/rfc/rfc9110#section-15>
fn status(value: &Value) -> Option<u16> {
    value.as_u64().and_then(|code| u16::try_from(code).ok()).filter(|code| (100..600).contains(code))
}

/// Returns the status that a modelled error declares, if it does.
pub(crate) fn http_error(traits: &Traits) -> Option<u16> {
    traits.get(HTTP_ERROR).and_then(status)
}

/// Returns the status of a modelled error: its own, or the default for its kind of fault.
pub(crate) fn error_status(traits: &Traits) -> u16 {
    let implied = if traits.text("smithy.api#error") == Some("server") { 500 } else { 400 };
    http_error(traits).unwrap_or(implied)
}
