//! Event streams: the union of the events, and the stream after a request or a response.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Cx;
use super::closure::EVENT_BINDINGS;
use super::context::{Notes, Source};
use super::operations::Draft;
use super::words;
use crate::ir::{
    Body, Event, EventPayload, EventStream, EventUnion, Exception, Field, Finish, Named, StreamingBlob,
    Struct, Ty, Used,
};
use crate::model::{Member, Members, Shape, ShapeId, ShapeKind, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::http_bindings::error_status;

/// The structures of events and exceptions.
type Structures<'s> = HashMap<&'s ShapeId, &'s Struct>;

impl Cx<'_> {
    /// Returns the members of a structure without the stream that follows it.
    pub(super) fn without_stream<'a>(&self, id: &ShapeId, members: &'a Members) -> Cow<'a, Members> {
        if self.stream_member(id, members).is_none() {
            return Cow::Borrowed(members);
        }
        let others = members.iter().filter(|(_, member)| !self.source.model.is_event_stream(&member.target));
        Cow::Owned(others.map(|(name, member)| (name.clone(), member.clone())).collect())
    }

    /// Returns the member of the stream that follows a structure.
    pub(super) fn stream_member<'a>(
        &self,
        id: &ShapeId,
        members: &'a Members,
    ) -> Option<(&'a String, &'a Member)> {
        let found = members.iter().find(|(_, member)| self.source.model.is_event_stream(&member.target));
        found.filter(|_| self.closure.usage.get(id).top)
    }

    /// Returns the stream that follows a structure.
    pub(super) fn stream(
        &self,
        operation: &ShapeId,
        structure: &ShapeId,
        required_headers: Vec<String>,
    ) -> Option<EventStream> {
        let Some(ShapeKind::Structure(members)) = self.source.shape(structure).map(|shape| &shape.kind)
        else {
            return None;
        };
        let (name, member) = self.stream_member(structure, members)?;
        if self.source.protocol.event_document().is_none() {
            let protocol = self.source.protocol.id();
            let problem =
                format!("has an event stream, which is not supported for {protocol}; exclude the operation");
            self.notes.problem(operation, problem);
        }
        let is_second = |(other, member): (&String, &Member)| {
            other != name && self.source.model.is_event_stream(&member.target)
        };
        if members.iter().any(is_second) {
            self.notes.problem(structure, "has two event streams; only one is possible");
        }
        let usage = self.closure.usage.get(&member.target);
        let events = self.names.get(&member.target)?.clone();
        Some(EventStream {
            member: name.clone(),
            docs: self.source.member_docs(name, member),
            failure: self.failure(&member.target, usage.reads).map(|ident| Named { ident, ..events.clone() }),
            initial_message: self.source.protocol.initial_messages(),
            required_headers,
            events,
        })
    }

    /// Returns the error enum of a stream, if it has one.
    fn failure(&self, id: &ShapeId, reads: bool) -> Option<String> {
        let Some(ShapeKind::Union(members)) = self.source.shape(id).map(|shape| &shape.kind) else {
            return None;
        };
        let needed = reads || members.values().any(|member| self.source.is_exception(member));
        self.names.failure(id).filter(|_| needed).cloned()
    }

    /// Returns the union of a stream; `None`, with the problem reported, for a protocol without streams.
    pub(super) fn event_union(
        &self,
        id: &ShapeId,
        shape: &Shape,
        members: &Members,
        known: &Structures<'_>,
    ) -> Option<EventUnion> {
        let usage = self.closure.usage.get(id);
        let (ident, module) = self.name(id);
        let mut scope = Scope::with_taken(["Unknown"]);
        let (exceptions, events): (Vec<_>, Vec<_>) =
            members.iter().partition(|(_, member)| self.source.is_exception(member));
        let events: Vec<Event> = events
            .into_iter()
            .filter_map(|(name, member)| self.event(id, (name, member), known, &mut scope))
            .collect();
        let exceptions = self.exceptions(exceptions, known);
        let traits = self.derives(id, members);
        uses_of_stream(&self.notes, usage.reads, usage.writes);
        Some(EventUnion {
            id: id.clone(),
            module,
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            events,
            exceptions,
            failure: self.failure(id, usage.reads),
            codec: self.source.protocol.codec(),
            document_type: self.source.protocol.event_document()?.to_owned(),
            traits,
            reads: usage.reads,
            writes: usage.writes,
            ident,
        })
    }

    fn event(
        &self,
        union: &ShapeId,
        (name, member): (&str, &Member),
        known: &Structures<'_>,
        scope: &mut Scope,
    ) -> Option<Event> {
        let target = self.source.shape(&member.target).filter(|_| member.target.as_str() != UNIT);
        let Some(ShapeKind::Structure(members)) = target.map(|shape| &shape.kind) else {
            self.notes.problem(&union.member(name), "is an event and must be a structure");
            return None;
        };
        let fields = known.get(&member.target)?.fields.clone();
        let with = |id: &str| -> Vec<usize> {
            let bound = members.values().enumerate().filter(|(_, member)| member.traits.has(id));
            bound.map(|(at, _)| at).collect()
        };
        let headers = with("smithy.api#eventHeader");
        headers.iter().for_each(|&at| check_header(&self.notes, &member.target, &fields[at]));
        let docs = self.source.member_docs(name, member);
        Some(Event {
            schema: self.source.in_schema(name, member, &docs, None),
            ident: scope.take(naming::variant_name(name)),
            wire_name: name.to_owned(),
            docs,
            deprecated: words::deprecation(&member.traits),
            shape: self.names.get(&member.target)?.clone(),
            has_default: self.has_default(&member.target),
            sensitive: self.source.hides(member),
            root: self.source.event_root(members, &member.target),
            payload: payload(&self.notes, &member.target, members, &headers, with("smithy.api#eventPayload")),
            headers,
            fields,
        })
    }

    /// Returns the exceptions of a stream, one for each error structure.
    fn exceptions(&self, members: Vec<(&String, &Member)>, known: &Structures<'_>) -> Vec<Exception> {
        let mut found = indexmap::IndexMap::<&ShapeId, Exception>::new();
        for (name, member) in members {
            if let Some(known) = found.get_mut(&member.target) {
                known.wire_names.push(name.clone());
                continue;
            }
            let Some(shape) = self.source.shape(&member.target) else { continue };
            let ShapeKind::Structure(parts) = &shape.kind else { continue };
            for (name, part) in parts {
                if EVENT_BINDINGS.iter().any(|id| part.traits.has(id)) {
                    let problem = "is bound to a part of the message, which is invalid in an exception";
                    self.notes.problem(&member.target.member(name), problem);
                }
            }
            let Some(structure) = known.get(&member.target) else { continue };
            let Some(variant) = self.variant(&member.target) else { continue };
            let exception = Exception {
                variant,
                wire_names: vec![name.clone()],
                status: error_status(&shape.traits),
                fields: structure.fields.clone(),
                root: self.source.event_root(parts, &member.target),
            };
            found.insert(&member.target, exception);
        }
        found.into_values().collect()
    }
}

