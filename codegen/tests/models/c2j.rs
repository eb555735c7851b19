//! Converts C2J to Smithy JSON AST: the result for each property of C2J, and the exact message for invalid C2J.

mod companions;
mod problems;

use farrier::model::c2j::{Files, to_ast};
use serde_json::{Value, json};

fn files(service: &Value) -> Files<'_> {
    let none = None;
    Files {
        service,
        paginators: none,
        waiters: none,
        examples: none,
        endpoint_rule_set: none,
        endpoint_tests: none,
    }
}

/// Returns a service with these metadata in addition to the required ones, these operations and these shapes.
fn service(metadata: Value, operations: Value, shapes: Value) -> Value {
    let mut all = json!({
        "apiVersion": "2020-01-01", "endpointPrefix": "forge", "protocol": "rest-json",
        "serviceId": "Iron Forge", "signatureVersion": "v4",
    });
    for (key, value) in metadata.as_object().unwrap() {
        all[key] = value.clone();
    }
    json!({ "metadata": all, "operations": operations, "shapes": shapes })
}

fn ast(metadata: Value, operations: Value, shapes: Value) -> Value {
    let ast = to_ast(&files(&service(metadata, operations, shapes))).unwrap();
    ast["shapes"].clone()
}

/// Returns the Smithy form of data shapes of a restJson1 service.
fn shapes(shapes: Value) -> Value {
    ast(json!({}), json!({}), shapes)
}

fn id(name: &str) -> String {
    format!("com.amazonaws.ironforge#{name}")
}

#[test]
fn the_service_is_named_by_its_id() {
    let ast = ast(json!({ "serviceFullName": "The Forge", "signingName": "fire" }), json!({}), json!({}));
    let expected = json!({
        "type": "service",
        "version": "2020-01-01",
        "operations": [],
        "traits": {
            "aws.api#service": { "sdkId": "Iron Forge", "endpointPrefix": "forge" },
            "aws.auth#sigv4": { "name": "fire" },
            "aws.protocols#restJson1": {},
            "smithy.api#title": "The Forge",
        },
    });
    assert_eq!(ast[id("IronForge")], expected);
}

#[test]
fn the_service_moves_aside_for_a_shape() {
    let ast = shapes(json!({ "IronForge": { "type": "string" } }));
    assert_eq!(ast[id("IronForge")]["type"], "string");
    assert_eq!(ast[id("IronForgeService")]["type"], "service");
}

