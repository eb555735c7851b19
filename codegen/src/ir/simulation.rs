//! What the in-process server of `test-util` knows of the service: shapes with their limits, and who does what.

use super::TimestampFormat;

/// Everything that the server is driven by.
#[derive(Clone, Debug, Default)]
pub struct Simulation {
    /// Operations, in the order of [`Service::operations`](super::Service::operations).
    pub operations: Vec<SimulatedOperation>,
    /// Members of the errors, in the order of [`Service::errors`](super::Service::errors).
    pub errors: Vec<Vec<SimulatedMember>>,
    /// Shapes, which name each other by their index.
    pub shapes: Vec<SimulatedShape>,
}

/// One operation, besides its wire form.
#[derive(Clone, Debug, Default)]
pub struct SimulatedOperation {
    pub input: Vec<SimulatedMember>,
    pub output: Vec<SimulatedMember>,
    pub pages: Option<SimulatedPages>,
    pub steps: Vec<Step>,
}

/// The keys of the members that page.
#[derive(Clone, Debug)]
pub struct SimulatedPages {
    pub token: String,
    pub next: Vec<String>,
    pub size: Option<String>,
    pub items: Vec<String>,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct SimulatedMember {
    /// Its key in a tree of values, which is that of serde.
    pub key: String,
    /// Its name in its place.
    pub wire: String,
    pub place: SimulatedPlace,
    pub shape: usize,
    pub required: bool,
    pub idempotency_token: bool,
    pub hint: Hint,
}

/// Where a member travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum SimulatedPlace {
    Document,
    Header,
    Base64Header,
    Host,
    Label,
    Payload,
    PrefixHeaders,
    Query,
    QueryParams,
    Status,
}

/// What a text looks like, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it is called")]
pub enum Hint {
    Word,
    Id,
    Url,
    Time,
    Token,
    MediaType,
    Arn,
}

/// Least and most, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

/// A shape: what a value of it must be.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum SimulatedShape {
    Boolean,
    Integer(Bounds),
    Float,
    Text(Bounds, Hint),
    Enum(Vec<String>),
    IntEnum(Vec<i32>),
    Blob(Bounds),
    Timestamp(TimestampFormat),
    Document,
    List { item: usize, sparse: bool, bounds: Bounds },
    Map { key: usize, value: usize, sparse: bool, bounds: Bounds },
    Structure(Vec<SimulatedMember>),
    Union(Vec<SimulatedMember>),
}

/// Something that an operation does besides answering. Members are keys, and paths of keys.
#[derive(Clone, Debug)]
pub enum Step {
    /// The member must be a credential of this kind.
    Consume {
        member: String,
        credential: String,
        error: String,
    },
    /// The output gets a new credential of this kind.
    Issue {
        at: Vec<String>,
        credential: String,
    },
    /// Members of the output that are there only if a list of the input asks for them: value and member.
    Choose {
        by: String,
        members: Vec<(String, String)>,
    },
    /// The credential that came with the request dies, and all that were issued for it or it was issued for.
    Revoke,
    /// A list gets an item, unless a member of the input has one of some values.
    Append {
        list: String,
        unless: Option<(String, Vec<String>)>,
        item: Vec<(String, Source)>,
    },
    /// An item of a list gets an entry, if a member of the input has this value.
    Update(Box<Update>),
    /// The output gets a page of a list.
    List(Box<Listing>),
    BeginUpload(Box<BeginUpload>),
    CompleteUploads {
        ids: String,
        missing: String,
        again: String,
    },
    Download {
        id: String,
        url: Vec<String>,
        size: Option<String>,
        missing: String,
    },
}

/// How a page is chosen.
#[derive(Clone, Debug)]
pub struct Listing {
    pub list: String,
    /// Members of an item.
    pub id: String,
    pub time: Option<String>,
    pub page_size: i64,
    pub scan: Option<Scan>,
    /// The same, for the order within a page.
    pub order: Option<(String, String)>,
    pub start: Option<Start>,
    /// What an item looks like that was there before.
    pub seed: Vec<(String, Source)>,
    /// Members of items that say who added them, one value for each participant.
    pub sender: Vec<(String, Source)>,
}

/// Which way pages go.
#[derive(Clone, Debug)]
pub struct Scan {
    /// A member of the input, and its value for oldest to newest.
    pub member: String,
    pub forward: String,
    /// The error of that value without a start.
    pub without_start: Option<String>,
}

/// The member that says where to start, and its own members.
#[derive(Clone, Debug)]
pub struct Start {
    pub member: String,
    pub id: Option<String>,
    pub time: Option<String>,
    pub recent: Option<String>,
}

/// How an item of a list changes.
#[derive(Clone, Debug)]
pub struct Update {
    pub list: String,
    pub when: (String, String),
    /// A member of the input that is JSON in text, and the key in it, and the member of the item that it is the value of.
    pub id: (String, String, String),
    /// A list inside of the item.
    pub at: Vec<String>,
    pub item: Vec<(String, Source)>,
}

/// How an upload starts.
#[derive(Clone, Debug)]
pub struct BeginUpload {
    /// Of the output.
    pub id: Vec<String>,
    pub url: Vec<String>,
    pub headers_at: Vec<String>,
    pub headers: Vec<(String, Source)>,
    /// Of the input.
    pub size: Option<String>,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum Source {
    Text(String),
    Input(String),
    Output(String),
    /// A plausible text.
    Sample(Hint),
    /// A member that says who calls, as in [`Listing::sender`].
    Sender(String),
    /// One value for each upload that was completed; inside, input and output are those of its start.
    Uploads(Vec<(String, Source)>),
}
