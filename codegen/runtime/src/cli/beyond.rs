//! The commands that the AWS CLI does not have.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::call::environment::shared::variable;
use super::super::schema::Member;
use super::arguments::{self, Extra};
use super::debug::About;
use super::failure::Failure;
use super::follow::Shown;
use super::given::Given;
use super::settings::Settings;
use super::show::{self, Output};
use super::table::{Command, FollowCommand, Tool, UploadCommand};
use super::{check, completions, connect, extension, follow, man, operate, print_request, upload};

/// Runs a command.
pub(super) fn run(tool: &'static Tool, extra: Extra) -> Result<(), Failure> {
    let name = extra.name.as_str();
    if let Some(upload) = tool.uploads.iter().find(|upload| upload.name == name) {
        return send(tool, upload, &extra);
    }
    if let Some(command) = tool.added.iter().find(|command| command.name == name) {
        return extension::run(tool, command, &extra);
    }
    if let Some(follow) = tool.follows.iter().find(|follow| follow.name == name) {
        return watch(tool, follow, &extra);
    }
    let text = |name: &str| extra.matches.try_get_one::<String>(name).ok().flatten();
    match name {
        arguments::COMPLETIONS => {
            let shell = text("shell").map_or("", String::as_str);
            show::text(&completions::script(tool, shell)?)
        }
        arguments::MAN => match text("folder") {
            Some(folder) => man::write(tool, Path::new(folder)).map(drop),
            None => show::text(&man::page(tool)?),
        },
        _ => Err(Failure::parameter(format!("there is no command {name}"))),
    }
}

/// Uploads files. Completed uploads are shown, also if another file has failed.
fn send(tool: &'static Tool, upload: &'static UploadCommand, extra: &Extra) -> Result<(), Failure> {
    let files = upload::Files::of(&extra.matches);
    if extra.options.print_request {
        let problem =
            "--print-request: an upload is three requests, and the later ones depend on the responses";
        return Err(
            Failure::parameter(problem).with_hint(format!("{} prints the first", upload.command.name))
        );
    }
    let mut settings = Settings::gather(tool, &extra.options, &variable)?;
    // An upload needs all of them, whatever the model requires.
    let input = read(tool, upload.command, upload.options, &extra.given, &mut settings, |_| true)?;
    files.check(upload)?;
    let mut output = Output::new(upload.command.operation.name, &[], &extra.options, &settings)?;
    let about = About::default();
    let secrets = settings.secrets(upload.command, &Value::Object(input.clone()));
    about.set(None, secrets.clone());
    let client = connect::client(tool, &settings, upload.command, extra.options.debug.then_some(&about))?;
    let sent = upload::run(tool, upload, &client, &input, &files);
    if let Some(response) = sent.response {
        output.show(response)?;
    }
    sent.failure.map_or(Ok(()), |failure| Err(failure.without(&secrets)))
}

/// Shows the items of a list, and on request new items.
fn watch(tool: &'static Tool, follow: &'static FollowCommand, extra: &Extra) -> Result<(), Failure> {
    let Extra { matches, options, given, .. } = extra;
    if options.no_paginate {
        let problem = format!("--no-paginate: {} always reads all pages", follow.name);
        let hint = format!("--max-items limits the items; {} returns single pages", follow.command.name);
        return Err(Failure::parameter(problem).with_hint(hint));
    }
    let wanted = follow::Wanted::of(matches, options.max_items)?;
    let mut settings = Settings::gather(tool, options, &variable)?;
    let live = extension::of_list(tool, follow, extra, wanted)?;
    let members = follow.command.operation.output.members;
    let output = Output::new(follow.command.operation.name, members, options, &settings)?;
    let as_values = options.output.is_some() || options.query.is_some();
    let mut list = Shown::new(follow, wanted, as_values, output);
    if let Some(live) = live {
        return live.run(tool, extra, settings, wanted, &mut |items| list.show(items));
    }
    let input = read(tool, follow.command, follow.options, given, &mut settings, |member| member.required)?;
    let about = About::default();
    let client = connect::client(tool, &settings, follow.command, options.debug.then_some(&about))?;
    if let (true, Some(input)) = (options.print_request, follow::first(follow, input.clone())) {
        return show::text(&print_request::curl(tool, follow.command, &client, input, options, &settings)?);
    }
    let call = |input| operate::response(follow.command, &client, input, options, &settings, &about);
    follow::run(follow, input, wanted, call, |items| list.show(items))
}

pub(super) fn members_of(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Returns the members of an operation that a command takes.
pub(super) fn read(
    tool: &'static Tool,
    command: &'static Command,
    names: &'static [&'static str],
    given: &Given,
    settings: &mut Settings,
    is_needed: impl Fn(&Member) -> bool,
) -> Result<Map<String, Value>, Failure> {
    let mut values = members_of(operate::read(tool, command, &given.of(command), settings)?);
    // A secret in the environment may be for a member that this command does not take.
    values.retain(|name, _| names.contains(&name.as_str()));
    let missing =
        command.members(names).filter(|member| is_needed(member) && !values.contains_key(member.name));
    match check::required(tool.package, missing) {
        Some(missing) => Err(arguments::with_usage(tool, missing)),
        None => {
            let values = Value::Object(values);
            check::check_given(command, &values)?;
            Ok(members_of(values))
        }
    }
}
