//! The text of `farrier.toml` as values by their keys, checked against the table of keys. Knows no meaning of a key.

use std::collections::BTreeMap;
use std::ops::Range;

use farrier::{Diagnostic, Diagnostics};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, CRATE, Key, Kind, SOURCES};
use crate::Result;

/// The values of a crate, by the paths of their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    by_key: BTreeMap<&'static str, Value>,
    /// The first byte of its table; `None` at the top.
    start: Option<usize>,
}

#[derive(Clone, Debug)]
struct Value {
    content: Content,
    span: Range<usize>,
    /// Whether it is a default of all crates.
    is_shared: bool,
}

#[derive(Clone, Debug)]
enum Content {
    Text(String),
    Flag(bool),
    Texts(Vec<String>),
}

/// Reads the crates of a file: one, or those of `[[crate]]` with the other values of the file as their defaults.
///
/// # Errors
///
/// Every unknown key and every wrong value.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Values>> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        located(name, text, at, format!("is not TOML: {}", error.message()))
    })?;
    let mut reader = Reader { name, text, problems: Vec::new() };
    let mut top = Values::default();
    reader.table(table.get_ref(), "", false, &mut top);
    let mut crates = Vec::new();
    for (key, value) in table.get_ref().iter().filter(|(key, _)| key.get_ref() == CRATE) {
        let Some(tables) = value.get_ref().as_array() else {
            reader.problem(key.span().start, format!("`{CRATE}` is an array of tables: write [[{CRATE}]]"));
            continue;
        };
        for of_crate in tables.iter() {
            let start = Some(of_crate.span().start);
            let mut values = Values { start, ..top.clone() };
            values.by_key.values_mut().for_each(|value| value.is_shared = true);
            match of_crate.get_ref().as_table() {
                Some(table) => reader.table(table, "", true, &mut values),
                None => reader.problem(of_crate.span().start, format!("a `{CRATE}` is a table")),
            }
            crates.push(values);
        }
    }
    if crates.is_empty() {
        crates.push(top);
    }
    reader.problems.sort_by_key(|problem| problem.position.map(|at| (at.line, at.column)));
    Diagnostics(reader.problems).or(crates)
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn problem(&mut self, at: usize, message: String) {
        self.problems.push(located(self.name, self.text, at, message));
    }

    fn table(&mut self, table: &DeTable<'_>, prefix: &str, is_crate: bool, values: &mut Values) {
        let names = keys::names(prefix, is_crate);
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            if prefix.is_empty() && name == CRATE && !is_crate {
                continue;
            }
            if !names.contains(&name) {
                self.unknown(key, prefix, is_crate, &names);
                continue;
            }
            let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
            match (keys::find(&path), value.get_ref().as_table()) {
                (Some(key), _) => {
                    if let Some(content) = self.content(key, value) {
                        let value = Value { content, span: value.span(), is_shared: false };
                        values.by_key.insert(key.path, value);
                    }
                }
                (None, Some(table)) => self.table(table, &path, is_crate, values),
                (None, None) => {
                    self.problem(key.span().start, format!("`{path}` is a table: write [{path}]"));
                }
            }
        }
    }

    fn unknown(&mut self, key: &Spanned<impl AsRef<str>>, prefix: &str, is_crate: bool, names: &[&str]) {
        let name = key.get_ref().as_ref();
        let table = match (prefix.is_empty(), is_crate) {
            (true, false) => String::new(),
            (true, true) => format!(" in [[{CRATE}]]"),
            (false, false) => format!(" in [{prefix}]"),
            (false, true) => format!(" in [{CRATE}.{prefix}]"),
        };
        let message = if is_crate && prefix.is_empty() && name == keys::RUNTIME {
            format!("`{name}` is for the whole file, not for one crate; move it before the first [[{CRATE}]]")
        } else {
            format!("unknown key `{name}`{table}; the keys are {}", names.join(", "))
        };
        self.problem(key.span().start, message);
    }

    fn content(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Content> {
        let texts = |values: &[Spanned<DeValue<'_>>]| {
            values.iter().map(|value| value.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        let content = match (key.kind, value.get_ref()) {
            (Kind::Text, DeValue::String(text)) => Some(Content::Text(text.to_string())),
            (Kind::Source, DeValue::String(text)) if SOURCES.contains(&text.as_ref()) => {
                Some(Content::Text(text.to_string()))
            }
            (Kind::Paths, DeValue::String(text)) => Some(Content::Texts(vec![text.to_string()])),
            (Kind::Texts | Kind::Paths | Kind::Publish, DeValue::Array(values)) => {
                texts(values).map(Content::Texts)
            }
            (Kind::Flag | Kind::Publish, DeValue::Boolean(flag)) => Some(Content::Flag(*flag)),
            _ => None,
        };
        if content.is_none() {
            let message = format!("`{}` is {}, such as {}", key.path, key.kind.words(), key.example);
            self.problem(value.span().start, message);
        }
        content
    }
}

impl Kind {
    /// Describes the values.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "an array of strings",
            Self::Paths => "a string or an array of strings",
            Self::Flag => "true or false",
            Self::Publish => "true, false or an array of strings",
            Self::Source => "one of \"copy\", \"registry\", \"path\" and \"git\"",
        }
    }
}

impl Values {
    /// The text of a key.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        match &self.get(path)?.content {
            Content::Text(text) => Some(text.clone()),
            Content::Flag(_) | Content::Texts(_) => None,
        }
    }

    /// The texts of a key.
    pub(super) fn texts(&self, path: &str) -> Option<Vec<String>> {
        match &self.get(path)?.content {
            Content::Texts(texts) => Some(texts.clone()),
            Content::Flag(_) | Content::Text(_) => None,
        }
    }

    /// The flag of a key.
    pub(super) fn flag(&self, path: &str) -> Option<bool> {
        match self.get(path)?.content {
            Content::Flag(flag) => Some(flag),
            Content::Text(_) | Content::Texts(_) => None,
        }
    }

    /// The bytes of the value of a key, in the file.
    pub(super) fn span(&self, path: &str) -> Option<Range<usize>> {
        Some(self.get(path)?.span.clone())
    }

    /// Whether the value of a key is a default of all crates.
    pub(super) fn is_shared(&self, path: &str) -> bool {
        self.get(path).is_some_and(|value| value.is_shared)
    }

    /// The first byte of the table of the crate; `None` at the top of the file.
    pub(super) fn start(&self) -> Option<usize> {
        self.start
    }

    fn get(&self, path: &str) -> Option<&Value> {
        debug_assert!(keys::find(path).is_some(), "{path} is a key");
        self.by_key.get(path)
    }
}

/// A problem at a byte of a text.
pub(super) fn located(name: &str, text: &str, at: usize, message: String) -> Diagnostic {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1) + 1;
    Diagnostic::new(message).in_file(name).at(line, column)
}
