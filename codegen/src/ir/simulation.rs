//! The steps of operations in the fake server of the feature `test-util`: behaviour that the schema does not describe.

use super::schema::TextFormat;

/// An effect of an operation in addition to its response. Members are keys, or paths of keys.
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
    /// Members of the output that are present only if a list of the input has their value: value and member.
    Choose {
        by: String,
        members: Vec<(String, String)>,
    },
    /// The credential of the request becomes invalid, and so do those derived from it and those from which it was derived.
    Revoke,
    /// A list gets an item, unless a member of the input has one of these values.
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

/// The selection of a page.
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
    /// The members of the items that exist at the start.
    pub seed: Vec<(String, Source)>,
    /// The members of items that identify their sender, with one value for each participant.
    pub sender: Vec<(String, Source)>,
}

/// The direction of pages.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The member of the input, and its value for the direction from oldest to newest.
    pub member: String,
    pub forward: String,
    /// The error for that value without a start.
    pub without_start: Option<String>,
}

/// The member with the start position, and its members.
#[derive(Clone, Debug)]
pub struct Start {
    pub member: String,
    pub id: Option<String>,
    pub time: Option<String>,
    pub recent: Option<String>,
}

/// A change of an item of a list.
#[derive(Clone, Debug)]
pub struct Update {
    pub list: String,
    pub when: (String, String),
    /// A member of the input with JSON text, a key of that JSON, and the member of the item that has its value.
    pub id: (String, String, String),
    /// A list in the item.
    pub at: Vec<String>,
    pub item: Vec<(String, Source)>,
}

/// The start of an upload.
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

/// The source of a value.
#[derive(Clone, Debug)]
pub enum Source {
    Text(String),
    Input(String),
    Output(String),
    /// A plausible text.
    Sample(TextFormat),
    /// A member that identifies the caller, as in [`Listing::sender`].
    Sender(String),
    /// One value for each completed upload; inside, input and output are those of the operation that began it.
    Uploads(Vec<(String, Source)>),
}
