//! Lists that are followed by another way than calls.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::super::super::call::environment::shared::variable;
use super::super::arguments::Extra;
use super::super::failure::Failure;
use super::super::follow::{self, Wanted};
use super::super::secrets;
use super::super::settings::Settings;
use super::super::table::{FollowCommand, Parameter, Tool};
use super::{Invocation, LiveList};

/// Shows items, and returns whether more are wanted.
type Show<'a> = dyn FnMut(Vec<Value>) -> Result<bool, Failure> + 'a;

/// One run of a command that follows a list.
pub struct Live<'a> {
    invocation: Invocation<'a>,
    interval: Duration,
    show: &'a mut Show<'a>,
}

impl fmt::Debug for Live<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("interval", &self.interval).finish_non_exhaustive()
    }
}

impl<'a> Live<'a> {
    /// Returns the settings, calls and arguments.
    #[must_use]
    pub fn invocation(&self) -> &Invocation<'a> {
        &self.invocation
    }

    /// Returns the value of `--interval`, for polling.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// Shows items, with the names of the model. One with an id that was shown before is left out, or shown as changed if it has
    /// changed. Returns whether more items are wanted.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn show(&mut self, items: Vec<Value>) -> Result<bool, Failure> {
        (self.show)(items)
    }
}

/// Returns the parser of a command for a list, with its description in this tool.
pub(in super::super) fn followed(tool: &Tool, follow: &'static FollowCommand) -> clap::Command {
    let command = follow::arguments(follow);
    let Some(live) = tool.live.iter().find(|live| live.command == follow.name) else { return command };
    let about = command.get_long_about().map(ToString::to_string).unwrap_or_default();
    command.long_about(format!("{about}\n\n{}", live.about))
}

/// Returns the other way to follow a list, if the command line asks for it.
pub(in super::super) fn of_list(
    tool: &'static Tool,
    follow: &FollowCommand,
    extra: &Extra,
    wanted: Wanted,
) -> Result<Option<Chosen>, Failure> {
    let Some(live) = tool.live.iter().find(|live| live.command == follow.name) else { return Ok(None) };
    let members = || super::members(tool, live.command);
    let own = || follow.command.members(follow.options);
    if !extra.given.has_any_of(members()) {
        // An option for the list itself means polling; otherwise the environment decides.
        let is_set = |member: &Parameter| {
            member.sensitive && variable(&secrets::variable(tool.package, member.flag)).is_some()
        };
        let is_live = wanted.follow
            && !extra.options.print_request
            && !extra.given.has_any_of(own())
            && members().all(is_set);
        return Ok(is_live.then_some(Chosen(live)));
    }
    let option = members().find(|member| extra.given.has_any_of(std::iter::once(*member)));
    let option = option.map_or("", |member| member.flag);
    if let Some(other) = own().find(|member| extra.given.has_any_of(std::iter::once(*member))) {
        return Err(Failure::parameter(format!("--{option} and --{} exclude each other", other.flag)));
    }
    if !wanted.follow || extra.options.print_request {
        let other = if wanted.follow { "not for --print-request" } else { "only for --follow" };
        return Err(Failure::parameter(format!("--{option} is {other}")));
    }
    Ok(Some(Chosen(live)))
}

/// The other way to follow a list.
#[derive(Debug)]
pub(in super::super) struct Chosen(&'static LiveList);

impl Chosen {
    /// Follows the list.
    pub(in super::super) fn run(
        &self,
        tool: &'static Tool,
        extra: &Extra,
        settings: Settings,
        wanted: Wanted,
        show: &mut Show<'_>,
    ) -> Result<(), Failure> {
        let LiveList { operation, members, run, .. } = self.0;
        let invocation = Invocation::new(tool, extra, settings, operation, members)?;
        run(&mut Live { invocation, interval: wanted.interval, show })
    }
}
