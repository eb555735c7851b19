//! The form of farrier traits that are objects of names: takes a value and returns its problem. The names are
//! resolved later.

use serde_json::Value;

use super::is_identifier;
use super::json::describe;

/// A part of a trait's value.
pub(super) struct Part {
    name: &'static str,
    form: Form,
    optional: bool,
}

/// The type of a part.
#[derive(Clone, Copy)]
enum Form {
    Name,
    /// Names separated by dots.
    Path,
    Names,
    Paths,
    /// Texts of one line.
    Texts,
    /// Such texts, by names.
    TextsByName,
    /// MIME types, by file extensions.
    MimeTypes,
}

pub(super) const FOLLOW: &[Part] = &[
    needed("call", Form::Name),
    optional("closed", Form::Names),
    optional("columns", Form::Names),
    optional("from", Form::Name),
    needed("id", Form::Name),
    optional("kind", Form::Names),
    optional("last", Form::TextsByName),
    optional("more", Form::Paths),
    optional("options", Form::Names),
    optional("plain", Form::Texts),
    optional("set", Form::TextsByName),
    needed("text", Form::Name),
];

pub(super) const UPLOAD: &[Part] = &[
    needed("call", Form::Name),
    needed("complete", Form::Path),
    needed("completeId", Form::Path),
    needed("contentType", Form::Path),
    optional("headers", Form::Path),
    needed("id", Form::Path),
    needed("name", Form::Path),
    needed("size", Form::Path),
    needed("url", Form::Path),
    optional("shared", Form::Names),
    optional("contentTypes", Form::MimeTypes),
];

const fn needed(name: &'static str, form: Form) -> Part {
    Part { name, form, optional: false }
}

const fn optional(name: &'static str, form: Form) -> Part {
    Part { name, form, optional: true }
}

/// Returns the problem of a trait's value, if there is one.
pub(super) fn problem(id: &str, parts: &[Part], value: &Value) -> Option<String> {
    let Value::Object(values) = value else {
        return Some(format!("expected `{id}` to be an object, found {}", describe(value)));
    };
    for Part { name, form, optional } in parts {
        match values.get(*name) {
            None if *optional => {}
            None => return Some(format!("`{id}` needs `{name}`")),
            Some(value) if form.takes(value) => {}
            Some(_) => return Some(format!("`{name}` of `{id}` must {}", form.words())),
        }
    }
    let other = values.keys().find(|key| !parts.iter().any(|part| part.name == *key));
    other.map(|key| format!("`{id}` has no part `{}`", key.escape_debug()))
}

impl Form {
    fn takes(self, value: &Value) -> bool {
        let all = |fits: fn(&Value) -> bool| value.as_array().is_some_and(|items| items.iter().all(fits));
        let each = |fits: fn(&str, &Value) -> bool| {
            value.as_object().is_some_and(|members| members.iter().all(|(name, value)| fits(name, value)))
        };
        match self {
            Self::Name => is_name(value),
            Self::Path => is_path(value),
            Self::Names => all(is_name),
            Self::Paths => all(is_path),
            Self::Texts => all(is_line),
            Self::TextsByName => each(|name, value| is_identifier(name) && is_line(value)),
            Self::MimeTypes => {
                each(|end, value| is_lower_case(end) && value.as_str().is_some_and(is_mime_type))
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Name | Self::Path => "be a name",
            Self::Names | Self::Paths => "be a list of names",
            Self::Texts => "be a list of single-line strings",
            Self::TextsByName => "have a single-line string for each name",
            Self::MimeTypes => "have a MIME type for each file extension in lower case",
        }
    }
}

fn is_name(value: &Value) -> bool {
    value.as_str().is_some_and(is_identifier)
}

fn is_path(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.split('.').all(is_identifier))
}

fn is_line(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty() && !text.chars().any(char::is_control))
}

fn is_lower_case(end: &str) -> bool {
    !end.is_empty() && end.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn is_mime_type(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-".contains(&b))
    };
    text.split_once('/').is_some_and(|(first, second)| part(first) && part(second))
}
