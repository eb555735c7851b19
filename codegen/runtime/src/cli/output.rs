//! Prints responses as JSON, YAML, text or a table, byte for byte as the AWS CLI. Takes values in the form of the model;
//! independent of their source and of terminals.

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

/// The formats of `--output`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
    /// Each page as an item of a list, as it arrives.
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
    /// The title of tables: the name of the operation. Only tables are coloured.
    pub(super) fn new(format: Format, colour: bool, title: &str) -> Self {
        Self { format, colour, title: title.to_owned(), width: 80 }
    }

    /// The width above which rows of a table become columns: that of the terminal, or 80.
    pub(super) fn width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// Prints a value: a response or a page of it.
    ///
    /// # Errors
    ///
    /// If writing fails, or the value is not a table.
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
