//! The encodings of documents and requests, and the names of the parts of a value.

/// The encoding of a document: a body, a value in it, or the payload of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Json,
    /// JSON with integers and decimals of any size as strings.
    JsonV2,
    Cbor,
}

/// The encoding of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoder {
    Document(Codec),
    #[expect(dead_code, reason = "its protocols follow with XML, the codec of their responses")]
    Form(Lists),
}

/// The lists of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// As the layout of the member says. An empty list is an empty value.
    Named,
    /// Items are next to the other members. An empty list is absent.
    #[expect(dead_code, reason = "its protocol follows with XML, the codec of its responses")]
    Flat,
}

/// The names of the parts of a value, for forms and XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// It has no parts with names.
    Plain,
    List {
        /// The name of items; `None` if they are next to the other members.
        item: Option<String>,
        each: Box<Layout>,
    },
    Map {
        /// Whether entries are next to the other members.
        flattened: bool,
        key: String,
        value: String,
        each: Box<Layout>,
    },
}
