//! The tool as tables: its commands, what they take and return, in words and as types. Plain data; how it is used is elsewhere.
//!
//! Members go by two names: that of the model, which people write and read, and the key that the feature `serde` gives them.

use std::sync::Arc;

use super::super::blocking::{Client, Transport};
use super::super::call::SetupError;
use super::call::Run;
use super::settings::Settings;
use super::upload::Send;

/// Markdown, line by line; empty where there is none. What is printed in the middle of a line is in Markdown too.
pub type Docs = &'static [&'static str];

/// Makes a client of the service: [`connect`](super::connect::connect), for that service.
pub type Connect = fn(&Settings, Arc<dyn Transport>, bool) -> Result<Client, SetupError>;

/// Everything that the tool knows.
pub struct Tool {
    /// The name of the program.
    pub name: &'static str,
    /// The version of the crate.
    pub version: &'static str,
    /// Makes a client.
    pub connect: Connect,
    /// What people call the service.
    pub title: &'static str,
    /// The service's id, as settings name it: `ConnectParticipant`.
    pub service_id: &'static str,
    pub docs: Docs,
    /// Sorted by name.
    pub commands: &'static [&'static Command],
    /// Operations that have no command, since events travel in them.
    pub left_out: &'static [&'static str],
    pub uploads: &'static [UploadCommand],
    pub follows: &'static [FollowCommand],
}

/// A command: one operation.
pub struct Command {
    /// In kebab case.
    pub name: &'static str,
    /// The operation's name in the model.
    pub operation: &'static str,
    pub docs: Docs,
    pub deprecated: bool,
    pub input: &'static [Member],
    pub output: &'static [Member],
    /// Codes of its errors, with what they mean.
    pub errors: &'static [(&'static str, &'static str)],
    pub pages: Option<Pages>,
    /// The options of a call that makes sense, each with its values, without secrets.
    pub example: Option<&'static [&'static [&'static str]]>,
    /// Makes its calls.
    pub run: &'static (dyn Run + Sync),
}

impl Command {
    /// Members of its input by their names in the model.
    pub fn members(&'static self, names: &'static [&'static str]) -> impl Iterator<Item = &'static Member> {
        names.iter().filter_map(move |name| self.input.iter().find(|member| member.name == *name))
    }
}

/// A command that uploads files, each in one go.
pub struct UploadCommand {
    /// In kebab case.
    pub name: &'static str,
    /// The command of the operation that announces a file.
    pub command: &'static Command,
    /// Members of its input that the caller gives, all of them texts, by their names in the model.
    pub options: &'static [&'static str],
    /// The name of the command that completes an upload.
    pub completes: &'static str,
    /// The member that is the id of an upload.
    pub id: &'static str,
    /// MIME types by the end of a file's name.
    pub types: &'static [(&'static str, &'static str)],
    /// Makes the calls.
    pub send: &'static (dyn Send + Sync),
}

/// A command that shows all items of a list that grows, oldest first.
pub struct FollowCommand {
    /// In kebab case.
    pub name: &'static str,
    /// The command of the operation that pages the list.
    pub command: &'static Command,
    /// Members of its input that the caller gives. Names are those of the model, here and below.
    pub options: &'static [&'static str],
    /// Members of its input that are always set, so that pages go from the newest item back, and each has its newest last.
    pub set: &'static [(&'static str, &'static str)],
    /// The member that tells one item from another.
    pub id: &'static str,
    /// Members that begin an item's line.
    pub columns: &'static [&'static str],
    /// Who an item is from.
    pub from: Option<&'static str>,
    pub text: &'static str,
    /// Members that say what the text is; the first that is there counts.
    pub kind: &'static [&'static str],
    /// The kinds that are not shown.
    pub plain: &'static [&'static str],
    /// What else is shown: the ways to texts, through structures and lists.
    pub more: &'static [&'static [&'static str]],
}

impl FollowCommand {
    /// Where the items are in an answer.
    pub fn items(&self) -> &'static [&'static str] {
        self.command.pages.as_ref().map_or(&[], |pages| pages.items)
    }
}

/// What stands for floating-point numbers that are not finite, as on the wire.
pub const NOT_FINITE: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// The members that page, by their names in the model.
pub struct Pages {
    pub token: &'static str,
    pub next: &'static [&'static str],
    /// The name that the token for the next page has in a response.
    pub wire_token: &'static str,
    pub size: Option<&'static str>,
    /// Where the items are; empty if no list is named.
    pub items: &'static [&'static str],
    /// Whether a token that repeats the one before marks the end.
    pub repeated_token_ends: bool,
}

/// A member of a structure or of a union.
pub struct Member {
    /// The option that sets it, without its dashes; members of inputs have one.
    pub flag: &'static str,
    /// Its name in the model: in JSON, in the shorthand and in what is printed.
    pub name: &'static str,
    /// Its name in the serialized form of the crate's types.
    pub key: &'static str,
    pub shape: &'static Shape,
    pub docs: Docs,
    pub required: bool,
    /// Whether it is a secret.
    pub sensitive: bool,
    /// Whether a token is made up when it is missing.
    pub idempotency_token: bool,
    /// Whether it is the body, as it is.
    pub streaming: bool,
}

impl Member {
    pub const fn new(name: &'static str, shape: &'static Shape, docs: Docs) -> Self {
        Self {
            flag: "",
            name,
            key: name,
            shape,
            docs,
            required: false,
            sensitive: false,
            idempotency_token: false,
            streaming: false,
        }
    }

    pub const fn flag(self, flag: &'static str) -> Self {
        Self { flag, ..self }
    }

    pub const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    pub const fn idempotency_token(self) -> Self {
        Self { idempotency_token: true, ..self }
    }

    pub const fn streaming(self) -> Self {
        Self { streaming: true, ..self }
    }

    /// Whether somebody must give it: nobody has to make up a token.
    pub fn is_needed(&self) -> bool {
        self.required && !self.idempotency_token
    }
}

/// What values look like. Structures and unions are statics, so that they may contain themselves.
pub enum Shape {
    Boolean,
    /// Of at most 32 bits.
    Integer(Limits),
    /// Of 64 bits.
    Long(Limits),
    Float(Limits),
    Double(Limits),
    /// A number of any size, as its digits.
    BigNumber,
    Text(Limits),
    Enum(&'static [&'static str]),
    IntEnum(&'static [i32]),
    Blob(Limits),
    Timestamp,
    /// Any JSON.
    Document,
    List {
        item: &'static Shape,
        sparse: bool,
        limits: Limits,
    },
    Map {
        key: &'static Shape,
        value: &'static Shape,
        sparse: bool,
        limits: Limits,
    },
    Structure(&'static [Member]),
    /// A structure of exactly one member.
    Union(&'static [Member]),
}

/// Least and most: of a number its value, of everything else its length. Bounds that are no whole numbers are not here.
#[derive(Clone, Copy)]
pub struct Limits {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Limits {
    pub const NONE: Self = Self { min: None, max: None };

    pub const fn between(min: i64, max: i64) -> Self {
        Self { min: Some(min), max: Some(max) }
    }

    pub const fn at_least(min: i64) -> Self {
        Self { min: Some(min), max: None }
    }

    pub const fn at_most(max: i64) -> Self {
        Self { min: None, max: Some(max) }
    }
}
