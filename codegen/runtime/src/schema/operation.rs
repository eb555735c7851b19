//! Operations and services.

use super::member::Member;
use super::shape::Structure;
use super::{AuthScheme, Pagination, Waiter};

/// A service.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Service {
    /// Its title, for people.
    pub title: &'static str,
    /// The version of the service that the model describes, usually a date.
    pub version: &'static str,
    /// The id of its protocol, such as `aws.protocols#restJson1`.
    pub protocol: &'static str,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// Its operations, sorted by name.
    pub operations: &'static [&'static Operation],
    /// All its errors, sorted by name.
    pub errors: &'static [&'static Structure],
}

impl Service {
    /// Returns a service without documentation.
    pub const fn new(
        title: &'static str,
        version: &'static str,
        protocol: &'static str,
        operations: &'static [&'static Operation],
        errors: &'static [&'static Structure],
    ) -> Self {
        Self { title, version, protocol, docs: "", operations, errors }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    /// Returns the operation of this name in the model.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        self.operations.iter().copied().find(|operation| operation.name == name)
    }

    /// Returns the error with this code.
    #[must_use]
    pub fn error(&self, code: &str) -> Option<&'static Structure> {
        let is_it = |error: &&Structure| error.error.map_or(false, |traits| traits.code == code);
        self.errors.iter().copied().find(is_it)
    }
}

/// An operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// Its name in the model.
    pub name: &'static str,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with labels such as `{NoteId}` and `{Key+}`, and a query string if every request has one.
    pub uri: &'static str,
    /// Headers that every request has, with names in lower case.
    pub headers: &'static [(&'static str, &'static str)],
    /// The input.
    pub input: &'static Structure,
    /// The output.
    pub output: &'static Structure,
    /// The media type of the body of a request; empty if it has none.
    pub request_type: &'static str,
    /// The media type of the body of a response; empty if it has none.
    pub response_type: &'static str,
    /// The HTTP status of success.
    pub status: u16,
    /// Its modelled errors; services return others too.
    pub errors: &'static [&'static Structure],
    /// The members by which it pages, as paths; [`pages`](Self::pages) resolves them.
    pub pagination: Option<Pagination>,
    /// The waiters that poll it.
    pub waiters: &'static [Waiter],
    /// Its authentication schemes, most preferred first.
    pub auth: &'static [AuthScheme],
    /// Whether it can also be called without authentication.
    pub optional_auth: bool,
    /// Whether it only reads.
    pub readonly: bool,
    /// Whether a repeated call has no further effect.
    pub idempotent: bool,
    /// The events that follow the request, for an operation that sends some.
    pub input_events: Option<EventStream>,
    /// The events that follow the response, for an operation that returns some.
    pub output_events: Option<EventStream>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl Operation {
    /// Returns an operation whose messages have no body, and that succeeds with the status 200.
    pub const fn new(
        name: &'static str,
        method: &'static str,
        uri: &'static str,
        input: &'static Structure,
        output: &'static Structure,
    ) -> Self {
        Self {
            name,
            docs: "",
            method,
            uri,
            headers: &[],
            input,
            output,
            request_type: "",
            response_type: "",
            status: 200,
            errors: &[],
            pagination: None,
            waiters: &[],
            auth: &[],
            optional_auth: false,
            readonly: false,
            idempotent: false,
            input_events: None,
            output_events: None,
            deprecated: false,
        }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    /// Sets the headers that every request has.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Sets the media types of the bodies of requests and responses.
    #[must_use]
    pub const fn media_types(self, request_type: &'static str, response_type: &'static str) -> Self {
        Self { request_type, response_type, ..self }
    }

    /// Sets the status of success.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Sets the errors.
    #[must_use]
    pub const fn errors(self, errors: &'static [&'static Structure]) -> Self {
        Self { errors, ..self }
    }

    /// Sets the members by which it pages.
    #[must_use]
    pub const fn pagination(self, pagination: Pagination) -> Self {
        Self { pagination: Some(pagination), ..self }
    }

    /// Sets the waiters.
    #[must_use]
    pub const fn waiters(self, waiters: &'static [Waiter]) -> Self {
        Self { waiters, ..self }
    }

    /// Sets the authentication schemes.
    #[must_use]
    pub const fn auth(self, auth: &'static [AuthScheme]) -> Self {
        Self { auth, ..self }
    }

    /// States that it can also be called without authentication.
    #[must_use]
    pub const fn optional_auth(self) -> Self {
        Self { optional_auth: true, ..self }
    }

    /// States that it only reads.
    #[must_use]
    pub const fn readonly(self) -> Self {
        Self { readonly: true, ..self }
    }

    /// States that a repeated call has no further effect.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// Sets the events that follow the request.
    #[must_use]
    pub const fn input_events(self, events: EventStream) -> Self {
        Self { input_events: Some(events), ..self }
    }

    /// Sets the events that follow the response.
    #[must_use]
    pub const fn output_events(self, events: EventStream) -> Self {
        Self { output_events: Some(events), ..self }
    }

    /// Returns whether events follow the request or the response.
    #[must_use]
    pub const fn has_events(&self) -> bool {
        self.input_events.is_some() || self.output_events.is_some()
    }

    /// States that it is deprecated.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { deprecated: true, ..self }
    }

    /// Returns the members by which it pages; none if it does not page, or if the model names members that do not exist.
    #[must_use]
    pub fn pages(&self) -> Option<Pages> {
        let pagination = self.pagination?;
        let first = |path: &str| self.input.path(path)?.first().copied();
        Some(Pages {
            token: first(pagination.input_token)?,
            next: self.output.path(pagination.output_token)?,
            size: pagination.page_size.and_then(first),
            items: pagination.items.and_then(|items| self.output.path(items)).unwrap_or_default(),
            repeated_token_ends: pagination.repeated_token_ends,
            repeated_items_end: pagination.repeated_items_end,
        })
    }
}

/// A stream of events after a request or a response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EventStream {
    /// The name of its member in the model. It is not a member of the input or the output.
    pub member: &'static str,
    /// The events, as a union: one member for each type of event, whose shape is the structure of the event. Members that are errors
    /// end the stream. The members of an event have [locations](super::Location) in its message.
    pub events: &'static Structure,
    /// Whether the input or the output is the first message of the stream, named `initial-request` or `initial-response`,
    /// instead of the head of the HTTP message.
    pub initial_message: bool,
}

impl EventStream {
    /// Returns a stream without an initial message.
    pub const fn new(member: &'static str, events: &'static Structure) -> Self {
        Self { member, events, initial_message: false }
    }

    /// States that the input or the output is the first message.
    #[must_use]
    pub const fn initial_message(self) -> Self {
        Self { initial_message: true, ..self }
    }
}

/// The members by which an operation pages.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pages {
    /// The member of the input for the token of a page.
    pub token: &'static Member,
    /// The path from the output to the token of the next page.
    pub next: Vec<&'static Member>,
    /// The member of the input for the number of items of a page.
    pub size: Option<&'static Member>,
    /// The path from the output to the items; empty if the model names no list.
    pub items: Vec<&'static Member>,
    /// Whether the last page repeats the token of its request.
    pub repeated_token_ends: bool,
    /// The member that identifies an item, if a page with only items of the previous page marks the end.
    pub repeated_items_end: Option<&'static str>,
}