#[test]
fn a_service_name_that_is_sent_is_the_shape_name() {
    let metadata = json!({ "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "com.acme.Forge_2020" });
    let ast = ast(metadata, json!({}), json!({ "Forge_2020": { "type": "string" } }));
    assert_eq!(ast[id("Forge_2020")]["traits"]["aws.protocols#awsJson1_1"], json!({}));
    assert_eq!(ast[id("Forge_2020Shape")]["type"], "string");
}

#[test]
fn all_protocols_and_schemes_are_named() {
    let metadata = json!({
        "protocols": ["smithy-rpc-v2-cbor", "json", "query"], "jsonVersion": "1.0", "awsQueryCompatible": {},
        "protocolSettings": { "h2": "eventstream" }, "auth": ["aws.auth#sigv4", "smithy.api#httpBearerAuth"],
        "xmlNamespace": "http://forge",
    });
    let ast = ast(metadata, json!({}), json!({}));
    let traits = ast[id("IronForge")]["traits"].as_object().unwrap();
    let http = json!({ "http": ["http/1.1", "h2"], "eventStreamHttp": ["h2"] });
    assert_eq!(traits["smithy.protocols#rpcv2Cbor"], http);
    assert_eq!(traits["aws.protocols#awsJson1_0"], http);
    assert_eq!(traits["aws.protocols#awsQuery"], json!({}));
    assert_eq!(traits["aws.protocols#awsQueryCompatible"], json!({}));
    assert_eq!(traits["smithy.api#auth"], json!(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]));
    assert_eq!(traits["smithy.api#httpBearerAuth"], json!({}));
    assert_eq!(traits["smithy.api#xmlNamespace"], json!({ "uri": "http://forge" }));
}

#[test]
fn an_operation_keeps_its_binding_with_member_names_for_labels() {
    let operations = json!({ "Strike": {
        "name": "Strike",
        "http": { "method": "PUT", "requestUri": "/anvils/{anvil-id}/{path+}?hot", "responseCode": 202 },
        "input": { "shape": "Blow" }, "errors": [{ "shape": "Cracked" }],
        "endpoint": { "hostPrefix": "{anvil}." }, "idempotent": true, "authtype": "v4-unsigned-body",
        "deprecated": true, "deprecatedMessage": "press it",
    }});
    let shapes = json!({
        "Blow": { "type": "structure", "members": {
            "anvil": { "shape": "S", "location": "uri", "locationName": "anvil-id", "hostLabel": true },
            "rest": { "shape": "S", "location": "uri", "locationName": "path" },
        }},
        "Cracked": { "type": "structure", "members": {}, "exception": true },
        "S": { "type": "string" },
    });
    let ast = ast(json!({}), operations, shapes);
    let expected = json!({
        "type": "operation",
        "input": { "target": id("Blow") },
        "output": { "target": "smithy.api#Unit" },
        "errors": [{ "target": id("Cracked") }],
        "traits": {
            "aws.auth#unsignedPayload": {},
            "smithy.api#deprecated": { "message": "press it" },
            "smithy.api#endpoint": { "hostPrefix": "{anvil}." },
            "smithy.api#http": { "method": "PUT", "uri": "/anvils/{anvil}/{rest+}?hot", "code": 202 },
            "smithy.api#idempotent": {},
        },
    });
    assert_eq!(ast[id("Strike")], expected);
    let label = json!({ "smithy.api#hostLabel": {}, "smithy.api#httpLabel": {}, "smithy.api#required": {} });
    assert_eq!(ast[id("Blow")]["members"]["anvil"]["traits"], label);
    assert_eq!(ast[id("Blow")]["traits"], json!({ "smithy.api#input": {} }));
}

#[test]
fn no_authentication_is_an_empty_list() {
    let http = json!({ "method": "GET", "requestUri": "/" });
    let operations = json!({
        "A": { "http": http, "authtype": "none" },
        "B": { "http": http, "auth": ["smithy.api#noAuth", "aws.auth#sigv4"] },
    });
    let ast = ast(json!({}), operations, json!({}));
    assert_eq!(ast[id("A")]["traits"]["smithy.api#auth"], json!([]));
    assert_eq!(ast[id("A")]["traits"]["smithy.api#optionalAuth"], json!({}));
    assert_eq!(ast[id("B")]["traits"]["smithy.api#auth"], json!(["aws.auth#sigv4"]));
}

#[test]
fn only_a_sole_use_makes_an_input_or_an_output() {
    let operation = |input, output| {
        json!({
            "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": input }, "output": { "shape": output },
        })
    };
    let operations = json!({ "A": operation("In", "Shared"), "B": operation("Shared", "Out") });
    let structure = json!({ "type": "structure", "members": {} });
    let ast = ast(json!({}), operations, json!({ "In": structure, "Out": structure, "Shared": structure }));
    assert_eq!(ast[id("In")]["traits"], json!({ "smithy.api#input": {} }));
    assert_eq!(ast[id("Out")]["traits"], json!({ "smithy.api#output": {} }));
    assert_eq!(ast[id("Shared")].get("traits"), None);
}

#[test]
fn members_travel_where_they_should() {
    let ast = shapes(json!({
        "In": {
            "type": "structure", "payload": "body", "required": ["trace"],
            "members": {
                "trace": { "shape": "S", "location": "header", "locationName": "x-trace" },
                "meta": { "shape": "M", "location": "headers", "locationName": "x-meta-" },
                "page": { "shape": "S", "location": "querystring", "locationName": "p" },
                "rest": { "shape": "M", "location": "querystring" },
                "status": { "shape": "I", "location": "statusCode" },
                "body": { "shape": "B" },
                "named": { "shape": "S", "locationName": "Named" },
                "same": { "shape": "S", "locationName": "same" },
                "token": { "shape": "S", "idempotencyToken": true, "box": true },
            },
        },
        "S": { "type": "string" },
        "I": { "type": "integer", "box": true },
        "M": { "type": "map", "key": { "shape": "S" }, "value": { "shape": "S" } },
        "B": { "type": "blob", "streaming": true, "requiresLength": true },
    }));
    let expected = json!({
        "trace": { "smithy.api#httpHeader": "x-trace", "smithy.api#required": {} },
        "meta": { "smithy.api#httpPrefixHeaders": "x-meta-" },
        "page": { "smithy.api#httpQuery": "p" },
        "rest": { "smithy.api#httpQueryParams": {} },
        "status": { "smithy.api#httpResponseCode": {} },
        "body": { "smithy.api#httpPayload": {} },
        "named": { "smithy.api#jsonName": "Named" },
        "same": null,
        "token": { "smithy.api#idempotencyToken": {} },
    });
    for (member, traits) in expected.as_object().unwrap() {
        assert_eq!(&ast[id("In")]["members"][member]["traits"], traits, "{member}");
    }
    assert_eq!(ast[id("I")], json!({ "type": "integer" }));
    let blob = json!({ "smithy.api#requiresLength": {}, "smithy.api#streaming": {} });
    assert_eq!(ast[id("B")]["traits"], blob);
}

