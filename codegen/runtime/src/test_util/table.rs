//! The behaviour of operations that is not in the [schema](crate::schema): plain data, written by the generator.
//!
//! Members are keys: names in a tree of values.

pub use super::super::schema::TextFormat;

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
    Sample(TextFormat),
    /// A member with the caller.
    Sender(&'static str),
    /// One value for each upload that the request completes; inside, input and output are those of its start.
    Uploads(Sources),
}
