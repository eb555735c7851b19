//! The sample of an input with comments: `--generate-cli-skeleton yaml-input`.

use super::super::super::schema::{Enum, IntEnum, Member, Shape, Structure};
use super::super::levels::levels;
use super::super::table::Command;
use super::json::{MOST, TIME};

/// Returns all members of an input, with empty values and descriptions.
pub(crate) fn input_yaml(command: &'static Command) -> String {
    if command.operation.input.members.is_empty() {
        return "{}\n".to_owned();
    }
    let levels = levels(command.operation.input.members, MOST);
    let mut sample = Sample { text: String::new(), levels, within: Vec::new() };
    sample.members(command.operation.input.members, "", "");
    sample.text
}

struct Sample {
    text: String,
    /// The maximum depth of structures.
    levels: usize,
    /// The structures around a value: a recursive one is empty.
    within: Vec<&'static Shape>,
}

impl Sample {
    /// Writes one or more lines for each member; the first begins with `first`, the others with `indent`.
    fn members(&mut self, members: &'static [Member], first: &str, indent: &str) {
        for (at, member) in members.iter().enumerate() {
            self.text.push_str(if at == 0 { first } else { indent });
            self.text.push_str(&key(member.name));
            self.text.push(':');
            self.value(member.shape, indent, &comment(member));
        }
    }

    /// Writes the value after a colon: on the same line, or on the following ones, deeper than `indent`.
    fn value(&mut self, shape: &'static Shape, indent: &str, comment: &str) {
        match shape {
            Shape::List { item, .. } => {
                self.text.push_str(&format!("{comment}\n{indent}-"));
                self.item(item, indent);
            }
            Shape::Map { value, .. } => {
                self.text.push_str(&format!("{comment}\n{indent}  KeyName:"));
                self.value(value, &format!("{indent}  "), "");
            }
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. })
                if self.enter(shape, members) =>
            {
                let deeper = format!("{indent}  ");
                self.text.push_str(comment);
                self.text.push('\n');
                self.members(members, &deeper, &deeper);
                self.within.pop();
            }
            other => self.text.push_str(&format!(" {}{comment}\n", plain(other))),
        }
    }

    /// Writes the value after the dash of a list.
    fn item(&mut self, shape: &'static Shape, indent: &str) {
        let deeper = format!("{indent}  ");
        match shape {
            Shape::List { item, .. } => {
                self.text.push_str(" -");
                self.item(item, &deeper);
            }
            Shape::Map { value, .. } => {
                self.text.push_str(" KeyName:");
                self.value(value, &deeper, "");
            }
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. })
                if self.enter(shape, members) =>
            {
                self.members(members, " ", &deeper);
                self.within.pop();
            }
            other => self.text.push_str(&format!(" {}\n", plain(other))),
        }
    }

    /// Enters a structure; false if there is nothing to show. The caller removes it from `within` afterwards.
    fn enter(&mut self, shape: &'static Shape, members: &[Member]) -> bool {
        let again = self.within.iter().any(|around| std::ptr::eq(*around, shape));
        if again || members.is_empty() || self.within.len() + 1 >= self.levels {
            return false;
        }
        self.within.push(shape);
        true
    }
}

/// Returns a value of one line.
fn plain(shape: &Shape) -> String {
    match shape {
        Shape::Boolean => "true".to_owned(),
        Shape::Byte(_)
        | Shape::Short(_)
        | Shape::Integer(_)
        | Shape::Long(_)
        | Shape::IntEnum(_)
        | Shape::BigInteger(_)
        | Shape::BigDecimal(_) => "0".to_owned(),
        Shape::Float(_) | Shape::Double(_) => "0.0".to_owned(),
        Shape::String(_) => "''".to_owned(),
        Shape::Enum(Enum { values, .. }) => scalar(values.first().copied().unwrap_or_default()),
        Shape::Blob(_) => "!!binary ''".to_owned(),
        Shape::Timestamp(_) => format!("'{TIME}'"),
        _ => "{}".to_owned(),
    }
}

/// Returns a text, without quotes if it is unambiguous.
fn scalar(text: &str) -> String {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let continues = text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
    let special = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if starts && continues && !special.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return text.to_owned();
    }
    if text.chars().any(char::is_control) {
        // A JSON string is also YAML.
        return serde_json::Value::from(text).to_string();
    }
    format!("'{}'", text.replace('\'', "''"))
}

fn key(name: &str) -> String {
    scalar(name)
}

/// `  # [REQUIRED] What it is. Valid values are: A, B.`
fn comment(member: &Member) -> String {
    let mut parts = Vec::new();
    if member.is_needed() {
        parts.push("[REQUIRED]".to_owned());
    }
    let docs = first_sentence(member.docs);
    if !docs.is_empty() {
        parts.push(docs);
    }
    match member.shape {
        Shape::Enum(Enum { values, .. }) => parts.push(format!("Valid values are: {}.", values.join(", "))),
        Shape::IntEnum(IntEnum { values, .. }) => {
            let values: Vec<_> = values.iter().map(ToString::to_string).collect();
            parts.push(format!("Valid values are: {}.", values.join(", ")));
        }
        _ => {}
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("  # {}", parts.join(" "))
    }
}

/// Returns the first sentence of a documentation, on one line and without marks.
fn first_sentence(docs: &str) -> String {
    let lines = docs.lines().take_while(|line| !line.trim().is_empty());
    let line = without_marks(&lines.flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" "));
    match line.find(". ") {
        Some(end) => line.get(..=end).unwrap_or_default().to_owned(),
        None => line,
    }
}

/// Removes backticks, emphasis, and the targets of links.
fn without_marks(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['`', '*', '[', '\\']) {
        let (before, marked) = rest.split_at(at);
        text.push_str(before);
        let mark = marked.chars().next();
        let behind = marked.get(1..).unwrap_or_default();
        rest = behind;
        if mark == Some('\\') {
            // The next character is literal.
            let next = behind.chars().next();
            text.extend(next);
            rest = behind.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
        } else if mark == Some('[') {
            match behind.split_once("](").and_then(|(label, target)| Some((label, target.split_once(')')?.1)))
            {
                Some((label, after)) if !label.contains(']') => {
                    text.push_str(&label.replace('`', ""));
                    rest = after;
                }
                _ => text.push('['),
            }
        }
    }
    text.push_str(rest);
    text
}
