//! Parses AWS's config and credentials files: text to sections. Opens no file and interprets no key.
//!
//! No INI crate reads this format. AWS's tools use Python's `configparser` (case-insensitive keys, `=` or `:`, comments only on
//! their own lines, indented lines continue the value above, no duplicates); in addition, lines below an empty value are nested
//! keys, one level deep. `rust-ini` and `configparser` do not support such lines, cut values at `#` and `;`, and merge duplicate
//! sections.

use std::collections::HashSet;

/// A section, named by the text in brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: String,
    entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    /// In lower case.
    key: String,
    line: usize,
    value: Value,
}

#[derive(Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    Nested(Vec<Nested>),
}

/// A nested key with its value.
#[derive(Debug, PartialEq, Eq)]
struct Nested {
    key: String,
    line: usize,
    text: String,
}

impl Section {
    /// Returns the text of a key and its line; `None` if it has nested keys.
    pub(super) fn text(&self, key: &str) -> Option<(&str, usize)> {
        let entry = self.entry(key)?;
        match &entry.value {
            Value::Text(text) => Some((text, entry.line)),
            Value::Nested(_) => None,
        }
    }

    /// Returns the text of a nested key and its line.
    pub(super) fn nested(&self, key: &str, inner: &str) -> Option<(&str, usize)> {
        match &self.entry(key)?.value {
            Value::Text(_) => None,
            // The last duplicate counts: nested keys are not checked like outer ones.
            Value::Nested(entries) => {
                entries.iter().rev().find(|entry| entry.key == inner).map(|entry| (&*entry.text, entry.line))
            }
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// The number of the invalid line, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadLine(pub(super) usize);

/// Parses the sections of a file.
pub(super) fn parse(text: &str) -> Result<Vec<Section>, BadLine> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        reader.place = index + 1;
        reader.line(line).ok_or(BadLine(reader.place))?;
    }
    reader.end_value().ok_or(BadLine(reader.place))?;
    Ok(reader.sections)
}

#[derive(Default)]
struct Reader {
    sections: Vec<Section>,
    /// The names of all sections, and the keys of the last: a file may have any number of sections.
    names: HashSet<String>,
    keys: HashSet<String>,
    /// The key whose value may continue.
    open: Option<Open>,
    /// The indentation of the last line that started a section or key.
    depth: usize,
    /// The line to report.
    place: usize,
}

struct Open {
    key: String,
    /// The lines of the value, with their numbers.
    lines: Vec<(usize, String)>,
}

impl Reader {
    /// Parses a line; `None` if it is invalid.
    fn line(&mut self, line: &str) -> Option<()> {
        let text = line.trim();
        if text.starts_with(['#', ';']) {
            return Some(());
        }
        let depth = line.chars().take_while(|character| character.is_whitespace()).count();
        let continues = text.is_empty() || depth > self.depth;
        if let Some(open) = self.open.as_mut().filter(|_| continues) {
            open.lines.push((self.place, text.to_owned()));
            return Some(());
        }
        if text.is_empty() {
            return Some(());
        }
        self.end_value()?;
        self.depth = depth;
        match text.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
            Some((name, _)) if !name.is_empty() => self.begin_section(name),
            _ => self.begin_value(text),
        }
    }

    fn begin_section(&mut self, name: &str) -> Option<()> {
        if !self.names.insert(name.to_owned()) {
            return None;
        }
        // Clearing would take as long as the former size.
        self.keys = HashSet::new();
        self.sections.push(Section { name: name.to_owned(), entries: Vec::new() });
        Some(())
    }

    fn begin_value(&mut self, text: &str) -> Option<()> {
        self.sections.last()?;
        let (key, value) = text.split_once(['=', ':'])?;
        let key = key.trim().to_lowercase();
        if key.is_empty() || !self.keys.insert(key.clone()) {
            return None;
        }
        self.open = Some(Open { key, lines: vec![(self.place, value.trim().to_owned())] });
        Some(())
    }

    /// Stores the completed value.
    fn end_value(&mut self) -> Option<()> {
        let Some(Open { key, mut lines }) = self.open.take() else { return Some(()) };
        while lines.len() > 1 && lines.last().map_or(false, |(_, text)| text.is_empty()) {
            lines.pop();
        }
        let line = lines.first()?.0;
        let value = if lines.len() > 1 && lines.first()?.1.is_empty() {
            let Some(entries) = nested(&lines) else {
                self.place = line;
                return None;
            };
            Value::Nested(entries)
        } else {
            let texts: Vec<&str> = lines.iter().map(|(_, text)| &**text).collect();
            Value::Text(texts.join("\n"))
        };
        self.sections.last_mut()?.entries.push(Entry { key, line, value });
        Some(())
    }
}

fn nested(lines: &[(usize, String)]) -> Option<Vec<Nested>> {
    let lines = lines.iter().filter(|(_, text)| !text.is_empty());
    lines
        .map(|(line, text)| {
            let (key, text) = text.split_once('=')?;
            Some(Nested { key: key.trim().to_owned(), line: *line, text: text.trim().to_owned() })
        })
        .collect()
}