#[test]
fn constraints_become_length_or_range() {
    let ast = shapes(json!({
        "Name": { "type": "string", "min": 1, "max": 9, "pattern": "[a-z]+", "sensitive": true },
        "Count": { "type": "integer", "max": 5 },
        "Names": { "type": "list", "member": { "shape": "Name" }, "min": 0, "sparse": true },
        "When": { "type": "timestamp", "timestampFormat": "iso8601" },
        "Doc": { "type": "structure", "members": {}, "document": true },
        "Letter": { "type": "character" },
    }));
    let name = json!({
        "smithy.api#length": { "min": 1, "max": 9 },
        "smithy.api#pattern": "[a-z]+",
        "smithy.api#sensitive": {},
    });
    assert_eq!(ast[id("Name")]["traits"], name);
    assert_eq!(ast[id("Count")]["traits"], json!({ "smithy.api#range": { "max": 5 } }));
    let names = json!({ "smithy.api#length": { "min": 0 }, "smithy.api#sparse": {} });
    assert_eq!(ast[id("Names")]["traits"], names);
    assert_eq!(ast[id("When")]["traits"], json!({ "smithy.api#timestampFormat": "date-time" }));
    assert_eq!(ast[id("Doc")], json!({ "type": "document" }));
    assert_eq!(ast[id("Letter")], json!({ "type": "string" }));
}

#[test]
fn enum_values_get_names() {
    let values = ["ON", "text/plain", "camelCase", "3d", "on", "", "!=", "ON"];
    let ast = shapes(json!({ "State": { "type": "string", "enum": values } }));
    let members = ast[id("State")]["members"].as_object().unwrap();
    let named: Vec<_> = members
        .iter()
        .map(|(name, member)| (name.as_str(), member["traits"]["smithy.api#enumValue"].as_str().unwrap()))
        .collect();
    let expected = [
        ("ON", "ON"),
        ("TEXT_PLAIN", "text/plain"),
        ("CAMEL_CASE", "camelCase"),
        ("_3D", "3d"),
        ("ON_2", "on"),
        ("EMPTY", ""),
        ("U0021_U003D", "!="),
    ];
    assert_eq!(named, expected);
}

#[test]
fn errors_know_whose_fault_they_are() {
    let error = |more: Value| {
        let mut error = json!({ "type": "structure", "members": {}, "exception": true });
        error.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        error
    };
    let shapes = json!({
        "A": error(json!({ "error": { "httpStatusCode": 404, "senderFault": true } })),
        "B": error(json!({ "error": { "httpStatusCode": 500 }, "retryable": { "throttling": false } })),
        "C": error(json!({ "fault": true, "retryable": { "throttling": true } })),
        "D": error(json!({ "error": { "code": "Dee", "httpStatusCode": 409 } })),
    });
    let ast = ast(json!({ "protocol": "query" }), json!({}), shapes);
    let client = json!({ "smithy.api#error": "client", "smithy.api#httpError": 404 });
    assert_eq!(ast[id("A")]["traits"], client);
    let server =
        json!({ "smithy.api#error": "server", "smithy.api#httpError": 500, "smithy.api#retryable": {} });
    assert_eq!(ast[id("B")]["traits"], server);
    let throttling = json!({ "smithy.api#error": "server", "smithy.api#retryable": { "throttling": true } });
    assert_eq!(ast[id("C")]["traits"], throttling);
    let code = json!({ "code": "Dee", "httpResponseCode": 409 });
    assert_eq!(ast[id("D")]["traits"]["aws.protocols#awsQueryError"], code);
}

