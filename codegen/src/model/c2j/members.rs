//! Members: their locations, their wire names, and the traits that C2J puts on references.

use serde_json::{Map, Value, json};

use super::read::Node;
use super::{Converter, mark, set, with_traits};
use crate::model::UNIT;

/// Flags of members, and their traits.
const FLAGS: [(&str, &str); 6] = [
    ("idempotencyToken", "smithy.api#idempotencyToken"),
    ("hostLabel", "smithy.api#hostLabel"),
    ("eventpayload", "smithy.api#eventPayload"),
    ("eventheader", "smithy.api#eventHeader"),
    ("endpointdiscoveryid", "aws.api#clientEndpointDiscoveryId"),
    ("xmlAttribute", "smithy.api#xmlAttribute"),
];

impl<'a> Converter<'a> {
    /// Returns the members of a structure or union.
    pub(super) fn structure_members(&self, shape: &Node<'a>, union: bool) -> Map<String, Value> {
        let members = shape.members();
        let exists = |name: &str| members.iter().any(|(member, _)| *member == name);
        let required = shape.texts("required");
        let payload = shape.text("payload");
        for name in required.iter().copied().chain(payload).filter(|name| !exists(name)) {
            shape.report(format!("`required` or `payload` names `{name}`, which is not a member"));
        }
        let converted = members.iter().map(|(name, member)| {
            member.check_name(name);
            let mut traits = Map::new();
            // A label is always required, whatever `required` contains.
            if !union && (required.contains(name) || member.text("location") == Some("uri")) {
                mark(&mut traits, "smithy.api#required");
            }
            let value = self.member(name, member, payload == Some(*name), traits);
            ((*name).to_owned(), value)
        });
        converted.collect()
    }

    fn member(&self, name: &str, member: &Node<'a>, payload: bool, mut traits: Map<String, Value>) -> Value {
        let Some(target) = self.target(member) else { return json!({ "target": UNIT }) };
        let shape = self.shape(target);
        let kind = shape.and_then(|shape| shape.text("type")).unwrap_or_default();
        self.add_common(member, kind, &mut traits);
        for (key, id) in FLAGS {
            if member.flag(key) {
                mark(&mut traits, id);
            }
        }
        if member.object("contextParam").is_some() {
            set(
                &mut traits,
                "smithy.rules#contextParam",
                member.value("contextParam").cloned().unwrap_or_default(),
            );
        }
        if payload {
            mark(&mut traits, "smithy.api#httpPayload");
        }
        match member.text("location") {
            None => self.add_wire_names(name, member, target, payload, &mut traits),
            Some(location) => add_binding(name, member, location, kind, &mut traits),
        }
        let json = member.flag("jsonvalue").then(|| self.json_string(target));
        let id = self.names.shape_id(json.as_deref().unwrap_or(target));
        with_traits(json!({ "target": id }), traits)
    }

    /// Returns the names of a member in a body, if they differ from those of the protocol.
    fn add_wire_names(
        &self,
        name: &str,
        member: &Node<'a>,
        target: &str,
        payload: bool,
        traits: &mut Map<String, Value>,
    ) {
        let own = member.text("locationName");
        if self.protocols.json()
            && !payload
            && !member.flag("eventpayload")
            && let Some(wire_name) = own.filter(|wire_name| *wire_name != name)
        {
            set(traits, "smithy.api#jsonName", wire_name);
        }
        if !self.protocols.xml() {
            return;
        }
        let shape = self.shape(target);
        let flattened = member.flag("flattened") || shape.is_some_and(|shape| shape.flag("flattened"));
        if flattened {
            mark(traits, "smithy.api#xmlFlattened");
        }
        // The items of a flattened list replace the list, and in C2J their own name takes precedence.
        let item = shape.filter(|_| flattened).and_then(|shape| shape.object("member")?.text("locationName"));
        let inherited = shape.and_then(|shape| shape.text("locationName"));
        let wire_name = item.or(own).or(inherited);
        let implied = if payload { self.names.shape(target) } else { name };
        if let Some(wire_name) = wire_name.filter(|wire_name| *wire_name != implied) {
            set(traits, "smithy.api#xmlName", wire_name);
        }
        if let Some(query_name) = member.text("queryName") {
            set(traits, "aws.protocols#ec2QueryName", query_name);
        }
    }

    /// Returns the member of a list, or the key or value of a map.
    pub(super) fn element(&self, shape: &Node<'a>, part: &str) -> Value {
        let element = shape.required_object(part, format!("{}${part}", shape.about()));
        if shape.value(part).is_none() {
            return json!({ "target": UNIT });
        }
        let Some(target) = self.target(&element) else { return json!({ "target": UNIT }) };
        let mut traits = Map::new();
        let kind = self.shape(target).and_then(|shape| shape.text("type")).unwrap_or_default();
        self.add_common(&element, kind, &mut traits);
        let wire_name = element.text("locationName").filter(|wire_name| *wire_name != part);
        if let (Some(wire_name), true) = (wire_name, self.protocols.xml()) {
            set(&mut traits, "smithy.api#xmlName", wire_name);
        }
        with_traits(json!({ "target": self.names.shape_id(target) }), traits)
    }
}

/// Returns the location of a member outside the body.
fn add_binding(name: &str, member: &Node<'_>, location: &str, kind: &str, traits: &mut Map<String, Value>) {
    let wire_name = member.text("locationName");
    let or_own = wire_name.unwrap_or(name);
    match location {
        "uri" => mark(traits, "smithy.api#httpLabel"),
        "header" => set(traits, "smithy.api#httpHeader", or_own),
        "headers" => set(traits, "smithy.api#httpPrefixHeaders", wire_name.unwrap_or_default()),
        "querystring" if kind == "map" => mark(traits, "smithy.api#httpQueryParams"),
        "querystring" => set(traits, "smithy.api#httpQuery", or_own),
        "statusCode" => mark(traits, "smithy.api#httpResponseCode"),
        other => member.report(format!("the location `{other}` is unknown")),
    }
}