impl Source<'_> {
    fn is_exception(&self, member: &Member) -> bool {
        self.shape(&member.target).is_some_and(|shape| shape.traits.has("smithy.api#error"))
    }

    /// Returns the body of a request, if it can be streamed.
    pub(super) fn streaming_input(&self, draft: &Draft<'_>) -> Option<StreamingBlob> {
        let (request, members) = (&draft.request, self.members(&draft.modelled.input));
        let Body::Payload { field, content_type, .. } = &request.body else { return None };
        let name = &draft.input.fields[*field].name;
        let member = members.get(name).filter(|member| self.is_streaming_blob(member))?;
        let target = self.shape(&member.target);
        Some(StreamingBlob {
            member: name.clone(),
            content_type: content_type.clone(),
            requires_length: member.traits.effective(target, "smithy.api#requiresLength").is_some(),
            // Compression is optional.
            needs_whole: request
                .finish
                .iter()
                .any(|step| matches!(step, Finish::ContentMd5 | Finish::TreeHash)),
        })
    }

    /// Whether the body of a response can be streamed.
    pub(super) fn streaming_output(&self, draft: &Draft<'_>) -> bool {
        let Body::Payload { field, .. } = &draft.response.body else { return false };
        let member = self.members(&draft.modelled.output).get(&draft.output.fields[*field].name);
        member.is_some_and(|member| self.is_streaming_blob(member))
    }

    fn is_streaming_blob(&self, member: &Member) -> bool {
        let target = self.shape(&member.target).filter(|shape| shape.kind == ShapeKind::Blob);
        target.is_some() && member.traits.effective(target, "smithy.api#streaming").is_some()
    }
}

fn payload(
    notes: &Notes,
    event: &ShapeId,
    members: &Members,
    headers: &[usize],
    payloads: Vec<usize>,
) -> EventPayload {
    let unbound = |member: &Member| !EVENT_BINDINGS.iter().any(|id| member.traits.has(id));
    let rest: Vec<usize> =
        members.values().enumerate().filter(|(_, m)| unbound(m)).map(|(at, _)| at).collect();
    match payloads[..] {
        [field] if rest.is_empty() => EventPayload::Field(field),
        [] if rest.is_empty() => EventPayload::None,
        [] if headers.is_empty() => EventPayload::Whole,
        [] => EventPayload::Document(rest),
        _ => {
            notes.problem(event, "has an event payload and other members that are not headers");
            EventPayload::None
        }
    }
}

fn check_header(notes: &Notes, event: &ShapeId, field: &Field) {
    let integer = matches!(field.ty, Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::IntEnum(_));
    let text = matches!(field.ty, Ty::String | Ty::Enum(_) | Ty::Newtype(_));
    let simple = integer || text || matches!(field.ty, Ty::Bool | Ty::Blob | Ty::Timestamp(_));
    let name = &field.name;
    if !simple || field.boxed {
        notes.problem(&event.member(name), "has a type that is invalid in the header of an event");
    } else if !(1..=255).contains(&name.len()) {
        notes.problem(&event.member(name), "has a name that is too long for the header of an event");
    }
}

fn uses_of_stream(notes: &Notes, reads: bool, writes: bool) {
    // Headers have a timestamp type.
    let uses = [
        (true, Used::EventStream),
        (true, Used::Timestamp),
        (reads, Used::EventOutput),
        (writes, Used::EventInput),
    ];
    uses.into_iter().filter(|(is_used, _)| *is_used).for_each(|(_, used)| notes.uses(used));
}
