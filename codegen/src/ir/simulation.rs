//! What operations do in the fake server of the feature `test-util`, besides what the schema says of them.

use super::schema::TextFormat;

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
    Sample(TextFormat),
    /// A member that says who calls, as in [`Listing::sender`].
    Sender(String),
    /// One value for each upload that was completed; inside, input and output are those of its start.
    Uploads(Vec<(String, Source)>),
}
