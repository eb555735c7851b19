//! Operations that need endpoint discovery where it is impossible.

use serde_json::{Value, json};

use super::common::{STRING, check, said, to};

const DISCOVERS: &str = "aws.api#clientEndpointDiscovery";
const DISCOVERED: &str = "aws.api#clientDiscoveredEndpoint";

/// `Put` needs the endpoint from `Find`.
fn discovered(shapes: &mut Value) {
    shapes["ns#Service"]["operations"] = json!([to("ns#Put"), to("ns#Find")]);
    shapes["ns#Service"]["traits"][DISCOVERS] = json!({ "operation": "ns#Find" });
    shapes["ns#Put"]["traits"][DISCOVERED] = json!({ "required": true });
    shapes["ns#Find"] = json!({ "type": "operation", "input": to("ns#FindIn"), "output": to("ns#FindOut"),
        "traits": { "smithy.api#http": { "method": "GET", "uri": "/find" } } });
    shapes["ns#FindIn"] = json!({ "type": "structure", "members": {} });
    shapes["ns#FindOut"] = json!({ "type": "structure", "members": { "Endpoints": to("ns#Endpoints") } });
    shapes["ns#Endpoints"] = json!({ "type": "list", "member": to("ns#Endpoint") });
    shapes["ns#Endpoint"] = json!({ "type": "structure", "members": {
        "Address": { "target": STRING, "traits": { "smithy.api#required": {} } },
        "CachePeriodInMinutes": { "target": "smithy.api#Long", "traits": { "smithy.api#required": {} } } } });
}

#[track_caller]
fn refused(spoil: impl FnOnce(&mut Value), reason: &str) {
    let line = format!("ns#Put: must be sent to a discovered endpoint, {reason}; exclude it");
    check(
        |shapes| {
            discovered(shapes);
            spoil(shapes);
        },
        &[&line],
    );
}

#[test]
fn a_sound_model_is_generated() {
    assert_eq!(said(discovered), "generates");
}

#[test]
fn obstacles_to_discovery_are_reported_with_the_operation() {
    refused(
        |shapes| {
            drop(shapes["ns#Service"]["traits"].as_object_mut().and_then(|traits| traits.remove(DISCOVERS)));
        },
        "and the service has no `aws.api#clientEndpointDiscovery` with the operation that returns it",
    );
    refused(
        |shapes| shapes["ns#Service"]["traits"][DISCOVERS]["operation"] = json!("ns#Gone"),
        "and ns#Gone, which returns it, is not an operation of the service",
    );
    refused(
        |shapes| {
            shapes["ns#FindIn"]["members"]["who"] =
                json!({ "target": STRING, "traits": { "smithy.api#required": {} } });
        },
        "and ns#Find, which returns it, has required members",
    );
    refused(
        |shapes| shapes["ns#Endpoint"]["members"]["Address"]["target"] = json!("smithy.api#Integer"),
        "and the output of ns#Find has no list `Endpoints` of `Address` and `CachePeriodInMinutes`",
    );
    refused(
        |shapes| {
            shapes["ns#In"]["members"]["text"]["traits"] = json!({ "aws.api#clientEndpointDiscoveryId": {} });
        },
        "which depends on its member `text`; discovery per member is not supported",
    );
    refused(
        |shapes| {
            shapes["ns#In"]["members"]["text"] = json!({ "target": "ns#Bytes", "traits": { "smithy.api#httpPayload": {}, "smithy.api#default": "" } });
            shapes["ns#Bytes"] = json!({ "type": "blob", "traits": { "smithy.api#streaming": {} } });
        },
        "and streams, which is not supported together",
    );
}

/// With optional discovery, the endpoint of the rules is used.
#[test]
fn nothing_is_needed_where_it_is_optional() {
    let optional = |shapes: &mut Value| shapes["ns#Put"]["traits"][DISCOVERED] = json!({ "required": false });
    assert_eq!(said(optional), "generates");
    assert_eq!(said(|shapes| shapes["ns#Put"]["traits"][DISCOVERED] = json!({})), "generates");
}
