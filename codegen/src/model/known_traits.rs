//! Which traits farrier knows of: takes a model, counts those that it does not know.
//!
//! Unknown traits are tolerated, for models come with traits of their owners; that they are counted lets a command
//! show them. Our own namespace is stricter: there a name that we do not know is a misspelling.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json::describe;
use super::{Model, ShapeId, Traits, check, hints, is_identifier, prelude};
use crate::{Diagnostic, Diagnostics};

/// Namespaces all of whose traits are known, at least as things that may be ignored.
const NAMESPACES: [&str; 14] = [
    "aws.api",
    "aws.apigateway",
    "aws.auth",
    "aws.cloudformation",
    "aws.customizations",
    "aws.endpoints",
    "aws.iam",
    "aws.protocols",
    "aws.tagging",
    "smithy.framework",
    "smithy.protocols",
    "smithy.rules",
    "smithy.test",
    "smithy.waiters",
];

/// Our own traits.
const OURS: [&str; 4] = ["farrier#hints", "farrier#iso8601", "farrier#newtype", "farrier#reason"];

/// The traits of `smithy.api`, sorted.
#[rustfmt::skip]
const PRELUDE: [&str; 77] = [
    "addedDefault", "auth", "authDefinition", "box", "clientOptional", "cors", "default", "deprecated",
    "documentation", "endpoint", "enum", "enumValue", "error", "eventHeader", "eventPayload", "examples",
    "externalDocumentation", "hostLabel", "http", "httpApiKeyAuth", "httpBasicAuth", "httpBearerAuth",
    "httpChecksumRequired", "httpDigestAuth", "httpError", "httpHeader", "httpLabel", "httpPayload",
    "httpPrefixHeaders", "httpQuery", "httpQueryParams", "httpResponseCode", "idRef", "idempotencyToken",
    "idempotent", "input", "internal", "jsonName", "length", "mediaType", "mixin", "nestedProperties",
    "noReplace", "notProperty", "optionalAuth", "output", "paginated", "pattern", "private", "property",
    "protocolDefinition", "range", "readonly", "recommended", "references", "requestCompression", "required",
    "requiresLength", "resourceIdentifier", "retryable", "sensitive", "since", "sparse", "streaming",
    "suppress", "tags", "timestampFormat", "title", "trait", "traitValidators", "uniqueItems", "unitType",
    "unstable", "xmlAttribute", "xmlFlattened", "xmlName", "xmlNamespace",
];

/// Counts the traits that are not known, and reports ids that are no traits at all.
pub(super) fn count(model: &Model, found: &mut Diagnostics) -> BTreeMap<String, usize> {
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (id, shape) in &model.shapes {
        let file = model.files.get(shape.file).map_or("", String::as_str);
        let mut visit = |traits: &Traits, member: Option<&str>| {
            for (name, value) in &traits.0 {
                if is_known(name) {
                    continue;
                }
                match problem(model, name, value) {
                    None if name.starts_with("farrier#") => {}
                    None => match unknown.get_mut(name) {
                        Some(count) => *count += 1,
                        None => {
                            unknown.insert(name.clone(), 1);
                        }
                    },
                    Some(message) => {
                        let about = member.map_or_else(|| id.clone(), |member| id.member(member));
                        found.push(Diagnostic::new(message).about(about).in_file(file));
                    }
                }
            }
        };
        visit(&shape.traits, None);
        check::members(&shape.kind, &mut |name, member| visit(&member.traits, Some(name)));
    }
    unknown
}

fn is_known(id: &str) -> bool {
    let Some((namespace, name)) = id.split_once('#') else { return false };
    if namespace == "smithy.api" {
        return PRELUDE.binary_search(&name).is_ok();
    }
    NAMESPACES.contains(&namespace)
}

