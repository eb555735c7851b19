//! A command that is an operation: input, check, call, output.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::super::blocking::Client;
use super::super::call::environment::shared::variable;
use super::arguments::{self, Call};
use super::call::CallSettings;
use super::debug::{About, Shown};
use super::failure::Failure;
use super::given::Given;
use super::harmless::harmless_lines;
use super::input::{self, Sources, System};
use super::options::Options;
use super::output::Format;
use super::page::Page;
use super::paging::{Paging, Wanted};
use super::python::is_false;
use super::settings::{AutoPrompt, Settings};
use super::show::{self, Output};
use super::table::{Command, Parameter, Tool};
use super::{check, connect, keys, print_request, prompt, skeleton};

/// Runs a command.
pub(super) fn run(tool: &'static Tool, call: Call) -> Result<(), Failure> {
    let Call { command, given, options } = call;
    let sample = options.skeleton.as_deref();
    match sample {
        Some("input") => return show::text(&skeleton::input_json(command)),
        Some("yaml-input") => return show::text(&skeleton::input_yaml(command)),
        _ => {}
    }
    let mut settings = Settings::gather(tool, &options, &variable)?;
    let mut output =
        Output::new(command.operation.name, command.operation.output.members, &options, &settings)?;
    if sample.is_some() {
        let input = read(tool, command, &given, &mut settings)?;
        check::check_given(command, &input)?;
        return output.show_sample(skeleton::output(command));
    }
    let given = asked(tool, command, given, &options, &settings)?;
    let input = read(tool, command, &given, &mut settings)?;
    if given.json.is_none() && given.yaml.is_none() {
        if let Some(missing) = check::missing(tool.package, command, &input) {
            return Err(arguments::with_usage(tool, missing));
        }
    }
    let paging = Paging::of(command, &input, &wanted(&options))?;
    let input = match &paging {
        Some(paging) => paging.first(input),
        None => input,
    };
    check::check(command, &input)?;
    if options.validate {
        command.run.check(&keys::to_crate(command.operation.input.members, input.clone())?)?;
    }
    let about = About::default();
    let client = connect::client(tool, &settings, command, options.debug.then_some(&about))?;
    if options.print_request {
        return show::text(&print_request::curl(tool, command, &client, input, &options, &settings)?);
    }
    let call = |input| response(command, &client, input, &options, &settings, &about);
    match paging {
        Some(paging) => deliver(&paging, input, call, &mut output),
        None => {
            let Page { output: response, .. } = call(input)?;
            output.show(match &given.outfile {
                Some(path) => save(command, response, path)?,
                None => response,
            })
        }
    }
}

/// Returns the given options, completed by prompts on request.
fn asked(
    tool: &'static Tool,
    command: &'static Command,
    given: Given,
    options: &Options,
    settings: &Settings,
) -> Result<Given, Failure> {
    // Without a terminal, as in a script, a setting for prompts has no effect.
    let asks = match settings.auto_prompt {
        AutoPrompt::Always => options.auto_prompt.is_some() || prompt::has_terminal(),
        AutoPrompt::Partial => prompt::has_terminal() && prompt::lacks(tool, command, &given),
        AutoPrompt::Never => false,
    };
    let given = if asks { prompt::complete(tool, command, given, options)? } else { given };
    if given.outfile.is_none() && command.operation.output.members.iter().any(|member| member.streaming) {
        return Err(arguments::required(tool, "outfile"));
    }
    Ok(given)
}

/// Returns the input, which may be incomplete, and reads identities: standard input is for one option of both.
pub(super) fn read(
    tool: &'static Tool,
    command: &'static Command,
    given: &Given,
    settings: &mut Settings,
) -> Result<Value, Failure> {
    let mut system = System { hidden: prompt::hidden_line };
    let sources = Sources::new(tool.program(), &mut system);
    let mut sources = sources.raw_binary(settings.raw_binary).files(settings.files);
    settings.identities.read(&mut sources)?;
    let input = input::value(command, given, &mut sources);
    for warning in sources.warnings() {
        // If the warning cannot be printed, the call still continues.
        let _ = writeln!(std::io::stderr(), "warning: {}", harmless_lines(&warning));
    }
    input
}

/// Calls once for each page, and shows the responses.
fn deliver(
    paging: &Paging,
    first: Value,
    call: impl FnMut(Value) -> Result<Page, Failure>,
    output: &mut Output,
) -> Result<(), Failure> {
    match output.format() {
        Format::YamlStream => paging.each(first, call, |page| output.show(page)),
        Format::Text => paging.each_part(first, call, |part| output.show(part)),
        _ => {
            let (response, failure) = paging.merged(first, call)?;
            output.show(response)?;
            failure.map_or(Ok(()), Err)
        }
    }
}

/// One call, in the model's form.
pub fn response(
    command: &'static Command,
    client: &Client,
    input: Value,
    options: &Options,
    settings: &Settings,
    about: &About,
) -> Result<Page, Failure> {
    let secrets = settings.secrets(command, &input);
    if options.debug {
        let shown = match print_request::address(command, client, input.clone()) {
            Ok(uri) if command.run.discovers(client) => {
                Shown::Elsewhere(uri.path_and_query().map_or("", |path| path.as_str()).to_owned())
            }
            Ok(uri) => Shown::As(uri.to_string()),
            Err(_) => Shown::As("(an address that is not shown)".to_owned()),
        };
        about.set(Some(shown), secrets.clone());
    }
    let is_filled_in = |member: &&Parameter| {
        member.idempotency_token && is_false(input.get(member.name).unwrap_or(&Value::Null))
    };
    let filled_in = command.input.iter().filter(is_filled_in).map(|member| member.name).collect();
    let input = keys::to_crate(command.operation.input.members, input)?;
    let token = command.pages().map(|pages| pages.wire_token);
    let page =
        command.run.call(client, input, &CallSettings { validate: options.validate, filled_in, token });
    let page = page.map_err(|failure| failure.without(&secrets))?;
    Ok(Page { output: keys::to_model(command.operation.output.members, page.output), ..page })
}

fn wanted(options: &Options) -> Wanted {
    Wanted {
        paginate: !options.no_paginate,
        max_items: options.max_items,
        page_size: options.page_size.map(|size| i64::try_from(size).unwrap_or(i64::MAX)),
        starting_token: options.starting_token.clone(),
    }
}

/// Writes the body of a response to a file, and returns the rest.
fn save(command: &Command, mut response: Value, path: &Path) -> Result<Value, Failure> {
    let streaming = command.operation.output.members.iter().find(|member| member.streaming);
    let body = streaming.and_then(|member| response.as_object_mut()?.shift_remove(member.name));
    let bytes = match body.as_ref().and_then(Value::as_str) {
        Some(text) => super::super::base64_text::decode_bytes(text)
            .ok_or_else(|| Failure::other("the body of the response is not base64"))?,
        None => Vec::new(),
    };
    write_private(path, &bytes).map_err(|error| Failure::other(format!("{}: {error}", path.display())))?;
    Ok(response)
}

/// Writes a file that only its owner can read, as the AWS CLI does; the mode of other targets, such as `/dev/stdout`, does not
/// change.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    #[cfg(unix)]
    if file.metadata()?.is_file() {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    file.write_all(bytes)
}
