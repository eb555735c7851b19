//! Values of traits and metadata.

use serde_json::{Map, Number, Value};

use super::super::names::Meaning;
use super::super::tree::{Key, Node, Trait};
use super::Lowering;
use crate::model::forms::Version;
use crate::model::merge::merge_metadata;
use crate::model::raw::{Type, with_article};

/// Common traits that are lists.
const LISTS: [&str; 16] = [
    "aws.auth#cognitoUserPoolsScopes",
    "aws.iam#conditionKeys",
    "aws.iam#requiredActions",
    "aws.iam#serviceResolvedConditionKeys",
    "aws.iam#supportedPrincipalTypes",
    "smithy.api#auth",
    "smithy.api#enum",
    "smithy.api#examples",
    "smithy.api#references",
    "smithy.api#suppress",
    "smithy.api#tags",
    "smithy.test#eventStreamTests",
    "smithy.test#httpMalformedRequestTests",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
    "smithy.test#smokeTests",
];

/// Common traits that are a string, a number or a document: they need a value.
const SCALARS: [&str; 32] = [
    "aws.api#data",
    "aws.apigateway#apiKeySource",
    "aws.apigateway#authorizer",
    "aws.apigateway#minimumCompressionSize",
    "aws.apigateway#requestValidator",
    "aws.apigateway#resourcePolicy",
    "aws.cloudformation#cfnMutability",
    "aws.cloudformation#cfnName",
    "aws.iam#actionName",
    "aws.iam#actionPermissionDescription",
    "aws.iam#conditionKeyValue",
    "aws.protocols#ec2QueryName",
    "smithy.api#default",
    "smithy.api#documentation",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#httpError",
    "smithy.api#httpHeader",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#jsonName",
    "smithy.api#mediaType",
    "smithy.api#pattern",
    "smithy.api#resourceIdentifier",
    "smithy.api#since",
    "smithy.api#timestampFormat",
    "smithy.api#title",
    "smithy.api#xmlName",
    "smithy.mqtt#publish",
    "smithy.mqtt#subscribe",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointRuleSet",
];

impl Lowering<'_> {
    pub(super) fn metadata(&mut self, entries: &[(Key<'_>, Node<'_>)]) -> Map<String, Value> {
        let mut metadata = Map::new();
        for (key, node) in entries {
            let value = self.value(node);
            if let Err(key_text) = merge_metadata(&mut metadata, key.text.to_string(), value) {
                self.problem(
                    key.at,
                    format!("metadata `{key_text}` has a different value above; remove one"),
                );
            }
        }
        metadata
    }

    /// Resolves a trait; reports one that cannot be used.
    pub(super) fn trait_value(&mut self, of: &Trait<'_>) -> Option<(String, Value)> {
        let (id, meaning) = self.resolver.resolve(of.id);
        if meaning == Meaning::Unknown
            && !of.id.text.contains('#')
            && id.namespace() == self.resolver.namespace
        {
            let message = format!(
                "@{} is not a trait of Smithy, and {} does not define it; define it, or name it with `use`",
                of.id.text, self.resolver.namespace
            );
            self.problem(of.id.at, message);
            return None;
        }
        let id = id.0;
        let versioned = match (self.version, id.as_str()) {
            (Version::V1, "smithy.api#mixin" | "smithy.api#default") => {
                Some("needs Smithy 2.0; start the file with `$version: \"2\"`")
            }
            (Version::V2, "smithy.api#box") => Some("is not part of Smithy 2.0; remove it"),
            _ => None,
        };
        if let Some(problem) = versioned {
            self.problem(of.id.at, format!("@{} {problem}", of.id.text));
            return None;
        }
        let value = match &of.value {
            Some(node) => self.value(node),
            None => match annotation(&id, meaning) {
                Ok(value) => value,
                Err(kind) => {
                    let kind = kind.map(|kind| format!(": it is {kind}")).unwrap_or_default();
                    self.problem(of.id.at, format!("@{} needs a value{kind}", of.id.text));
                    return None;
                }
            },
        };
        Some((id, value))
    }

    pub(super) fn value(&mut self, node: &Node<'_>) -> Value {
        match node {
            Node::Null => Value::Null,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(digits) => number(digits),
            Node::Text(text) => Value::String(text.clone().into_owned()),
            Node::Id(id) => {
                let (resolved, meaning) = self.resolver.resolve(*id);
                if meaning == Meaning::Unknown {
                    let message = format!(
                        "`{}` without quotes is the shape {resolved}, which does not exist; quote a string",
                        id.text
                    );
                    self.problem(id.at, message);
                }
                Value::String(resolved.0)
            }
            Node::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Node::Object(entries) => Value::Object(self.object(entries)),
        }
    }

    fn object(&mut self, entries: &[(Key<'_>, Node<'_>)]) -> Map<String, Value> {
        let mut object = Map::with_capacity(entries.len());
        for (key, node) in entries {
            let value = self.value(node);
            if object.insert(key.text.to_string(), value).is_some() {
                self.problem(key.at, format!("a second `{}`; remove one", key.text.escape_debug()));
            }
        }
        object
    }
}

/// The value of a trait without one. If it needs a value, the type of that, if it is known.
fn annotation(id: &str, meaning: Meaning) -> Result<Value, Option<String>> {
    match meaning {
        Meaning::Shape(Type::List) => Ok(Value::Array(Vec::new())),
        Meaning::Shape(Type::Document) => Ok(Value::Null),
        Meaning::Shape(Type::Structure | Type::Map | Type::Union) => Ok(Value::Object(Map::new())),
        Meaning::Shape(shape_type) => Err(Some(with_article(shape_type.name()))),
        _ if LISTS.binary_search(&id).is_ok() => Ok(Value::Array(Vec::new())),
        _ if SCALARS.binary_search(&id).is_ok() => Err(None),
        // Most traits are structures, and those that nobody defined too.
        _ => Ok(Value::Object(Map::new())),
    }
}

/// The lexer knows the form of numbers, which JSON shares.
fn number(digits: &str) -> Value {
    digits.parse::<Number>().map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_traits_are_found_by_binary_search() {
        assert!(LISTS.is_sorted() && SCALARS.is_sorted());
    }
}
