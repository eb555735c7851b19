//! The request and response syntax in the documentation of an operation.
//!
//! ```text
//! POST /participant/event HTTP/1.1
//! X-Amz-Bearer: ConnectionToken
//!
//! {
//!   "Content": "string"
//! }
//! ```

mod form;
mod xml;

use std::collections::HashSet;

use crate::ir::{
    Body, Bound, Encoder, EventStream, Field, Lists, Operation, Request, Response, Service, Shapes, Struct,
    Tag, TimestampFormat, Ty, Type, Within,
};

/// The maximum depth of nested values.
const MAX_DEPTH: usize = 6;

/// The maximum number of lines that people read. Longer syntax is less deep, and only cut if that does not suffice.
const MAX_LINES: usize = 500;

/// The form of documents.
#[derive(Clone, Copy)]
enum Content<'o> {
    Json,
    /// The root, and the element in it that has the members.
    Xml(&'o Tag, Option<&'o str>),
    /// The kind of lists, and the pairs of every request.
    Form(Lists, &'o str),
}

impl<'o> Content<'o> {
    fn of_request(request: &'o Request) -> Self {
        match (request.encoder, &request.root) {
            (Encoder::Form(lists), _) => Self::Form(lists, &request.literal_form),
            (Encoder::Document(_), Some(root)) => Self::Xml(root, None),
            (Encoder::Document(_), None) => Self::Json,
        }
    }

    fn of_response(response: &'o Response) -> Self {
        let within = match &response.within {
            Within::Child(name) => Some(name.as_str()),
            _ => None,
        };
        response.root.as_ref().map_or(Self::Json, |root| Self::Xml(root, within))
    }
}

/// The lines of a request.
pub(super) fn request(service: &Service, operation: &Operation) -> Vec<String> {
    let fields = &operation.input.fields;
    let request = &operation.request;
    let query: Vec<String> = request
        .query
        .iter()
        .map(|b| format!("{}={}", b.name.escape_debug(), fields[b.field].name.as_str()))
        .collect();
    let mark = if request.uri.contains('?') { '&' } else { '?' };
    let query = if query.is_empty() { String::new() } else { format!("{mark}{}", query.join("&")) };
    let mut lines = vec![format!("{} {}{query} HTTP/1.1", request.method, request.uri)];
    lines.extend(request.literal_headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.extend(headers(&request.headers, fields));
    begin_events(operation.input_stream.as_ref(), "initial-request", &mut lines);
    body(service, (&operation.input, &request.body), Content::of_request(request), &mut lines);
    lines
}

/// The lines of a response.
pub(super) fn response(service: &Service, operation: &Operation) -> Vec<String> {
    let mut lines = vec![format!("HTTP/1.1 {}", operation.response.status)];
    lines.extend(headers(&operation.response.headers, &operation.output.fields));
    begin_events(operation.output_stream.as_ref(), "initial-response", &mut lines);
    let response = &operation.response;
    body(service, (&operation.output, &response.body), Content::of_response(response), &mut lines);
    lines
}

/// The head of the initial message, which contains the document if events follow.
fn begin_events(stream: Option<&EventStream>, event_type: &str, lines: &mut Vec<String>) {
    if stream.is_some_and(|stream| stream.initial_message) {
        lines.push("Content-Type: application/vnd.amazon.eventstream".to_owned());
        lines.push(String::new());
        lines.push(":message-type: event".to_owned());
        lines.push(format!(":event-type: {event_type}"));
    }
}

fn headers<'a>(bound: &'a [Bound], fields: &'a [Field]) -> impl Iterator<Item = String> + 'a {
    bound.iter().map(|bound| format!("{}: {}", bound.name, fields[bound.field].name.as_str()))
}

fn body(service: &Service, (shape, body): (&Struct, &Body), content: Content<'_>, lines: &mut Vec<String>) {
    let (Body::Document { content_type, .. } | Body::Payload { content_type, .. }) = body else { return };
    let written = written(service, shape, body, content);
    // A member may be bound to that header.
    if lines.last().is_some_and(|line| line.starts_with(':')) {
        lines.push(format!(":content-type: {content_type}"));
    } else if !lines.iter().any(|line| line.to_ascii_lowercase().starts_with("content-type:")) {
        lines.push(format!("Content-Type: {content_type}"));
    }
    lines.push(String::new());
    lines.extend(written);
}

/// The lines of a body, as deep as the maximum number of lines allows.
fn written(service: &Service, shape: &Struct, body: &Body, content: Content<'_>) -> Vec<String> {
    let mut max_depth = MAX_DEPTH;
    loop {
        let mut lines = as_deep_as(max_depth, &service.shapes, (shape, body), content);
        if lines.len() <= MAX_LINES {
            return lines;
        }
        if max_depth == 1 {
            lines.truncate(MAX_LINES);
            lines.push("...".to_owned());
            return lines;
        }
        max_depth -= 1;
    }
}

fn as_deep_as(
    max_depth: usize,
    shapes: &Shapes,
    (shape, body): (&Struct, &Body),
    content: Content<'_>,
) -> Vec<String> {
    let mut json =
        Skeleton { shapes, max_depth, open: HashSet::new(), lines: Vec::new(), line: String::new() };
    let mut xml = xml::Skeleton::new(shapes, max_depth);
    match (body, content) {
        (Body::Empty, _) => {}
        (Body::Document { fields, .. }, Content::Xml(root, within)) => {
            xml.document(root, within, fields.iter().map(|&at| &shape.fields[at]));
            return xml.lines;
        }
        (Body::Document { fields, .. }, Content::Form(lists, pairs)) => {
            let mut form = form::Skeleton::new(shapes, lists, max_depth, pairs);
            form.document(fields.iter().map(|&at| &shape.fields[at]));
            return form.lines;
        }
        (Body::Document { fields, .. }, Content::Json) => {
            let fields = fields.iter().map(|&at| (shape.fields[at].wire_name.as_str(), &shape.fields[at].ty));
            json.object(fields.collect(), 0);
        }
        (Body::Payload { field, .. }, content) => match (&shape.fields[*field].ty, content) {
            (Ty::Blob, _) => json.line.push_str("(bytes)"),
            (Ty::String | Ty::Enum(_) | Ty::Newtype(_), _) => json.line.push_str("(text)"),
            (_, Content::Xml(root, _)) => {
                xml.payload(root, &shape.fields[*field]);
                return xml.lines;
            }
            (document, _) => json.value(document, 0),
        },
    }
    json.end_line();
    json.lines
}

/// The first values of an enum.
fn first_values<T>(values: &[T], shown: impl Fn(&T) -> String) -> String {
    let mut texts: Vec<String> = values.iter().take(12).map(shown).collect();
    if values.len() > texts.len() {
        texts.push("...".to_owned());
    }
    texts.join(" | ")
}

/// The text of a simple value outside of JSON.
fn simple(shapes: &Shapes, ty: &Ty) -> String {
    let named = |named: &crate::ir::Named| match shapes.ty(&named.ident) {
        Some(Type::Enum(shape)) if !shape.other_values => {
            first_values(&shape.variants, |variant| variant.value.escape_debug().to_string())
        }
        _ => "string".to_owned(),
    };
    match ty {
        Ty::Bool => "true | false".to_owned(),
        Ty::Blob => "base64".to_owned(),
        Ty::Enum(ty) => named(ty),
        Ty::String | Ty::Newtype(_) | Ty::Document => "string".to_owned(),
        Ty::Timestamp(TimestampFormat::DateTime | TimestampFormat::HttpDate) => "string".to_owned(),
        _ => "number".to_owned(),
    }
}

struct Skeleton<'s> {
    shapes: &'s Shapes,
    /// The maximum depth of structures.
    max_depth: usize,
    /// The structures that contain the current position: a recursive structure is written once.
    open: HashSet<&'s str>,
    lines: Vec<String>,
    line: String,
}

