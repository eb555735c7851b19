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

mod xml;

use std::collections::HashSet;

use crate::ir::{Body, Bound, EventStream, Field, Operation, Service, Shapes, Struct, Tag, Ty, Type};

/// The maximum depth of nested values.
const MAX_DEPTH: usize = 6;

/// The maximum number of lines that people read. Longer syntax is less deep, and only cut if that does not suffice.
const MAX_LINES: usize = 500;

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
    body(service, (&operation.input, &request.body), request.root.as_ref(), &mut lines);
    lines
}

/// The lines of a response.
pub(super) fn response(service: &Service, operation: &Operation) -> Vec<String> {
    let mut lines = vec![format!("HTTP/1.1 {}", operation.response.status)];
    lines.extend(headers(&operation.response.headers, &operation.output.fields));
    begin_events(operation.output_stream.as_ref(), "initial-response", &mut lines);
    let response = &operation.response;
    body(service, (&operation.output, &response.body), response.root.as_ref(), &mut lines);
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

fn body(service: &Service, (shape, body): (&Struct, &Body), root: Option<&Tag>, lines: &mut Vec<String>) {
    let (Body::Document { content_type, .. } | Body::Payload { content_type, .. }) = body else { return };
    let written = written(service, shape, body, root);
    // A member may be bound to that header.
    if lines.last().is_some_and(|line| line.starts_with(':')) {
        lines.push(format!(":content-type: {content_type}"));
    } else if !lines.iter().any(|line| line.to_ascii_lowercase().starts_with("content-type:")) {
        lines.push(format!("Content-Type: {content_type}"));
    }
    lines.push(String::new());
    lines.extend(written);
}

/// The lines of a body, as deep as the maximum number of lines allows. An XML document has a root.
fn written(service: &Service, shape: &Struct, body: &Body, root: Option<&Tag>) -> Vec<String> {
    let mut max_depth = MAX_DEPTH;
    loop {
        let mut lines = as_deep_as(max_depth, &service.shapes, (shape, body), root);
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
    root: Option<&Tag>,
) -> Vec<String> {
    let mut json =
        Skeleton { shapes, max_depth, open: HashSet::new(), lines: Vec::new(), line: String::new() };
    let mut xml = xml::Skeleton::new(shapes, max_depth);
    match (body, root) {
        (Body::Empty, _) => {}
        (Body::Document { fields, .. }, Some(root)) => {
            xml.document(root, fields.iter().map(|&at| &shape.fields[at]));
            return xml.lines;
        }
        (Body::Document { fields, .. }, None) => {
            let fields = fields.iter().map(|&at| (shape.fields[at].wire_name.as_str(), &shape.fields[at].ty));
            json.object(fields.collect(), 0);
        }
        (Body::Payload { field, .. }, root) => match (&shape.fields[*field].ty, root) {
            (Ty::Blob, _) => json.line.push_str("(bytes)"),
            (Ty::String | Ty::Enum(_) | Ty::Newtype(_), _) => json.line.push_str("(text)"),
            (_, Some(root)) => {
                xml.payload(root, &shape.fields[*field]);
                return xml.lines;
            }
            (document, None) => json.value(document, 0),
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
            Ty::Timestamp(crate::ir::TimestampFormat::EpochSeconds) | Ty::IntEnum(_) => {
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
