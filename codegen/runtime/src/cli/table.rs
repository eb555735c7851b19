//! The data of the tool in addition to the [schema](crate::schema): its commands, their options and members. Plain data, without
//! behaviour.
//!
//! Members have two names: that of the model, for people, and the key of the feature `serde`.

use std::ops::Deref;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::Serialize;

use super::super::blocking::{BlockingService, Client, Transport};
use super::super::call::environment::shared::Program;
use super::super::call::SetupError;
use super::super::schema::{Described, Location, Member, Operation, Service, Shape, Structure};
use super::call::{Of, Run};
use super::connect::connect;
use super::extension::{AddedCommand, Extension, LiveList};
pub use super::globals::Identity;
use super::globals::{self, Elsewhere, GlobalOption};
use super::settings::Settings;
use super::upload::Send;

/// Makes a client of the service: [`connect`](super::connect::connect), for that service.
pub type Connect = fn(&Settings, Arc<dyn Transport>, bool) -> Result<Client, SetupError>;

/// A tool.
pub struct Tool {
    /// The name of the program.
    pub name: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// The crate of the service: its name begins the variables of the environment.
    pub package: &'static str,
    /// Makes a client.
    pub connect: Connect,
    pub service: &'static Service,
    /// The service's id in settings: `ConnectParticipant`.
    pub service_id: &'static str,
    /// Whether the settings of AWS's tools are for the service.
    pub aws: bool,
    /// The options for settings without which no call is made, each with a value for examples: an endpoint or a region.
    pub needed: &'static [(&'static str, &'static str)],
    /// The identities that the operations accept, except credentials of AWS.
    pub identities: &'static [Identity],
    /// Sorted by name.
    pub commands: &'static [&'static Command],
    pub uploads: &'static [UploadCommand],
    pub follows: &'static [FollowCommand],
    /// The commands of another package.
    pub added: &'static [AddedCommand],
    /// Lists that another package follows by other ways than calls.
    pub live: &'static [LiveList],
}

impl Tool {
    /// A tool without commands, for a service and its schema.
    pub const fn of<S: BlockingService>(service: &'static Service) -> Self {
        Self {
            name: S::CRATE,
            version: S::VERSION,
            package: S::CRATE,
            connect: connect::<S>,
            service,
            service_id: S::SDK_ID,
            aws: S::AWS,
            needed: &[],
            identities: &[],
            commands: &[],
            uploads: &[],
            follows: &[],
            added: &[],
            live: &[],
        }
    }

    /// The same tool as a program of another package, with more commands.
    #[must_use]
    pub const fn with(&self, extension: &Extension) -> Self {
        Self {
            name: extension.name,
            version: extension.version,
            added: extension.commands,
            live: extension.live,
            ..*self
        }
    }

    /// Returns the command of an operation, by its name in the model.
    pub(crate) fn operation(&self, name: &str) -> Option<&'static Command> {
        self.commands.iter().copied().find(|command| command.operation.name == name)
    }

    /// The options of all its commands.
    pub(crate) fn globals(&self) -> impl Iterator<Item = &'static GlobalOption> {
        globals::global(self.aws, self.identities)
    }

    /// Returns the description of an option of the tool itself.
    pub(crate) fn about(&self, option: &GlobalOption) -> String {
        let text = match option.elsewhere {
            Elsewhere::Text(text) if !self.aws => text,
            _ => option.help,
        };
        text.replace("<TOOL>", &self.program().own_prefix())
    }

    /// The program, for the names of its variables.
    pub(crate) fn program(&self) -> Program {
        Program { name: self.package, aws: self.aws }
    }

    /// Operations without a command, since they have event streams.
    pub fn left_out(&self) -> impl Iterator<Item = &'static str> {
        let operations = self.service.operations.iter();
        operations.filter(|operation| operation.has_events()).map(|operation| operation.name)
    }
}

