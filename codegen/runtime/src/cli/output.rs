//! Prints answers: as JSON, YAML, text or a table, byte for byte as the AWS CLI does. Takes values in the model's form; knows
//! neither where they come from nor whether the output is a terminal.

mod json;
mod table;
mod text;
mod width;
mod yaml;

use std::io::{self, Write};

use serde_json::Value;

/// Whether a value is neither a list nor a structure.
fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// What `--output` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
    /// Each page as an item of a list, as it comes.
    YamlStream,
    Text,
    Table,
    /// Nothing.
    Off,
}

impl Format {
    pub(super) const ALL: [Self; 6] =
        [Self::Json, Self::Text, Self::Table, Self::Yaml, Self::YamlStream, Self::Off];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::YamlStream => "yaml-stream",
            Self::Text => "text",
            Self::Table => "table",
            Self::Off => "off",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Prints values in one format.
pub(super) struct Printer {
    format: Format,
    colour: bool,
    title: String,
    width: usize,
}

impl Printer {
    /// The title, the operation's name, heads tables; only tables are coloured.
    pub(super) fn new(format: Format, colour: bool, title: &str) -> Self {
        Self { format, colour, title: title.to_owned(), width: 80 }
    }

    /// How wide a table may be before rows turn into columns: the width of the terminal, and 80 where there is none.
    pub(super) fn width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// Prints a value: the answer, or a page of it.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or is no table.
    pub(super) fn print(&mut self, value: &Value, to: &mut dyn Write) -> io::Result<()> {
        let text = match self.format {
            Format::Json => json::print(value),
            Format::Yaml => yaml::print(value),
            Format::YamlStream => yaml::print_page(value),
            Format::Text => text::print(value),
            Format::Table => table::print(value, &self.title, self.width, self.colour)
                .map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))?,
            Format::Off => String::new(),
        };
        to.write_all(text.as_bytes())?;
        to.flush()
    }
}

#[cfg(test)]
mod tests;
