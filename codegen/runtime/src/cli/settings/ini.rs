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
    /// Keys in lower case.
    pub(super) entries: Vec<(String, Entry)>,
}

/// A value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Text(String),
    /// The nested keys.
    Nested(Vec<(String, String)>),
}

impl Section {
    /// The text of a key; `None` if it has nested keys.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.entry(key)? {
            Entry::Text(text) => Some(text),
            Entry::Nested(_) => None,
        }
    }

    /// The text of a nested key.
    pub(super) fn nested(&self, key: &str, inner: &str) -> Option<&str> {
        match self.entry(key)? {
            Entry::Text(_) => None,
            // The last duplicate counts: nested keys are not checked like outer ones.
            Entry::Nested(entries) => {
                entries.iter().rev().find(|(name, _)| name == inner).map(|(_, value)| value.as_str())
            }
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, entry)| entry)
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
    /// The key whose value may continue, with its lines.
    open: Option<(String, Vec<String>)>,
    /// The indentation of the last line that started a section or key.
    depth: usize,
    /// The line to report.
    place: usize,
    /// The line of the key whose value may continue.
    open_at: usize,
}

impl Reader {
    /// Parses a line; `None` if it is invalid.
    fn line(&mut self, line: &str) -> Option<()> {
        let text = line.trim();
        if text.starts_with(['#', ';']) {
            return Some(());
        }
        if text.is_empty() {
            if let Some((_, lines)) = &mut self.open {
                lines.push(String::new());
            }
            return Some(());
        }
        let depth = line.chars().take_while(|character| character.is_whitespace()).count();
        if let Some((_, lines)) = self.open.as_mut().filter(|_| depth > self.depth) {
            lines.push(text.to_owned());
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
        self.open_at = self.place;
        self.open = Some((key, vec![value.trim().to_owned()]));
        Some(())
    }

    /// Stores the completed value.
    fn end_value(&mut self) -> Option<()> {
        let Some((key, lines)) = self.open.take() else { return Some(()) };
        let value = lines.join("\n");
        let entry = match value.trim_end() {
            text if text.starts_with('\n') => match nested(text) {
                Some(entries) => Entry::Nested(entries),
                None => {
                    self.place = self.open_at;
                    return None;
                }
            },
            text => Entry::Text(text.to_owned()),
        };
        self.sections.last_mut()?.entries.push((key, entry));
        Some(())
    }
}

fn nested(text: &str) -> Option<Vec<(String, String)>> {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| line.split_once('=').map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())))
        .collect()
}
