//! Standard output: responses in the selected format, and other texts.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use super::super::schema::Member;
use super::colour;
use super::failure::Failure;
use super::harmless::{harmless_json, harmless_value};
use super::options::Options;
use super::output::{Format, Printer};
use super::query::Query;
use super::redact::redact;
use super::settings::Settings;
use super::spelling::{self, Layout};

/// The output of one command.
pub struct Output {
    format: Format,
    printer: Printer,
    query: Option<Query>,
    members: &'static [Member],
    /// Whether secrets are hidden: other people may see a terminal.
    hides: bool,
    /// Whether the output is a terminal, which responses must not control.
    is_terminal: bool,
}

impl Output {
    /// Creates the output. The title of tables is the operation's name; the members are those of the shown value.
    pub(super) fn new(
        title: &str,
        members: &'static [Member],
        options: &Options,
        settings: &Settings,
    ) -> Result<Self, Failure> {
        let format = match settings.output.as_deref() {
            None => Format::Json,
            Some(name) => Format::of(name)
                .ok_or_else(|| Failure::configuration(format!("Unknown output type: {name}")))?,
        };
        let query = options.query.as_deref().map(Query::parse).transpose()?;
        let terminal = console::Term::stdout();
        let is_terminal = io::stdout().is_terminal();
        let no_color = std::env::var_os("NO_COLOR");
        let colour = colour::wanted(options.color.as_deref(), is_terminal, no_color.as_deref());
        let printer = Printer::new(format, colour, title);
        let printer = match terminal.size_checked() {
            Some((_, columns)) => printer.width(usize::from(columns)),
            None => printer,
        };
        Ok(Self { format, printer, query, members, hides: is_terminal && !options.show_secrets, is_terminal })
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Returns a value without the secrets that must be hidden.
    pub(super) fn redacted(&self, value: Value) -> Value {
        if self.hides {
            redact(self.members, value)
        } else {
            value
        }
    }

    /// Shows a response, or a page of one.
    pub(super) fn show(&mut self, value: Value) -> Result<(), Failure> {
        let value = self.redacted(value);
        self.show_sample(value)
    }

    /// Shows a response without secrets, such as a generated one.
    pub(super) fn show_sample(&mut self, value: Value) -> Result<(), Failure> {
        let value = self.found(value)?;
        self.print(value)
    }

    fn print(&mut self, value: Value) -> Result<(), Failure> {
        if !self.is_terminal {
            return written(self.printer.print(&value, &mut io::stdout().lock()));
        }
        if self.format != Format::Json {
            return written(self.printer.print(&harmless_value(value), &mut io::stdout().lock()));
        }
        let mut json = Vec::new();
        written(self.printer.print(&value, &mut json))?;
        text(&harmless_json(&String::from_utf8_lossy(&json)))
    }

    /// Shows one of several successive values, without secrets.
    ///
    /// # Errors
    ///
    /// The value cannot be written, or the query fails.
    pub fn show_item(&mut self, item: Value) -> Result<(), Failure> {
        let item = self.found(item)?;
        match self.format {
            Format::Json => {
                let json = format!("{}\n", spelling::json(&item, Layout::Compact));
                text(&if self.is_terminal { harmless_json(&json) } else { json })
            }
            Format::Yaml => {
                // Each is a separate document.
                text("---\n")?;
                self.print(item)
            }
            _ => self.print(item),
        }
    }

    fn found(&self, value: Value) -> Result<Value, Failure> {
        match &self.query {
            Some(query) => query.apply(&value),
            None => Ok(value),
        }
    }
}

/// Prints a text unchanged.
pub fn text(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Converts the result of writing. A closed pipe, as with `| head`, is not an error.
pub fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Failure::other(error.to_string())),
        Err(error) => Err(Failure::other(format!("The output cannot be written: {error}"))),
    }
}
