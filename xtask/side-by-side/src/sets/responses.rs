//! Responses of the service: outputs, complete and partial, in each format; and errors.

use serde_json::{Map, Value, json};

use super::Set;
use super::values;
use crate::model::{Member, Operation, Shape};
use crate::wire::Response;

const FORMATS: &[&str] = &["json", "text", "table"];

/// Every member, and no next page.
pub(super) fn whole(operation: &Operation) -> Value {
    let mut output = values::object(&operation.output);
    if let (Some(next), Some(output)) = (&operation.next, output.as_object_mut()) {
        output.shift_remove(next);
    }
    output
}

/// The response in sets about other features.
pub(super) fn short(operation: &Operation) -> Response {
    let mut output = whole(operation);
    if let Some(output) = output.as_object_mut() {
        output.retain(|_, value| !value.is_array());
    }
    Response::json(200, output)
}

pub(super) fn add(operation: &Operation, sets: &mut Vec<Set>) {
    let whole = whole(operation);
    let mut kinds: Vec<(String, Value)> = vec![
        ("whole".to_owned(), whole.clone()),
        ("empty".to_owned(), json!({})),
        ("unknown members".to_owned(), with_unknown(&operation.output, &whole)),
    ];
    if let Some(reversed) = with_maps_reversed(&operation.output, &whole) {
        kinds.push(("a map from last to first".to_owned(), reversed));
    }
    if !operation.output.is_empty() {
        let mut backwards = whole.clone();
        if let Some(members) = backwards.as_object_mut() {
            *members = std::mem::take(members).into_iter().rev().collect();
        }
        kinds.push(("backwards".to_owned(), backwards));
        kinds.push(("nulls".to_owned(), each(&operation.output, &|_| Value::Null)));
        kinds.push(("empty values".to_owned(), each(&operation.output, &emptied)));
        for (what, text) in TEXTS {
            kinds.push(((*what).to_owned(), retold(&whole, text)));
        }
        kinds.push(("one member only".to_owned(), first(&whole)));
        kinds.push(("uneven lists".to_owned(), uneven(&whole)));
    }
    for (what, output) in kinds {
        for format in FORMATS {
            let set = Set::good(operation, &format!("response: {what} as {format}"));
            sets.push(set.with_response(Response::json(200, &output)).and(["--output", format]));
        }
    }
    bodies(operation, &whole, sets);
    errors(operation, sets);
}

/// Forms of text in responses.
const TEXTS: &[(&str, &str)] = &[
    ("wide texts", "日本語 é 😀"),
    ("combining texts", "e\u{301}👩‍👩‍👧 שלום"),
    ("texts of lines", "one\ntwo\ttabbed\r\nthree"),
    ("odd texts", " \"quoted\" \\ / <a> \u{7f} \u{1} \u{2028} "),
    (
        "long texts",
        "a text that goes on for longer than any screen is wide, and then on, and on, and on for more",
    ),
];

fn each(members: &[Member], value: &dyn Fn(&Shape) -> Value) -> Value {
    let each = members.iter().map(|member| (member.name.clone(), value(&member.shape)));
    Value::Object(each.collect::<Map<_, _>>())
}

fn emptied(shape: &Shape) -> Value {
    match shape {
        Shape::Boolean => Value::Bool(false),
        Shape::Number { .. } => Value::from(0),
        Shape::Text { .. } | Shape::Enum(_) => Value::from(""),
        Shape::List(_) => json!([]),
        Shape::Map(_) => json!({}),
        Shape::Structure(members) => each(members, &|shape| match shape {
            Shape::Structure(_) => json!({}),
            other => emptied(other),
        }),
    }
}

/// Adds unmodelled members at each depth.
fn with_unknown(members: &[Member], value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(values) = value.as_object_mut() {
        for member in members {
            if let Some(value) = values.get_mut(&member.name) {
                *value = inner_unknown(&member.shape, value);
            }
        }
        values.insert("FromTomorrow".to_owned(), json!({ "a": [1, { "b": null }] }));
    }
    value
}

fn inner_unknown(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Structure(members), value) => with_unknown(members, value),
        (Shape::List(item), Value::Array(items)) => {
            items.iter().map(|value| inner_unknown(item, value)).collect()
        }
        (_, other) => other.clone(),
    }
}

/// Reverses the entries of each map, if there is a map.
fn with_maps_reversed(members: &[Member], value: &Value) -> Option<Value> {
    let mut value = value.clone();
    let mut found = false;
    for member in members {
        let Some(value) = value.get_mut(&member.name) else { continue };
        if let (Shape::Map(_), Some(entries)) = (&member.shape, value.as_object_mut()) {
            *entries = std::mem::take(entries).into_iter().rev().collect();
            found = true;
        } else if let Shape::Structure(members) = &member.shape
            && let Some(reversed) = with_maps_reversed(members, value)
        {
            *value = reversed;
            found = true;
        }
    }
    found.then_some(value)
}

