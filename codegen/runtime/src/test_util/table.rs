//! The service as tables: inputs, outputs and effects of operations. Plain data, written by the generator and used by the other modules.
//!
//! A member has a key, its name in a tree of values, and a wire name. Shapes are identified by
//! their number.

/// The tables of a service.
pub struct Service {
    pub operations: &'static [Operation],
    pub failures: &'static [Failure],
    pub shapes: &'static [Shape],
}

/// A modelled error.
pub struct Failure {
    pub code: &'static str,
    pub status: u16,
    pub members: &'static [Member],
}

pub struct Operation {
    pub name: &'static str,
    pub method: &'static str,
    pub path: &'static [Piece],
    /// Constant query parameters.
    pub query: &'static [(&'static str, &'static str)],
    /// Constant headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The content type of the request's body; empty if it has none.
    pub content_type: &'static str,
    pub input: &'static [Member],
    pub output: &'static [Member],
    pub status: u16,
    /// The content type of the response's body; empty if it has none.
    pub answer_type: &'static str,
    /// Codes of its errors.
    pub failures: &'static [&'static str],
    pub pages: Option<Pages>,
    pub steps: &'static [Step],
}

/// A part of a path.
pub enum Piece {
    Text(&'static str),
    /// One segment: the value of a member.
    Label(&'static str),
    /// One or more segments.
    Greedy(&'static str),
}

/// The pagination members.
pub struct Pages {
    pub token: &'static str,
    pub next: &'static [&'static str],
    pub size: Option<&'static str>,
    pub items: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub struct Member {
    pub key: &'static str,
    pub wire: &'static str,
    pub place: Place,
    pub shape: usize,
    pub required: bool,
    /// Whether it is an idempotency token.
    pub once: bool,
    pub hint: Hint,
}

impl Member {
    pub const fn new(key: &'static str, place: Place, shape: usize) -> Self {
        Self { key, wire: key, place, shape, required: false, once: false, hint: Hint::Word }
    }

    pub const fn wire(self, wire: &'static str) -> Self {
        Self { wire, ..self }
    }

    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub const fn once(self) -> Self {
        Self { once: true, ..self }
    }

    pub const fn hint(self, hint: Hint) -> Self {
        Self { hint, ..self }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Document,
    Header,
    /// A header with text as base64.
    Base64Header,
    Host,
    Label,
    Payload,
    PrefixHeaders,
    Query,
    QueryParams,
    Status,
}

/// The kind of a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    Word,
    Id,
    Url,
    Time,
    Token,
    MediaType,
    Arn,
}

/// Minimum and maximum.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Bounds {
    pub const NONE: Self = Self { min: None, max: None };
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    DateTime,
    EpochSeconds,
    HttpDate,
}

pub enum Shape {
    Boolean,
    Integer(Bounds),
    Float,
    Text(Bounds, Hint),
    Enum(&'static [&'static str]),
    IntEnum(&'static [i32]),
    Blob(Bounds),
    Timestamp(Format),
    Document,
    List { item: usize, sparse: bool, bounds: Bounds },
    Map { key: usize, value: usize, sparse: bool, bounds: Bounds },
    Structure(&'static [Member]),
    Union(&'static [Member]),
}

/// Members and the sources of their values.
pub type Sources = &'static [(&'static str, Source)];

/// An effect of an operation, in addition to its response.
pub enum Step {
    Consume {
        member: &'static str,
        credential: &'static str,
        error: &'static str,
    },
    Issue {
        at: &'static [&'static str],
        credential: &'static str,
    },
    Choose {
        by: &'static str,
        members: &'static [(&'static str, &'static str)],
    },
    Revoke,
    Append {
        list: &'static str,
        unless: Option<Unless>,
        item: Sources,
    },
    Update(Update),
    List(Listing),
    BeginUpload(BeginUpload),
    CompleteUploads {
        ids: &'static str,
        missing: &'static str,
        again: &'static str,
    },
    Download {
        id: &'static str,
        url: &'static [&'static str],
        size: Option<&'static str>,
        missing: &'static str,
    },
}

/// Values of a member for which nothing happens.
pub struct Unless {
    pub member: &'static str,
    pub values: &'static [&'static str],
}

/// If `member` is `is`: `id` is a JSON string, in which `key` is the `of_item` of the item that changes, at the list `at`.
pub struct Update {
    pub list: &'static str,
    pub member: &'static str,
    pub is: &'static str,
    pub id: &'static str,
    pub key: &'static str,
    pub of_item: &'static str,
    pub at: &'static [&'static str],
    pub item: Sources,
}

pub struct Listing {
    pub list: &'static str,
    pub id: &'static str,
    pub time: Option<&'static str>,
    pub page_size: i64,
    pub scan: Option<Scan>,
    pub order: Option<(&'static str, &'static str)>,
    pub start: Option<Start>,
    pub seed: Sources,
    /// Members of items with the sender.
    pub sender: Sources,
}

/// A member, its value for oldest to newest, and the error of that value without a start.
pub struct Scan {
    pub member: &'static str,
    pub forward: &'static str,
    pub without_start: Option<&'static str>,
}

pub struct Start {
    pub member: &'static str,
    pub id: Option<&'static str>,
    pub time: Option<&'static str>,
    pub recent: Option<&'static str>,
}

pub struct BeginUpload {
    pub id: &'static [&'static str],
    pub url: &'static [&'static str],
    pub headers_at: &'static [&'static str],
    pub headers: Sources,
    pub size: Option<&'static str>,
}

pub enum Source {
    Text(&'static str),
    Input(&'static str),
    Output(&'static str),
    /// A plausible text.
    Sample(Hint),
    /// A member with the caller.
    Sender(&'static str),
    /// One value for each upload that the request completes; inside, input and output are those of its start.
    Uploads(Sources),
}
