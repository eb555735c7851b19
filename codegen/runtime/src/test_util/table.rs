//! The service as tables: what operations take, answer and do. Plain data, written by the generator; other modules use it.
//!
//! A member has a key, which is its name in a tree of values, and a name in its place on the wire. Shapes are named by
//! their number.

/// Everything that the server knows.
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
    /// Parameters that the template itself has.
    pub query: &'static [(&'static str, &'static str)],
    /// Headers that are always the same.
    pub headers: &'static [(&'static str, &'static str)],
    /// Of the request's body; empty if it has none.
    pub content_type: &'static str,
    pub input: &'static [Member],
    pub output: &'static [Member],
    pub status: u16,
    /// Of the answer's body; empty if it has none.
    pub answer_type: &'static str,
    /// Codes of its errors.
    pub failures: &'static [&'static str],
    pub pages: Option<Pages>,
    pub steps: &'static [Step],
}

/// A piece of a path.
pub enum Piece {
    Text(&'static str),
    /// One segment: the value of a member.
    Label(&'static str),
    /// One or more segments.
    Greedy(&'static str),
}

/// The members that page.
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
    /// Whether the same value again is the same request again.
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

/// What a text looks like.
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

/// Least and most.
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

/// Members and where their values come from.
pub type Sources = &'static [(&'static str, Source)];

/// Something that an operation does besides answering.
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

/// Values of a member with which nothing happens.
pub struct Unless {
    pub member: &'static str,
    pub values: &'static [&'static str],
}

/// When `member` is `is`: `id` is JSON in text, in which `key` is the `of_item` of the item that changes, at the list `at`.
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
    /// Members of items that say who added them.
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
    /// A member that says who is calling.
    Sender(&'static str),
    /// One value for each upload that the request completes; inside, input and output are those of its start.
    Uploads(Sources),
}