fn problem(model: &Model, id: &str, value: &Value) -> Option<String> {
    match id.strip_prefix("farrier#") {
        Some("reason") => None,
        Some("newtype") => match value {
            Value::String(name) if is_identifier(name) => None,
            Value::String(name) => Some(format!("`{id}` must be a name, found `{name}`")),
            other => Some(format!("expected `{id}` to be a string, found {}", describe(other))),
        },
        // What the steps are is read where the members are known.
        Some("simulation") => match value {
            Value::Array(_) => None,
            other => Some(format!("expected `{id}` to be a list, found {}", describe(other))),
        },
        Some("upload") => upload(id, value),
        Some("hints") => hints::read(value).err(),
        Some("iso8601") => match value {
            Value::Object(value) if value.is_empty() => None,
            Value::Object(_) => Some(format!("`{id}` has no members; its value is {{}}")),
            other => Some(format!("expected `{id}` to be an object, found {}", describe(other))),
        },
        Some(_) => Some(format!("{id} is not a trait of ours; there are {}", OURS.join(", "))),
        None => {
            not_a_trait(model, id).then(|| format!("{id} is applied as a trait, but is a shape that is none"))
        }
    }
}

/// The parts of `farrier#upload` that are names, with whether each may be left out.
const UPLOAD_NAMES: [(&str, bool); 9] = [
    ("call", false),
    ("complete", false),
    ("completeId", false),
    ("contentType", false),
    ("headers", true),
    ("id", false),
    ("name", false),
    ("size", false),
    ("url", false),
];

/// What is wrong with the form of `farrier#upload`. Whether there is what it names is not known here.
fn upload(id: &str, value: &Value) -> Option<String> {
    let Value::Object(parts) = value else {
        return Some(format!("expected `{id}` to be an object, found {}", describe(value)));
    };
    let name_is = |text: &str| text.split('.').all(is_identifier);
    for (key, optional) in UPLOAD_NAMES {
        match parts.get(key) {
            None if optional => {}
            None => return Some(format!("`{id}` needs `{key}`")),
            Some(Value::String(text)) if name_is(text) => {}
            Some(_) => return Some(format!("`{key}` of `{id}` must be a name")),
        }
    }
    if parts.get("call").and_then(Value::as_str).is_some_and(|call| call.contains('.')) {
        return Some(format!("`call` of `{id}` must be a name"));
    }
    let names = |value: &Value| {
        let name = |item: &Value| item.as_str().is_some_and(is_identifier);
        value.as_array().is_some_and(|items| items.iter().all(name))
    };
    if parts.get("shared").is_some_and(|shared| !names(shared)) {
        return Some(format!("`shared` of `{id}` must be a list of names"));
    }
    let lower =
        |end: &String| !end.is_empty() && end.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let types = |value: &Value| {
        let fits = |(end, ty): (&String, &Value)| lower(end) && ty.as_str().is_some_and(is_mime_type);
        value.as_object().is_some_and(|types| types.iter().all(fits))
    };
    if parts.get("contentTypes").is_some_and(|value| !types(value)) {
        return Some(format!(
            "`contentTypes` of `{id}` must give a MIME type for each end of a name in lower case"
        ));
    }
    let known = |key: &String| {
        matches!(key.as_str(), "shared" | "contentTypes") || UPLOAD_NAMES.iter().any(|(name, _)| name == key)
    };
    parts.keys().find(|key| !known(key)).map(|key| format!("`{id}` has no part `{}`", key.escape_debug()))
}

fn is_mime_type(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-".contains(&b))
    };
    text.split_once('/').is_some_and(|(first, second)| part(first) && part(second))
}

fn not_a_trait(model: &Model, id: &str) -> bool {
    let defined = ShapeId::parse(id).and_then(|id| model.shapes.get(&id));
    defined.map_or_else(|| prelude::defines(id), |shape| !shape.traits.has("smithy.api#trait"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prelude_trait_is_found_by_binary_search() {
        assert!(PRELUDE.is_sorted());
    }
}
