//! The notation of values: the names of types, the values of options in JSON and in shorthand, and limits in words.

use super::super::super::schema::{Enum, IntEnum, Member, Shape, Structure};

/// Returns the name of a type, as in the AWS CLI.
pub(in super::super) fn type_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Boolean => "boolean",
        Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::IntEnum(_) => "integer",
        Shape::Long(_) => "long",
        Shape::Float(_) => "float",
        Shape::Double(_) => "double",
        Shape::BigInteger(_) | Shape::BigDecimal(_) => "number",
        Shape::String(_) | Shape::Enum(_) => "string",
        Shape::Blob(_) => "blob",
        Shape::Timestamp(_) => "timestamp",
        Shape::Document => "document",
        Shape::List { .. } => "list",
        Shape::Map { .. } => "map",
        Shape::Structure(_) => "structure",
        Shape::Union(_) => "tagged union structure",
    }
}

/// Whether values are one word on the command line.
pub(in super::super) fn is_scalar(shape: &Shape) -> bool {
    !matches!(
        shape,
        Shape::List { .. } | Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_) | Shape::Document
    )
}

/// The modelled values of a shape, or of the items of a list.
pub(in super::super) fn values(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Enum(Enum { values, .. }) => values.iter().map(|value| (*value).to_owned()).collect(),
        Shape::IntEnum(IntEnum { values, .. }) => values.iter().map(ToString::to_string).collect(),
        Shape::List { item, .. } if is_scalar(item) => values(item),
        _ => Vec::new(),
    }
}

/// The maximum depth of values.
const DEEPEST: usize = 12;

/// The maximum number of lines for a value.
const MOST_LINES: usize = 1000;

/// Returns a value as JSON, with types in place of values and as many levels of structures as fit.
pub(super) fn json(shape: &'static Shape) -> Vec<String> {
    let mut levels = DEEPEST;
    loop {
        let mut json = Json { lines: Vec::new(), levels, around: Vec::new() };
        json.value(shape, 0, String::new(), "");
        if json.lines.len() <= MOST_LINES {
            return json.lines;
        }
        if levels == 1 {
            json.lines.truncate(MOST_LINES);
            json.lines.push("...".to_owned());
            return json.lines;
        }
        levels -= 1;
    }
}

struct Json {
    lines: Vec<String>,
    /// The maximum depth of structures.
    levels: usize,
    /// The structures around the value, to end recursion.
    around: Vec<&'static [Member]>,
}

impl Json {
    fn push(&mut self, depth: usize, line: &str) {
        self.lines.push(format!("{}{line}", "  ".repeat(depth)));
    }

    fn value(&mut self, shape: &'static Shape, depth: usize, before: String, after: &str) {
        if depth > DEEPEST {
            return self.push(depth, &format!("{before}...{after}"));
        }
        match shape {
            Shape::List { item, .. } if is_scalar(item) => {
                self.push(depth, &format!("{before}[{}, ...]{after}", scalar(item)));
            }
            Shape::List { item, .. } => {
                self.push(depth, &format!("{before}["));
                self.value(item, depth + 1, String::new(), "");
                self.push(depth + 1, "...");
                self.push(depth, &format!("]{after}"));
            }
            Shape::Map { key, value, .. } => {
                self.push(depth, &format!("{before}{{"));
                self.value(value, depth + 1, format!("{}: ", scalar(key)), "");
                self.push(depth + 1, "...");
                self.push(depth, &format!("}}{after}"));
            }
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
                self.members(members, depth, &before, after);
            }
            scalar_shape => self.push(depth, &format!("{before}{}{after}", scalar(scalar_shape))),
        }
    }

    fn members(&mut self, members: &'static [Member], depth: usize, before: &str, after: &str) {
        if self.around.iter().any(|around| std::ptr::eq(*around, members)) {
            return self.push(depth, &format!("{before}{{ ... recursive ... }}{after}"));
        }
        if self.around.len() == self.levels {
            return self.push(depth, &format!("{before}{{ ... }}{after}"));
        }
        self.around.push(members);
        self.push(depth, &format!("{before}{{"));
        for (i, member) in members.iter().enumerate() {
            // Already too long.
            if self.lines.len() > MOST_LINES {
                break;
            }
            let after = if i + 1 < members.len() { "," } else { "" };
            self.value(member.shape, depth + 1, format!("\"{}\": ", member.name), after);
        }
        self.push(depth, &format!("}}{after}"));
        self.around.pop();
    }
}

/// A value of one word.
pub(super) fn scalar(shape: &Shape) -> String {
    match shape {
        Shape::Boolean => "true|false".to_owned(),
        Shape::Enum(Enum { values, .. }) if !values.is_empty() => {
            values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join("|")
        }
        Shape::IntEnum(IntEnum { values, .. }) if !values.is_empty() => {
            values.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
        }
        Shape::String(_) | Shape::Enum(_) => "\"string\"".to_owned(),
        Shape::Document => "{...}".to_owned(),
        other => type_name(other).to_owned(),
    }
}

/// Returns a value in shorthand, if that is possible: structures, maps, and lists of them.
pub(in super::super) fn shorthand(shape: &'static Shape) -> Option<String> {
    match shape {
        Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
            short_members(members, 0)
        }
        Shape::Map { value, .. } => {
            let value = short_value(value, 1)?;
            Some(format!("KeyName1={value},KeyName2={value}"))
        }
        Shape::List { item, .. } if !is_scalar(item) && !matches!(item, Shape::List { .. }) => {
            shorthand(item).map(|item| format!("{item} ..."))
        }
        _ => None,
    }
}

/// The maximum depth of shorthand: beyond it, JSON is easier to read.
const DEEPEST_SHORT: usize = 2;

fn short_members(members: &'static [Member], depth: usize) -> Option<String> {
    if members.is_empty() {
        return None;
    }
    let members = members
        .iter()
        .map(|member| Some(format!("{}={}", member.name, short_value(member.shape, depth + 1)?)));
    Some(members.collect::<Option<Vec<_>>>()?.join(","))
}

fn short_value(shape: &'static Shape, depth: usize) -> Option<String> {
    if depth > DEEPEST_SHORT {
        return None;
    }
    match shape {
        Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
            Some(format!("{{{}}}", short_members(members, depth)?))
        }
        Shape::Map { value, .. } => {
            let value = short_value(value, depth + 1)?;
            Some(format!("{{KeyName1={value},KeyName2={value}}}"))
        }
        Shape::List { item, .. } => {
            let item = short_value(item, depth + 1)?;
            Some(format!("[{item},{item}]"))
        }
        Shape::Document => None,
        Shape::Boolean => Some("boolean".to_owned()),
        other => Some(type_name(other).to_owned()),
    }
}
