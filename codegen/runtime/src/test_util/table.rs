//! The service as tables: what operations take, answer and do. Plain data, in `model.rs`; how it is used is elsewhere.
//!
//! A member has a key, which is its name in a tree of values, and a name in its place on the wire. Shapes are named by
//! their number.
#![allow(dead_code)] // A service need not have each kind of thing.

/// Everything that the server knows.
pub(super) struct Service {
    pub(super) operations: &'static [Operation],
    pub(super) failures: &'static [Failure],
    pub(super) shapes: &'static [Shape],
}

/// A modelled error.
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) status: u16,
    pub(super) members: &'static [Member],
}

pub(super) struct Operation {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    pub(super) path: &'static [Piece],
    /// Parameters that the template itself has.
    pub(super) query: &'static [(&'static str, &'static str)],
    /// Headers that are always the same.
    pub(super) headers: &'static [(&'static str, &'static str)],
    /// Of the request's body; empty if it has none.
    pub(super) content_type: &'static str,
    pub(super) input: &'static [Member],
    pub(super) output: &'static [Member],
    pub(super) status: u16,
    /// Of the answer's body; empty if it has none.
    pub(super) answer_type: &'static str,
    /// Codes of its errors.
    pub(super) failures: &'static [&'static str],
    pub(super) pages: Option<Pages>,
    pub(super) steps: &'static [Step],
}

/// A piece of a path.
pub(super) enum Piece {
    Text(&'static str),
    /// One segment: the value of a member.
    Label(&'static str),
    /// One or more segments.
    Greedy(&'static str),
}

/// The members that page.
pub(super) struct Pages {
    pub(super) token: &'static str,
    pub(super) next: &'static [&'static str],
    pub(super) size: Option<&'static str>,
    pub(super) items: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub(super) struct Member {
    pub(super) key: &'static str,
    pub(super) wire: &'static str,
    pub(super) place: Place,
    pub(super) shape: usize,
    pub(super) required: bool,
    /// Whether the same value again is the same request again.
    pub(super) once: bool,
    pub(super) hint: Hint,
}

impl Member {
    pub(super) const fn new(key: &'static str, place: Place, shape: usize) -> Self {
        Self { key, wire: key, place, shape, required: false, once: false, hint: Hint::Word }
    }

    pub(super) const fn wire(self, wire: &'static str) -> Self {
        Self { wire, ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn once(self) -> Self {
        Self { once: true, ..self }
    }

    pub(super) const fn hint(self, hint: Hint) -> Self {
        Self { hint, ..self }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
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
pub(super) enum Hint {
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
pub(super) struct Bounds {
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
}

impl Bounds {
    pub(super) const NONE: Self = Self { min: None, max: None };
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    DateTime,
    EpochSeconds,
    HttpDate,
}

pub(super) enum Shape {
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
pub(super) type Sources = &'static [(&'static str, Source)];

/// Something that an operation does besides answering.
pub(super) enum Step {
    Consume { member: &'static str, credential: &'static str, error: &'static str },
    Issue { at: &'static [&'static str], credential: &'static str },
    Choose { by: &'static str, members: &'static [(&'static str, &'static str)] },
    Revoke,
    Append { list: &'static str, unless: Option<Unless>, item: Sources },
    Update(Update),
    List(Listing),
    BeginUpload(BeginUpload),
    CompleteUploads { ids: &'static str, missing: &'static str, again: &'static str },
    Download { id: &'static str, url: &'static [&'static str], size: Option<&'static str>, missing: &'static str },
}

/// Values of a member with which nothing happens.
pub(super) struct Unless {
    pub(super) member: &'static str,
    pub(super) values: &'static [&'static str],
}

/// When `member` is `is`: `id` is JSON in text, in which `key` is the `of_item` of the item that changes, at the list `at`.
pub(super) struct Update {
    pub(super) list: &'static str,
    pub(super) member: &'static str,
    pub(super) is: &'static str,
    pub(super) id: &'static str,
    pub(super) key: &'static str,
    pub(super) of_item: &'static str,
    pub(super) at: &'static [&'static str],
    pub(super) item: Sources,
}

pub(super) struct Listing {
    pub(super) list: &'static str,
    pub(super) id: &'static str,
    pub(super) time: Option<&'static str>,
    pub(super) page_size: i64,
    pub(super) scan: Option<Scan>,
    pub(super) order: Option<(&'static str, &'static str)>,
    pub(super) start: Option<Start>,
    pub(super) seed: Sources,
    /// Members of items that say who added them.
    pub(super) sender: Sources,
}

/// A member, its value for oldest to newest, and the error of that value without a start.
pub(super) struct Scan {
    pub(super) member: &'static str,
    pub(super) forward: &'static str,
    pub(super) without_start: Option<&'static str>,
}

pub(super) struct Start {
    pub(super) member: &'static str,
    pub(super) id: Option<&'static str>,
    pub(super) time: Option<&'static str>,
    pub(super) recent: Option<&'static str>,
}

pub(super) struct BeginUpload {
    pub(super) id: &'static [&'static str],
    pub(super) url: &'static [&'static str],
    pub(super) headers_at: &'static [&'static str],
    pub(super) headers: Sources,
    pub(super) size: Option<&'static str>,
}

pub(super) enum Source {
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
