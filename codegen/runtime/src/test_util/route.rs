//! Finds the operation of a request, and decodes its members.

use http::HeaderMap;
use serde_json::{Map, Number, Value};

use super::base64;
use super::record::{unescaped, RecordedRequest};
use super::table::{Member, Operation, Piece, Place, Service, Shape};

/// Returns the operation, with the values of the labels in its path.
pub(super) fn find(
    model: &'static Service,
    method: &http::Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
) -> Option<(&'static Operation, Map<String, Value>)> {
    let has = |(key, value): &(&str, &str)| {
        query.split('&').any(|pair| {
            let (k, v) = pair.split_once('=').unwrap_or((pair, ""));
            unescaped(k) == *key && unescaped(v) == *value
        })
    };
    let says = |(name, value): &(&str, &str)| {
        *name != "x-amz-target" || headers.get(*name).map_or(false, |v| v == value)
    };
    let of_method = model.operations.iter().filter(|operation| operation.method == method.as_str());
    let fits = of_method
        .filter(|operation| operation.query.iter().all(has) && operation.headers.iter().all(says))
        .filter_map(|operation| Some((operation, labels(operation.path, path)?)));
    // Of several, the most specific one.
    let literal = |operation: &Operation| {
        let text = |piece: &Piece| if let Piece::Text(text) = piece { text.len() } else { 0 };
        operation.path.iter().map(text).sum::<usize>() + operation.query.len()
    };
    fits.max_by_key(|(operation, _)| literal(operation)).map(|(operation, labels)| {
        let values = labels.into_iter().map(|(key, text)| {
            let member = operation.input.iter().find(|member| member.key == key);
            let shape = member.and_then(|member| model.shapes.get(member.shape));
            (key.to_owned(), shape.map_or(Value::Null, |shape| typed(shape, &unescaped(&text))))
        });
        (operation, values.collect())
    })
}

/// Returns the labels of a path that matches the pieces.
fn labels(pieces: &[Piece], path: &str) -> Option<Vec<(&'static str, String)>> {
    let Some((first, rest)) = pieces.split_first() else {
        return path.is_empty().then(Vec::new);
    };
    let (key, greedy) = match first {
        Piece::Text(text) => return labels(rest, path.strip_prefix(text)?),
        Piece::Label(key) => (key, false),
        Piece::Greedy(key) => (key, true),
    };
    let end = if greedy { path.len() } else { path.find('/').unwrap_or(path.len()) };
    // A label takes as much as it can and leaves the rest of the template enough.
    let ends = (1..=end).rev().filter(|end| path.is_char_boundary(*end));
    ends.into_iter().find_map(|end| {
        let mut found = labels(rest, &path[end..])?;
        found.insert(0, (*key, path[..end].to_owned()));
        Some(found)
    })
}

/// Returns the members of a request.
///
/// # Errors
///
/// The body cannot be read.
pub(super) fn input(
    model: &Service,
    operation: &Operation,
    request: &RecordedRequest,
    labels: Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    let mut tree = labels;
    let documents = operation.input.iter().any(|member| member.place == Place::Document);
    if documents && !request.body.is_empty() {
        let body: Value =
            serde_json::from_slice(&request.body).map_err(|_| "the body is not JSON".to_owned())?;
        let Value::Object(mut body) = body else { return Err("the body is not a JSON object".to_owned()) };
        for member in operation.input.iter().filter(|member| member.place == Place::Document) {
            if let Some(value) = body.remove(member.wire) {
                tree.insert(member.key.to_owned(), value);
            }
        }
    }
    let query = request.query_pairs();
    for member in operation.input {
        let Some(shape) = model.shapes.get(member.shape) else { continue };
        let value = match member.place {
            Place::Header | Place::PrefixHeaders | Place::Base64Header => {
                header(model, shape, member, &request.headers)
            }
            Place::Query => in_query(model, shape, member, &query),
            Place::QueryParams => Some(query_params(operation, &query)),
            Place::Payload => payload(shape, &request.body)?,
            _ => None,
        };
        if let Some(value) = value {
            tree.insert(member.key.to_owned(), value);
        }
    }
    Ok(tree)
}

fn header(model: &Service, shape: &Shape, member: &Member, headers: &HeaderMap) -> Option<Value> {
    if member.place == Place::PrefixHeaders {
        let entries = headers.iter().filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix(member.wire)?;
            Some((name.to_owned(), Value::from(value.to_str().unwrap_or_default())))
        });
        return Some(Value::Object(entries.collect()));
    }
    let text = headers.get(member.wire)?.to_str().unwrap_or_default();
    if member.place == Place::Base64Header {
        return Some(Value::from(String::from_utf8_lossy(&base64::decode(text)).into_owned()));
    }
    match shape {
        Shape::List { item, .. } => {
            let item = model.shapes.get(*item)?;
            let items = text.split(',').map(|text| typed(item, text.trim().trim_matches('"')));
            Some(Value::Array(items.collect()))
        }
        _ => Some(typed(shape, text)),
    }
}

fn in_query(model: &Service, shape: &Shape, member: &Member, query: &[(String, String)]) -> Option<Value> {
    let mut values = query.iter().filter(|(key, _)| key == member.wire).map(|(_, value)| value.as_str());
    match shape {
        Shape::List { item, .. } => {
            let item = model.shapes.get(*item)?;
            let items: Vec<Value> = values.map(|text| typed(item, text)).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        _ => values.next().map(|text| typed(shape, text)),
    }
}

fn query_params(operation: &Operation, query: &[(String, String)]) -> Value {
    let bound = |key: &String| operation.input.iter().any(|m| m.place == Place::Query && m.wire == key);
    let others = query.iter().filter(|(key, _)| !bound(key));
    Value::Object(others.map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect())
}

fn payload(shape: &Shape, body: &[u8]) -> Result<Option<Value>, String> {
    if body.is_empty() {
        return Ok(None);
    }
    match shape {
        Shape::Blob(_) => Ok(Some(Value::String(base64::encode(body)))),
        Shape::Text(..) | Shape::Enum(_) => Ok(Some(Value::from(String::from_utf8_lossy(body).into_owned()))),
        _ => serde_json::from_slice(body).map(Some).map_err(|_| "the body is not JSON".to_owned()),
    }
}

/// Converts text to a value of a shape; invalid text stays text, and is rejected later.
fn typed(shape: &Shape, text: &str) -> Value {
    let value = match shape {
        Shape::Boolean => text.parse().ok().map(Value::Bool),
        Shape::Integer(_) | Shape::IntEnum(_) => text.parse::<i64>().ok().map(Value::from),
        Shape::Float => text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number),
        _ => None,
    };
    value.unwrap_or_else(|| Value::from(text))
}