#[test]
fn event_streams_are_streaming_unions() {
    let ast = shapes(json!({
        "Events": { "type": "structure", "eventstream": true, "members": { "chunk": { "shape": "Chunk" } } },
        "Chunk": { "type": "structure", "event": true, "members": {
            "bytes": { "shape": "Bytes", "eventpayload": true },
            "seq": { "shape": "Seq", "eventheader": true },
        }},
        "Choice": { "type": "structure", "union": true, "members": { "seq": { "shape": "Seq" } } },
        "Bytes": { "type": "blob" },
        "Seq": { "type": "integer" },
    }));
    assert_eq!(ast[id("Events")]["type"], "union");
    assert_eq!(ast[id("Events")]["traits"], json!({ "smithy.api#streaming": {} }));
    let members = &ast[id("Chunk")]["members"];
    assert_eq!(members["bytes"]["traits"], json!({ "smithy.api#eventPayload": {} }));
    assert_eq!(members["seq"]["traits"], json!({ "smithy.api#eventHeader": {} }));
    assert_eq!(ast[id("Choice")]["type"], "union");
    assert_eq!(ast[id("Choice")].get("traits"), None);
}

#[test]
fn json_in_text_has_a_media_type_on_its_own_shape() {
    let ast = shapes(json!({
        "In": { "type": "structure", "members": {
            "policy": { "shape": "Policy", "jsonvalue": true },
            "state": { "shape": "S", "jsonvalue": true },
            "name": { "shape": "S" },
        }},
        "Policy": { "type": "string" },
        "S": { "type": "string", "max": 3 },
        "Calls": { "type": "structure", "members": { "body": { "shape": "Bytes", "jsonvalue": true } } },
        "Bytes": { "type": "blob" },
    }));
    assert_eq!(ast[id("Calls")]["members"]["body"]["target"], id("Bytes").as_str());
    assert_eq!(ast[id("Bytes")]["traits"], json!({ "smithy.api#mediaType": "application/json" }));
    let members = &ast[id("In")]["members"];
    assert_eq!(members["policy"]["target"], id("Policy").as_str());
    assert_eq!(ast[id("Policy")]["traits"], json!({ "smithy.api#mediaType": "application/json" }));
    assert_eq!(members["state"]["target"], id("SynthesizedJsonS").as_str());
    assert_eq!(members["name"]["target"], id("S").as_str());
    assert_eq!(ast[id("S")]["traits"], json!({ "smithy.api#length": { "max": 3 } }));
}

#[test]
fn xml_names_follow_c2j() {
    let operations = json!({ "Put": {
        "http": { "method": "PUT", "requestUri": "/" },
        "input": { "shape": "In", "locationName": "PutRequest", "xmlNamespace": { "uri": "http://forge" } },
    }});
    let shapes = json!({
        "In": { "type": "structure", "members": {
            "flat": { "shape": "Flat" },
            "list": { "shape": "List", "locationName": "TheList" },
            "kind": { "shape": "S", "xmlAttribute": true, "locationName": "xsi:type" },
        }},
        "Flat": { "type": "list", "member": { "shape": "S", "locationName": "One" }, "flattened": true },
        "List": { "type": "list", "member": { "shape": "S", "locationName": "Item" } },
        "S": { "type": "string" },
    });
    let ast = ast(json!({ "protocol": "rest-xml" }), operations, shapes);
    let members = &ast[id("In")]["members"];
    let flat = json!({ "smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "One" });
    assert_eq!(members["flat"]["traits"], flat);
    assert_eq!(members["list"]["traits"], json!({ "smithy.api#xmlName": "TheList" }));
    let kind = json!({ "smithy.api#xmlAttribute": {}, "smithy.api#xmlName": "xsi:type" });
    assert_eq!(members["kind"]["traits"], kind);
    assert_eq!(ast[id("List")]["member"]["traits"], json!({ "smithy.api#xmlName": "Item" }));
    let root = json!({
        "smithy.api#input": {}, "smithy.api#xmlName": "PutRequest",
        "smithy.api#xmlNamespace": { "uri": "http://forge" },
    });
    assert_eq!(ast[id("In")]["traits"], root);
}
