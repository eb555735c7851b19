//! Operations: their HTTP binding, authentication, endpoints and other C2J properties.

use serde_json::{Map, Value, json};

use super::read::Node;
use super::{Converter, mark, set, with_traits};
use crate::model::UNIT;

/// Flags of operations, and their traits.
const FLAGS: [(&str, &str); 4] = [
    ("idempotent", "smithy.api#idempotent"),
    ("readonly", "smithy.api#readonly"),
    ("httpChecksumRequired", "smithy.api#httpChecksumRequired"),
    ("unsignedPayload", "aws.auth#unsignedPayload"),
];

/// Objects of operations that are trait values unchanged.
const AS_THEY_STAND: [(&str, &str); 5] = [
    ("endpoint", "smithy.api#endpoint"),
    ("httpChecksum", "aws.protocols#httpChecksum"),
    ("requestcompression", "smithy.api#requestCompression"),
    ("staticContextParams", "smithy.rules#staticContextParams"),
    ("operationContextParams", "smithy.rules#operationContextParams"),
];

impl<'a> Converter<'a> {
    pub(super) fn operation(&self, operation: &Node<'a>) -> Value {
        let mut traits = Map::new();
        self.add_documentation(operation, &mut traits);
        self.add_deprecation(operation, &mut traits);
        if self.protocols.rest() {
            set(&mut traits, "smithy.api#http", self.http(operation));
        }
        for (key, id) in FLAGS {
            if operation.flag(key) {
                mark(&mut traits, id);
            }
        }
        for (key, id) in AS_THEY_STAND {
            if operation.object(key).is_some() {
                set(&mut traits, id, operation.value(key).cloned().unwrap_or_default());
            }
        }
        if let Some(discovery) = operation.object("endpointdiscovery") {
            let required = discovery.flag("required");
            set(&mut traits, "aws.api#clientDiscoveredEndpoint", json!({ "required": required }));
        }
        add_auth(operation, &mut traits);
        let errors: Vec<_> =
            operation.nodes("errors").iter().filter_map(|error| self.reference(error)).collect();
        let mut shape = json!({
            "type": "operation",
            "input": self.message(operation, "input"),
            "output": self.message(operation, "output"),
        });
        if !errors.is_empty() {
            shape["errors"] = errors.into();
        }
        with_traits(shape, traits)
    }

    fn message(&self, operation: &Node<'a>, which: &str) -> Value {
        let reference = operation.object(which).and_then(|message| self.reference(&message));
        reference.unwrap_or_else(|| json!({ "target": UNIT }))
    }

    fn reference(&self, reference: &Node<'a>) -> Option<Value> {
        let name = self.target(reference)?;
        Some(json!({ "target": self.names.shape_id(name) }))
    }

    fn http(&self, operation: &Node<'a>) -> Value {
        let http = operation.required_object("http", operation.about().to_owned());
        let method = http.required_text("method").unwrap_or("POST");
        let uri = http.required_text("requestUri").unwrap_or("/");
        let code = http.integer("responseCode").unwrap_or(200);
        json!({ "method": method, "uri": self.uri(uri, operation), "code": code })
    }

    /// Converts the URI pattern: C2J's labels are wire names, Smithy's are member names.
    fn uri(&self, uri: &str, operation: &Node<'a>) -> String {
        let input = operation.object("input").and_then(|input| self.shape(input.text("shape")?));
        let members = input.map(Node::members).unwrap_or_default();
        let bound = |label: &str| {
            let found = members.iter().find(|(name, member)| {
                member.text("location") == Some("uri") && member.text("locationName").unwrap_or(name) == label
            });
            found.map(|(name, _)| *name)
        };
        let mut pattern = String::with_capacity(uri.len());
        let mut rest = uri;
        while let Some((literal, (label, after))) =
            rest.split_once('{').and_then(|(literal, tail)| Some((literal, tail.split_once('}')?)))
        {
            let (label, greedy) = label.strip_suffix('+').map_or((label, ""), |label| (label, "+"));
            let member = bound(label).unwrap_or_else(|| {
                operation.report(format!("the label `{{{label}}}` of `{uri}` is not bound to a member"));
                label
            });
            pattern.push_str(&format!("{literal}{{{member}{greedy}}}"));
            rest = after;
        }
        pattern + rest
    }
}

/// Returns the schemes of an operation with its own: `smithy.api#noAuth` makes the others optional; alone, it removes all.
fn add_auth(operation: &Node<'_>, traits: &mut Map<String, Value>) {
    let mut schemes = operation.texts("auth");
    match operation.text("authtype") {
        Some("none") if schemes.is_empty() => schemes.push("smithy.api#noAuth"),
        Some("bearer") if schemes.is_empty() => schemes.push("smithy.api#httpBearerAuth"),
        Some("v4-unsigned-body") => mark(traits, "aws.auth#unsignedPayload"),
        _ => {}
    }
    if schemes.is_empty() {
        return;
    }
    if schemes.contains(&"smithy.api#noAuth") {
        mark(traits, "smithy.api#optionalAuth");
    }
    schemes.retain(|scheme| *scheme != "smithy.api#noAuth");
    set(traits, "smithy.api#auth", schemes);
}
