//! `transcript [--follow]` and similar commands: all items of a list, oldest first, and then new items.
//!
//! It takes functions that call the operation and show items. `watch` finds the new items; this module waits between calls.

mod line;
mod seen;
mod shown;
mod watch;

use std::io::Write as _;
use std::time::Duration;

use clap::{value_parser, Arg, ArgAction, ArgMatches};
use serde_json::{Map, Value};

use super::arguments::option;
use super::failure::{Failure, Kind};
use super::harmless::harmless;
use super::page::Page;
use super::table::FollowCommand;
pub(super) use shown::Shown;
use watch::Watch;

/// The default interval between two calls, in seconds.
const INTERVAL: f64 = 2.0;

/// The minimum interval: less would only burden the service.
const SHORTEST: f64 = 0.1;

/// A day.
const LONGEST: f64 = 86_400.0;

/// The maximum delay after a failure, unless the interval is longer.
const MAX_DELAY: Duration = Duration::from_secs(30);

/// The parser of the command, without the options of members.
pub(super) fn arguments(follow: &'static FollowCommand) -> clap::Command {
    let (operation, id) = (follow.command.name, follow.id);
    let items = follow.items();
    let path = items.join(".");
    let end = if follow.last.is_empty() && follow.closed.is_empty() {
        ""
    } else {
        " The end of the list is not an error: the exit code is 0."
    };
    let whole = items.iter().rev().fold("[...]".to_owned(), |inner, name| format!("{{\"{name}\": {inner}}}"));
    clap::Command::new(follow.name)
        .about("Print all items, oldest first, one line for each.")
        .long_about(format!(
            "Print all items that `{operation}` finds, oldest first, one line for each: in a terminal and in pipes alike. \
             Characters that would control a terminal are escaped, as in `\\n`.\n\n\
             With `--output` or `--query`, items are printed in full. Without `--follow` they are one document, `{whole}`, \
             and `--query` applies to this document: `--query '{path}[].{id}'`. With `--follow` each item is printed separately, \
             JSON in one line, YAML as a document, and `--query` applies to each item: `--follow --query {id}`. The command \
             always reads all pages: `--no-paginate` is rejected.\n\n\
             With `--follow` it continues with new items until the list ends, the service returns an error or Ctrl-C is pressed. \
             If the connection is lost or the service is busy, it waits and retries. An item that changes after it was printed, \
             such as a text that grows, is printed again: with `[changed]` in its line, or as another value with the same \
             `{id}`. Changes are noticed in the newest page.{end}"
        ))
        .arg(Arg::new("follow").long("follow").action(ArgAction::SetTrue).help("Wait for new items, and print them."))
        .arg(option("interval").help(format!(
            "Seconds between two calls with `--follow`. The default is {INTERVAL}, the minimum {SHORTEST}."
        )))
        .arg(option("max-items").value_parser(value_parser!(u64)).help("The maximum number of items to print."))
}

/// The options of following a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Whether to wait for new items.
    pub(super) follow: bool,
    pub(super) interval: Duration,
    /// The maximum number of items.
    pub(super) most: Option<u64>,
}

impl Wanted {
    pub(super) fn of(matches: &ArgMatches, most: Option<u64>) -> Result<Self, Failure> {
        let follow = matches.get_flag("follow");
        let interval = match matches.get_one::<String>("interval") {
            None => INTERVAL,
            Some(text) => match text.parse::<f64>() {
                Ok(seconds) if (SHORTEST..=LONGEST).contains(&seconds) => seconds,
                _ => {
                    return Err(Failure::parameter(format!(
                        "argument --interval: invalid value {text:?}: it must be a number of seconds from {SHORTEST} to {LONGEST}"
                    )))
                }
            },
        };
        Ok(Self { follow, interval: Duration::from_secs_f64(interval), most })
    }
}

/// Shows all items, and with `--follow` also those that are added or changed later. `show` returns whether more items are wanted.
pub(super) fn run(
    follow: &'static FollowCommand,
    input: Map<String, Value>,
    wanted: Wanted,
    mut call: impl FnMut(Value) -> Result<Page, Failure>,
    mut show: impl FnMut(Vec<Value>) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let Some(mut watch) = Watch::new(follow, input) else {
        return Err(Failure::other(format!("{} has no pages", follow.command.operation.name)));
    };
    let mut backoff = Backoff { wanted, has_responded: false, delay: wanted.interval };
    let mut has_looked = false;
    loop {
        let items = match watch.look(|input| backoff.call(&mut call, input)) {
            Ok(items) => items,
            Err(failure) if has_looked && is_closed(follow, &failure) => {
                // If it cannot be printed, the list has still ended.
                let _ = writeln!(std::io::stderr(), "the list has ended: {}", harmless(&failure.message));
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        has_looked = true;
        let is_last = items.last().is_some_and(|item| is_last(follow, item));
        if !show(items)? || !wanted.follow || is_last {
            return Ok(());
        }
        std::thread::sleep(wanted.interval);
    }
}

/// Whether nothing follows an item.
fn is_last(follow: &FollowCommand, item: &Value) -> bool {
    let is = |(name, value): &(&str, &str)| item.get(name).and_then(Value::as_str) == Some(value);
    !follow.last.is_empty() && follow.last.iter().all(is)
}

/// Whether an error after a response means that the list has ended.
fn is_closed(follow: &FollowCommand, failure: &Failure) -> bool {
    let code = failure.refusal.as_ref().map(|refusal| refusal.code.as_str());
    code.is_some_and(|code| follow.closed.contains(&code))
}

/// The input of the first call.
pub(super) fn first(follow: &'static FollowCommand, input: Map<String, Value>) -> Option<Value> {
    Watch::new(follow, input).map(|watch| Value::Object(watch.first()))
}

/// Items as the operation returns them.
pub(super) fn document(follow: &FollowCommand, items: Vec<Value>) -> Value {
    follow.items().iter().rev().fold(Value::Array(items), |value, name| Value::from_iter([(*name, value)]))
}

/// Waits after transient errors. A failed first connection is not retried: a wrong region or address is more likely.
struct Backoff {
    wanted: Wanted,
    has_responded: bool,
    /// The last delay.
    delay: Duration,
}

impl Backoff {
    fn call(
        &mut self,
        call: &mut impl FnMut(Value) -> Result<Page, Failure>,
        input: Value,
    ) -> Result<Page, Failure> {
        loop {
            match call(input.clone()) {
                Ok(output) => {
                    self.has_responded = true;
                    self.delay = self.wanted.interval;
                    return Ok(output);
                }
                Err(failure) => {
                    self.has_responded |= failure.kind == Kind::Service;
                    if !(self.wanted.follow && self.has_responded && failure.passing) {
                        return Err(failure);
                    }
                    self.wait(&failure);
                }
            }
        }
    }

    /// Waits, longer each time.
    fn wait(&mut self, failure: &Failure) {
        let longest = MAX_DELAY.max(self.wanted.interval);
        self.delay = self.delay.saturating_mul(2).min(longest);
        let message = harmless(&failure.message);
        let seconds = self.delay.as_secs_f32();
        let unit = if self.delay == Duration::from_secs(1) { "second" } else { "seconds" };
        // If the warning cannot be printed, the call still continues.
        let _ = writeln!(std::io::stderr(), "{message}; retrying in {seconds} {unit}");
        std::thread::sleep(self.delay);
    }
}