/// A command: one operation.
pub struct Command {
    /// Its name, in kebab case.
    pub name: &'static str,
    pub operation: &'static Operation,
    /// The members of the input, in their order.
    pub input: &'static [Parameter],
    /// The options of a useful call with their values, without secrets.
    pub example: Option<&'static [&'static [&'static str]]>,
    /// Makes its calls.
    pub run: &'static (dyn Run + Sync),
}

impl Command {
    /// The command for the operation `O`.
    pub const fn of<O>(name: &'static str, operation: &'static Operation, input: &'static [Parameter]) -> Self
    where
        O: crate::Operation + 'static,
        O::Service: Described,
        O::Input: DeserializeOwned,
        O::Output: Serialize,
        O::Error: Serialize,
    {
        Self { name, operation, input, example: None, run: const { &Of::<O>::new() } }
    }

    pub const fn example(self, options: &'static [&'static [&'static str]]) -> Self {
        Self { example: Some(options), ..self }
    }

    /// Members of its input by their names in the model.
    pub fn members(
        &'static self,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = &'static Parameter> {
        names.iter().filter_map(move |name| self.input.iter().find(|member| member.name == *name))
    }

    /// Its pagination.
    pub fn pages(&self) -> Option<Pages> {
        let pages = self.operation.pages()?;
        let names = |members: Vec<&'static Member>| members.iter().map(|member| member.name).collect();
        let last = pages.next.last()?;
        Some(Pages {
            token: pages.token.name,
            wire_token: match last.location {
                Location::Header(name) if pages.next.len() == 1 => name,
                _ => last.wire_name,
            },
            next: names(pages.next),
            size: pages.size.map(|member| member.name),
            items: names(pages.items),
            repeated_token_ends: pages.repeated_token_ends,
            repeated_items_end: pages.repeated_items_end,
        })
    }
}

/// A member of an input and its option.
#[derive(Clone, Copy)]
pub struct Parameter {
    /// Its option, without the dashes.
    pub flag: &'static str,
    pub member: &'static Member,
}

impl Deref for Parameter {
    type Target = Member;

    fn deref(&self) -> &Member {
        self.member
    }
}

/// The members of an input with their options.
pub const fn options<const N: usize>(input: &Structure, flags: [&'static str; N]) -> [Parameter; N] {
    const NONE: Member = Member::new("", &Shape::Document);
    assert!(input.members.len() == N, "each member has an option");
    let mut all = [Parameter { flag: "", member: &NONE }; N];
    let mut at = 0;
    while at < N {
        all[at] = Parameter { flag: flags[at], member: &input.members[at] };
        at += 1;
    }
    all
}

/// A command that uploads files.
pub struct UploadCommand {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// The command of the operation that announces a file.
    pub command: &'static Command,
    /// Members of its input that the user sets, by their names in the model; all are texts.
    pub options: &'static [&'static str],
    /// The name of the command that completes an upload.
    pub completes: &'static str,
    /// The member that is the id of an upload.
    pub id: &'static str,
    /// MIME types by the extension of a file.
    pub types: &'static [(&'static str, &'static str)],
    /// Makes the calls.
    pub send: &'static (dyn Send + Sync),
}

/// A command that shows all items of a list that grows, oldest first.
pub struct FollowCommand {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// The command of the operation that pages the list.
    pub command: &'static Command,
    /// Members of its input that the user sets. Names are those of the model, here and below.
    pub options: &'static [&'static str],
    /// Members of its input that are always set, so that pages go from the newest item back, and each has its newest last.
    pub set: &'static [(&'static str, &'static str)],
    /// The member that identifies an item.
    pub id: &'static str,
    /// Members that begin an item's line.
    pub columns: &'static [&'static str],
    /// The sender of an item.
    pub from: Option<&'static str>,
    pub text: &'static str,
    /// Members with the content type of the text; the first one present counts.
    pub kind: &'static [&'static str],
    /// The kinds that are not shown.
    pub plain: &'static [&'static str],
    /// Further texts: their paths, through structures and lists.
    pub more: &'static [&'static [&'static str]],
    /// Members of the item after which no other follows, with their values.
    pub last: &'static [(&'static str, &'static str)],
    /// Codes of errors which mean, after a response, that the list has ended.
    pub closed: &'static [&'static str],
}

impl FollowCommand {
    /// The path of the items in a response.
    pub fn items(&self) -> Vec<&'static str> {
        self.command.pages().map(|pages| pages.items).unwrap_or_default()
    }
}

/// The texts of floating-point numbers that are not finite, as on the wire.
pub const NOT_FINITE: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// The members for pagination, by their names in the model.
#[derive(Clone, Debug)]
pub struct Pages {
    pub token: &'static str,
    pub next: Vec<&'static str>,
    /// The name of the token for the next page in a response.
    pub wire_token: &'static str,
    pub size: Option<&'static str>,
    /// The path of the items; empty if no list is modelled.
    pub items: Vec<&'static str>,
    /// Whether a repeated token marks the end.
    pub repeated_token_ends: bool,
    /// The member that identifies an item, if a page with only items of the previous page marks the end.
    pub repeated_items_end: Option<&'static str>,
}