/// Replaces each string by this text.
fn retold(value: &Value, text: &str) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), retold(value, text))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| retold(item, text)).collect()),
        Value::String(_) => Value::from(text),
        other => other.clone(),
    }
}

/// Keeps only the first member, at each depth.
fn first(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().take(1).map(|(name, value)| (name.clone(), first(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().take(1).map(first).collect()),
        other => other.clone(),
    }
}

/// Returns lists of three items with different members.
fn uneven(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), uneven(value))).collect())
        }
        Value::Array(items) => {
            let Some(item) = items.first() else { return value.clone() };
            let item = uneven(item);
            let part = |odd: usize| match &item {
                Value::Object(members) => {
                    let members = members.iter().enumerate().filter(|(index, _)| index % 2 == odd);
                    Value::Object(members.map(|(_, (name, value))| (name.clone(), value.clone())).collect())
                }
                other => other.clone(),
            };
            Value::Array(vec![part(0), item.clone(), part(1)])
        }
        other => other.clone(),
    }
}

/// Bodies that are not valid outputs.
fn bodies(operation: &Operation, whole: &Value, sets: &mut Vec<Set>) {
    let plain = |body: &str| Response { status: 200, headers: vec![], body: body.as_bytes().to_vec() };
    let mut push = |what: &str, response: Response| {
        sets.push(Set::good(operation, &format!("response: {what}")).with_response(response));
    };
    push("an empty body", plain(""));
    push("status 201", Response::json(201, whole));
    push("with spaces around", plain(&format!(" \n{whole:#}\n ")));
    if operation.command == "create-participant-connection" {
        push("an empty body with 204", Response { status: 204, ..plain("") });
        push("a list", plain("[]"));
        push("null", plain("null"));
        push("a text", plain("\"a\""));
        push("no json", plain("<html>"));
        push("cut off", plain("{\"Websocket\": {"));
        push("a text for a structure", plain("{\"Websocket\": \"a\"}"));
        push("a number for a text", plain("{\"Websocket\": {\"Url\": 5}}"));
        push("a byte order mark", plain("\u{feff}{}"));
        push("a redirect", Response { status: 302, ..plain("") }.header("location", "http://127.0.0.1:1/"));
    }
}

/// Each modelled error, and invalid ones, with all locations of codes and messages.
fn errors(operation: &Operation, sets: &mut Vec<Set>) {
    for (index, (code, status)) in operation.errors.iter().enumerate() {
        let message = format!("this is a {code}: é, \"quoted\"");
        let response = match index % 4 {
            0 => Response::json(*status, json!({ "Message": message })).header("x-amzn-errortype", code),
            1 => Response::json(*status, json!({ "__type": code, "message": message })),
            2 => Response::json(*status, json!({ "code": code, "Message": message })),
            _ => {
                let named = format!("{code}:http://internal.amazon.com/coral/com.amazon.coral.service/");
                Response::json(*status, json!({ "message": message })).header("x-amzn-errortype", named)
            }
        };
        sets.push(Set::good(operation, &format!("error: {code}")).with_response(response));
    }
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>".as_bytes().to_vec();
    let page = |status| Response {
        status,
        headers: vec![("content-type", "text/html".to_owned())],
        body: html.clone(),
    };
    let mut push = |what: &str, response: Response| {
        sets.push(Set::good(operation, &format!("error: {what}")).with_response(response));
    };
    push(
        "one of no model",
        Response::json(418, json!({ "__type": "com.amazon.tea#TeapotException", "message": "short" })),
    );
    push("a page of a proxy", page(502));
    push("an empty body", Response { status: 500, headers: vec![], body: vec![] });
    if operation.command != "send-event" {
        return;
    }
    push("a page with 403", page(403));
    push("an empty body with 403", Response { status: 403, headers: vec![], body: vec![] });
    push("an empty body with 404", Response { status: 404, headers: vec![], body: vec![] });
    push("an empty body with 503", Response { status: 503, headers: vec![], body: vec![] });
    push("a message without a code", Response::json(403, json!({ "message": "Forbidden" })));
    push("a code without a message", Response::json(400, json!({ "__type": "ValidationException" })));
    push("neither", Response::json(400, json!({})));
    push("a list", Response::json(400, json!([])));
    push(
        "a message of null",
        Response::json(400, json!({ "__type": "ValidationException", "message": null })),
    );
    push("an empty message", Response::json(400, json!({ "__type": "ValidationException", "message": "" })));
    push(
        "a message of lines",
        Response::json(400, json!({ "__type": "ValidationException", "message": "one\ntwo" })),
    );
    push("a code in a header and another in the body", {
        Response::json(403, json!({ "__type": "ValidationException", "message": "m" }))
            .header("x-amzn-errortype", "AccessDeniedException")
    });
    push(
        "two messages",
        Response::json(400, json!({ "code": "ValidationException", "message": "a", "Message": "b" })),
    );
    push("a message that drives terminals", {
        Response::json(400, json!({ "code": "ValidationException", "message": "\u{1b}[31mred\u{7}" }))
    });
}
