//! The encodings of documents and requests, and the names of the parts of a value.

/// The encoding of a document: a body, a value in it, or the payload of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Json,
    /// JSON with integers and decimals of any size as strings.
    JsonV2,
    Cbor,
    Xml,
}

/// The encoding of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoder {
    Document(Codec),
    Form(Lists),
}

/// The lists of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// As the layout of the member says. An empty list is an empty value.
    Named,
    /// Items are next to the other members. An empty list is absent.
    Flat,
}

/// The names of the parts of a value, for forms and XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// It has no parts with names.
    Plain,
    List {
        /// Whether items are next to the other members, with the name of the list.
        flattened: bool,
        item: Tag,
        each: Box<Layout>,
    },
    Map {
        /// Whether entries are next to the other members, with the name of the map.
        flattened: bool,
        key: Tag,
        value: Tag,
        each: Box<Layout>,
    },
}

/// The name of an element, and the namespace that its start tag declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub namespace: Option<Namespace>,
}

/// A namespace of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// `None` for the default namespace.
    pub prefix: Option<String>,
    pub uri: String,
}

/// The facts about a member that only XML has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlMember {
    /// Whether it is an attribute of the element of its structure.
    pub attribute: bool,
    /// The namespace that its element declares.
    pub namespace: Option<Namespace>,
    /// Whether it is deprecated, and responses fill another member with the same element instead.
    pub superseded: bool,
}

/// The element of an XML document that has the members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    Root,
    /// A child of the root.
    Child(String),
    /// That of an error: the root, or an element in it.
    Error,
    /// None: the root is the element of the only member.
    Member,
}