impl<'s> Skeleton<'s> {
    fn value(&mut self, ty: &'s Ty, depth: usize) {
        match ty {
            Ty::Bool => self.line.push_str("true | false"),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64 | Ty::BigInteger | Ty::BigDecimal => {
                self.line.push_str("number");
            }
            Ty::Blob => self.line.push_str("\"base64\""),
            Ty::Document => self.line.push_str("any JSON value"),
            Ty::Timestamp(TimestampFormat::EpochSeconds) | Ty::IntEnum(_) => {
                self.line.push_str("number");
            }
            Ty::String | Ty::Newtype(_) | Ty::Timestamp(_) => self.line.push_str("\"string\""),
            Ty::Enum(_) if self.shapes.has_other_values(ty) => self.line.push_str("\"string\""),
            Ty::Enum(named) => self.enumeration(&named.ident),
            Ty::Struct(named) | Ty::Union(named) => self.named(&named.ident, depth),
            Ty::List { item, .. } | Ty::NonEmpty(item) => {
                self.line.push('[');
                self.value(item, depth);
                self.line.push(']');
            }
            Ty::Map { value, .. } => {
                self.line.push_str("{\"string\": ");
                self.value(value, depth);
                self.line.push('}');
            }
        }
    }

    fn enumeration(&mut self, ident: &str) {
        let Some(Type::Enum(shape)) = self.shapes.ty(ident) else { return };
        let text = first_values(&shape.variants, |variant| format!("\"{}\"", variant.value.escape_debug()));
        self.line.push_str(&text);
    }

    fn named(&mut self, ident: &'s str, depth: usize) {
        if depth >= self.max_depth || !self.open.insert(ident) {
            self.line.push_str("{...}");
            return;
        }
        let members = match (self.shapes.structure(ident), self.shapes.ty(ident)) {
            (Some(shape), _) => shape.fields.iter().map(|f| (f.wire_name.as_str(), &f.ty)).collect(),
            (None, Some(Type::Union(shape))) => {
                shape.members.iter().filter_map(|m| Some((m.wire_name.as_str(), m.ty.as_ref()?))).collect()
            }
            _ => Vec::new(),
        };
        self.object(members, depth);
        self.open.remove(ident);
    }

    fn object(&mut self, members: Vec<(&'s str, &'s Ty)>, depth: usize) {
        self.line.push('{');
        let last = members.len().saturating_sub(1);
        let empty = members.is_empty();
        for (at, (name, ty)) in members.into_iter().enumerate() {
            // The result is too long in any case.
            if self.lines.len() > MAX_LINES {
                break;
            }
            self.end_line();
            self.line = format!("{}\"{}\": ", "  ".repeat(depth + 1), name.escape_debug());
            self.value(ty, depth + 1);
            if at < last {
                self.line.push(',');
            }
        }
        if !empty {
            self.end_line();
            self.line = "  ".repeat(depth);
        }
        self.line.push('}');
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
    }
}
