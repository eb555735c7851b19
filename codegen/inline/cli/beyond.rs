//! The commands that are more than one operation, from what was given to what is printed.

use std::io::{self, IsTerminal, Write};

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::call::CallSettings;
use super::failure::Failure;
use super::given::Given;
use super::input::{Sources, System};
use super::options::Options;
use super::output::{Format, Printer};
use super::query::Query;
use super::settings::{self, Settings};
use super::table::{Command, FollowCommand, Tool, UploadCommand};
use super::{check, colour, connect, follow, keys, redact, upload};

/// Such a command, with all that was given to it.
pub(super) struct Beyond<'a> {
    pub(super) tool: &'static Tool,
    pub(super) given: &'a Given,
    pub(super) matches: &'a ArgMatches,
    pub(super) options: &'a Options,
}

impl Beyond<'_> {
    /// Runs the command of that name, if there is one.
    pub(super) fn run(&self, name: &str) -> Option<Result<(), Failure>> {
        if let Some(upload) = self.tool.uploads.iter().find(|upload| upload.name == name) {
            return Some(self.upload(upload));
        }
        let follow = self.tool.follows.iter().find(|follow| follow.name == name)?;
        Some(self.follow(follow))
    }

    fn upload(&self, command: &'static UploadCommand) -> Result<(), Failure> {
        let settings = self.settings()?;
        let mut printer = self.printer(command.name, &settings)?;
        let files = upload::Files::of(self.matches);
        let input = self.input(command.command)?;
        let missing = command.command.members(command.options).filter(|member| !input.contains_key(member.name));
        let missing: Vec<String> = missing.map(|member| format!("--{}", member.flag)).collect();
        if !missing.is_empty() {
            return Err(Failure::parameter(format!("the following arguments are required: {}", missing.join(", "))));
        }
        files.check(command)?;
        let sent = upload::run(command, &connect::client(&settings)?, &input, &files);
        let printed = sent.answer.map_or(Ok(()), |answer| printer.print(answer));
        sent.failure.map_or(printed, Err)
    }

    fn follow(&self, command: &'static FollowCommand) -> Result<(), Failure> {
        let settings = self.settings()?;
        let operation = command.command;
        let wanted = follow::Wanted::of(self.matches, self.options.max_items)?;
        let mut printer = self.printer(operation.operation, &settings)?;
        let input = self.input(operation)?;
        let whole = Value::Object(input.clone());
        check::missing(operation, &whole).map_or(Ok(()), Err)?;
        check::check(operation, &whole)?;
        let client = connect::client(&settings)?;
        let how = CallSettings { validate: self.options.validate };
        let call = |input| {
            let output = operation.run.call(&client, keys::to_crate(operation.input, input)?, &how)?;
            Ok(keys::to_model(operation.output, output))
        };
        // Of settings, only what stands on the command line asks for another form than lines.
        let is_lines = self.options.output.is_none() && self.options.query.is_none();
        follow::run(command, input, wanted, call, |items| {
            let document = self.shown(operation, follow::document(command, items));
            if !is_lines && !wanted.follow {
                return printer.print(document);
            }
            let items = follow::items(command, document);
            if is_lines {
                return follow::lines(command, &items, &mut io::stdout().lock()).map_err(unwritten);
            }
            items.into_iter().try_for_each(|item| printer.print_one(item))
        })
    }

    fn settings(&self) -> Result<Settings, Failure> {
        Settings::gather(self.tool.service_id, self.options, &settings::variable)
    }

    /// What was given for members, in the model's form.
    fn input(&self, command: &'static Command) -> Result<Map<String, Value>, Failure> {
        let mut outside = System;
        match super::input::value(command, self.given, &mut Sources::new(self.tool.name, &mut outside))? {
            Value::Object(input) => Ok(input),
            _ => Ok(Map::new()),
        }
    }

    /// Without secrets on a terminal, unless somebody wants them there.
    fn shown(&self, command: &Command, output: Value) -> Value {
        match self.options.show_secrets || !io::stdout().is_terminal() {
            true => output,
            false => redact::redact(command.output, output),
        }
    }

    fn printer(&self, title: &str, settings: &Settings) -> Result<Answers, Failure> {
        let format = settings.output.as_deref().map_or(Some(Format::Json), Format::of);
        let format = format.ok_or_else(|| Failure::configuration("Unknown output type"))?;
        let terminal = io::stdout().is_terminal();
        let no_color = std::env::var_os("NO_COLOR");
        let colour = colour::wanted(self.options.color.as_deref(), terminal, no_color.as_deref());
        let query = self.options.query.as_deref().map(Query::parse).transpose()?;
        Ok(Answers { format, printer: Printer::new(format, colour, title), query })
    }
}

/// Prints values, or what a query finds in them.
struct Answers {
    format: Format,
    printer: Printer,
    query: Option<Query>,
}

impl Answers {
    fn print(&mut self, value: Value) -> Result<(), Failure> {
        let value = self.found(value)?;
        self.printer.print(&value, &mut io::stdout().lock()).map_err(unwritten)
    }

    /// One of several: JSON is then in one line.
    fn print_one(&mut self, value: Value) -> Result<(), Failure> {
        if self.format != Format::Json {
            return self.print(value);
        }
        let value = self.found(value)?;
        let mut out = io::stdout().lock();
        writeln!(out, "{value}").and_then(|()| out.flush()).map_err(unwritten)
    }

    fn found(&self, value: Value) -> Result<Value, Failure> {
        match &self.query {
            Some(query) => query.apply(&value),
            None => Ok(value),
        }
    }
}

fn unwritten(error: io::Error) -> Failure {
    Failure::other(format!("the output cannot be written: {error}"))
}
