//! Members of structures and unions.

use super::shape::Shape;
use super::xml::Xml;

/// A member of a structure, a union or an error.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Member {
    /// Its name in the model.
    pub name: &'static str,
    /// Its name in a JSON or CBOR document; in a protocol without them, [`name`](field@Self::name).
    pub wire_name: &'static str,
    /// Its name with the feature `serde`: [`wire_name`](field@Self::wire_name), unless another member has that name.
    pub key: &'static str,
    /// Its form in XML documents, if it is not an element with its name.
    pub xml: Option<&'static Xml>,
    /// Its location in a message.
    pub location: Location,
    /// The type of its values, with their limits.
    pub shape: &'static Shape,
    /// Its documentation, in Markdown; empty if the model has none.
    pub docs: &'static str,
    /// Whether the model requires it.
    pub required: bool,
    /// Its default in the model, as JSON text.
    pub default: Option<&'static str>,
    /// Whether it is a secret.
    pub sensitive: bool,
    /// Whether it is an idempotency token: a repeated request with the same token has no second effect. Clients generate a missing one.
    pub idempotency_token: bool,
    /// Whether it is the body, as a stream of bytes of any length.
    pub streaming: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its name in Rust, if it is not the result of [`snake_case`].
    own_rust_name: Option<&'static str>,
}

impl Member {
    /// Returns an optional member of a JSON document, without documentation.
    pub const fn new(name: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            wire_name: name,
            key: name,
            xml: None,
            location: Location::Body,
            shape,
            docs: "",
            required: false,
            default: None,
            sensitive: false,
            idempotency_token: false,
            streaming: false,
            deprecated: false,
            own_rust_name: None,
        }
    }

    /// Sets the documentation.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    /// Sets [`wire_name`](field@Self::wire_name) and [`key`](field@Self::key).
    #[must_use]
    pub const fn wire_name(self, name: &'static str) -> Self {
        Self { wire_name: name, key: name, ..self }
    }

    /// Sets [`key`](field@Self::key).
    #[must_use]
    pub const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// Sets its form in XML.
    #[must_use]
    pub const fn xml(self, xml: &'static Xml) -> Self {
        Self { xml: Some(xml), ..self }
    }

    /// Sets the name in Rust.
    #[must_use]
    pub const fn rust_name(self, name: &'static str) -> Self {
        Self { own_rust_name: Some(name), ..self }
    }

    /// Returns the name of its field in Rust, without `r#`; of a member of a union, the name of the variant.
    #[must_use]
    pub fn name_in_rust(&self) -> String {
        self.own_rust_name.map_or_else(|| snake_case(self.name), str::to_owned)
    }

    /// Sets its location.
    #[must_use]
    pub const fn location(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// States that it is a header, by its name in lower case.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        self.location(Location::Header(name))
    }

    /// States that it is a label of the path.
    #[must_use]
    pub const fn label(self) -> Self {
        self.location(Location::Label)
    }

    /// States that it is the whole body.
    #[must_use]
    pub const fn payload(self) -> Self {
        self.location(Location::Payload)
    }

    /// States that it is a parameter of the query string.
    #[must_use]
    pub const fn query(self, name: &'static str) -> Self {
        self.location(Location::Query(name))
    }

    /// States that it is required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Sets the default, as JSON.
    #[must_use]
    pub const fn default(self, value: &'static str) -> Self {
        Self { default: Some(value), ..self }
    }

    /// States that it is a secret.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// States that it is an idempotency token.
    #[must_use]
    pub const fn idempotency_token(self) -> Self {
        Self { idempotency_token: true, ..self }
    }

    /// States that it is a stream of bytes.
    #[must_use]
    pub const fn streaming(self) -> Self {
        Self { streaming: true, ..self }
    }

    /// States that it is deprecated.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { deprecated: true, ..self }
    }

    /// Returns whether a caller must set it: it is required, and no client generates it.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        self.required && !self.idempotency_token
    }
}

/// Returns a name in snake case, by the simplest rule: a capital that follows a small letter or a digit begins a word.
pub fn snake_case(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for c in name.chars() {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            text.push('_');
        }
        text.push(c.to_ascii_lowercase());
        before = c;
    }
    text
}

/// The location of a member if its structure is the input or the output of an operation, an error or an event. Within another
/// member, everything is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A member of the document in the body; of an event, a member of the document in the payload of its message.
    Body,
    /// The header of an event's message that has the name of the member.
    EventHeader,
    /// The whole payload of an event's message.
    EventPayload,
    /// The header of this name, in lower case.
    Header(&'static str),
    /// The header of this name, with the text as base64.
    Base64Header(&'static str),
    /// The headers whose names start with this prefix, in lower case.
    PrefixHeaders(&'static str),
    /// A label of the host name.
    Host,
    /// A label of the path.
    Label,
    /// The whole body.
    Payload,
    /// The parameter of this name in the query string.
    Query(&'static str),
    /// All parameters of the query string that are not bound to another member.
    QueryParams,
    /// The HTTP status.
    Status,
}
