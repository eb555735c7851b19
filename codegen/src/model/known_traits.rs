//! The known traits: takes a model and counts unknown traits.
//!
//! Unknown traits are tolerated, since models have traits of their owners; a command can show the counts.
//! The `farrier` namespace is stricter: an unknown name there is a misspelling.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json::describe;
use super::{Model, ShapeId, Traits, check, hints, is_identifier, parts, prelude};
use crate::{Diagnostic, Diagnostics};

/// Namespaces whose traits are all known, at least as traits to ignore.
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

/// The farrier traits.
const OURS: [&str; 10] = [
    "farrier#follow",
    "farrier#hints",
    "farrier#iso8601",
    "farrier#newtype",
    "farrier#otherValues",
    "farrier#reason",
    "farrier#repeatedItemsEnd",
    "farrier#repeatedTokenEnds",
    "farrier#simulation",
    "farrier#upload",
];

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

/// Counts unknown traits, and reports ids that are not traits.
pub(super) fn count(model: &Model, found: &mut Diagnostics) -> BTreeMap<String, usize> {
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (id, shape) in &model.shapes {
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
                        let file = model.file_of(&about, Some(name)).unwrap_or_default();
                        found.push(Diagnostic::new(message).of_trait(&**name).about(&about).in_file(file));
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
        return in_prelude(name);
    }
    NAMESPACES.contains(&namespace)
}

/// Whether `smithy.api` has a trait of this name.
pub(super) fn in_prelude(name: &str) -> bool {
    PRELUDE.binary_search(&name).is_ok()
}

/// Whether models use shapes of this namespace without their definitions.
pub(super) fn is_common(namespace: &str) -> bool {
    ["alloy", "smithy.api", "smithy.contracts", "smithy.mqtt", "smithy.openapi"].contains(&namespace)
        || namespace.starts_with("alloy.")
        || NAMESPACES.contains(&namespace)
}

fn problem(model: &Model, id: &str, value: &Value) -> Option<String> {
    match id.strip_prefix("farrier#") {
        Some("reason") => None,
        Some("newtype") => match value {
            Value::String(name) if is_identifier(name) => None,
            Value::String(name) => Some(format!("`{id}` must be a name, found `{name}`")),
            other => Some(format!("expected `{id}` to be a string, found {}", describe(other))),
        },
        // Its member is checked later, when the items are known.
        Some("repeatedItemsEnd") => match value {
            Value::String(_) => None,
            other => Some(format!("expected `{id}` to be a string, found {}", describe(other))),
        },
        // The steps are checked later, when the members are known.
        Some("simulation") => match value {
            Value::Array(_) => None,
            other => Some(format!("expected `{id}` to be a list, found {}", describe(other))),
        },
        Some("follow") => parts::problem(id, parts::FOLLOW, value),
        Some("upload") => parts::problem(id, parts::UPLOAD, value),
        Some("hints") => hints::read(value).err(),
        Some("iso8601" | "otherValues" | "repeatedTokenEnds") => match value {
            Value::Object(value) if value.is_empty() => None,
            Value::Object(_) => Some(format!("`{id}` has no members; its value is {{}}")),
            other => Some(format!("expected `{id}` to be an object, found {}", describe(other))),
        },
        Some(_) => Some(format!("{id} is not a farrier trait; the farrier traits are {}", OURS.join(", "))),
        None => not_a_trait(model, id)
            .then(|| format!("{id} is applied as a trait, but the shape is not a trait")),
    }
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
