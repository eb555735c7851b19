//! Finds the operation of a request, and decodes its members.

use http::HeaderMap;
use serde_json::{Map, Number, Value};

use super::super::base64_text;
#[cfg(feature = "cbor")]
use super::super::cbor::tree;
#[cfg(feature = "cbor")]
use super::super::reading::CBOR;
#[cfg(feature = "query")]
use super::super::reading::FORM;
#[cfg(feature = "xml")]
use super::super::schema::Structure;
use super::super::schema::{Location, Member, Operation, Service, Shape};
#[cfg(feature = "query")]
use super::form;
use super::record::{unescaped, RecordedRequest};
#[cfg(feature = "xml")]
use super::xml;

/// Returns the operation, with the values of the labels in its path.
pub(super) fn find(
    model: &'static Service,
    method: &http::Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Option<(&'static Operation, Map<String, Value>)> {
    let has = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        query.split('&').any(|pair| {
            let (k, v) = pair.split_once('=').unwrap_or((pair, ""));
            unescaped(k) == key && unescaped(v) == value
        })
    };
    let says = |(name, value): &(&str, &str)| {
        *name != "x-amz-target" || headers.get(*name).map_or(false, |v| v == value)
    };
    // In the Query protocols, the form names the operation.
    #[cfg(feature = "query")]
    let acts = {
        let action = form::action(body);
        move |operation: &Operation| {
            operation.request_type != FORM || action.as_deref() == Some(operation.name)
        }
    };
    #[cfg(not(feature = "query"))]
    let acts = |_: &Operation| {
        let _ = body;
        true
    };
    let of_method = model.operations.iter().filter(|operation| operation.method == method.as_str());
    let fits = of_method.filter_map(|operation| {
        let (template, fixed) = operation.uri.split_once('?').unwrap_or((operation.uri, ""));
        let mut pairs = fixed.split('&').filter(|pair| !pair.is_empty());
        let fits = pairs.clone().all(has) && operation.headers.iter().all(says) && acts(operation);
        let labels = labels(template, path).filter(|_| fits)?;
        // Of several, the most specific one.
        let literal = literal(template) + pairs.by_ref().count();
        Some((*operation, labels, literal))
    });
    fits.max_by_key(|(.., literal)| *literal).map(|(operation, labels, _)| {
        let values = labels.into_iter().filter_map(|(name, text)| {
            let member = operation.input.member(name)?;
            Some((member.key.to_owned(), typed(member.shape, &unescaped(&text))))
        });
        (operation, values.collect())
    })
}

/// Returns the number of bytes of a template outside of labels.
fn literal(template: &str) -> usize {
    let ends = template.split('{').enumerate();
    let text = |(at, part): (usize, &str)| match (at, part.split_once('}')) {
        (0, _) | (_, None) => part.len(),
        (_, Some((_, text))) => text.len(),
    };
    ends.map(text).sum()
}

/// The labels of a path that fits a template: names of members, with their texts.
fn labels(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let Some((text, (label, rest))) =
        template.split_once('{').and_then(|(text, rest)| Some((text, rest.split_once('}')?)))
    else {
        return (template == path).then(Vec::new);
    };
    let path = path.strip_prefix(text)?;
    let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
    let end = if greedy { path.len() } else { path.find('/').unwrap_or(path.len()) };
    // A label takes as much text as the rest of the template allows.
    let ends = (1..=end).rev().filter(|end| path.is_char_boundary(*end));
    ends.into_iter().find_map(|end| {
        let mut found = labels(rest, &path[end..])?;
        found.insert(0, (name, path[..end].to_owned()));
        Some(found)
    })
}

/// Returns the members of a request.
///
/// # Errors
///
/// The body cannot be read.
pub(super) fn input(
    operation: &Operation,
    request: &RecordedRequest,
    labels: Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    let mut tree = labels;
    let documents = operation.input.members.iter().any(|member| member.location == Location::Body);
    if documents && !request.body.is_empty() {
        let mut body = document(operation, &request.body)?;
        for member in operation.input.members.iter().filter(|member| member.location == Location::Body) {
            if let Some(value) = body.remove(member.wire_name) {
                tree.insert(member.key.to_owned(), value);
            }
        }
    }
    let query = request.query_pairs();
    for member in operation.input.members {
        let shape = member.shape;
        let value = match member.location {
            Location::Header(name) => header(shape, name, &request.headers),
            Location::Base64Header(name) => text_of(&request.headers, name)
                .map(|text| Value::from(base64_text::decode(text).unwrap_or_else(|| text.to_owned()))),
            Location::PrefixHeaders(prefix) => Some(prefixed(prefix, &request.headers)),
            Location::Query(name) => in_query(shape, name, &query),
            Location::QueryParams => Some(query_params(operation, &query)),
            Location::Payload => payload(operation.request_type, shape, &request.body)?,
            _ => None,
        };
        if let Some(value) = value {
            tree.insert(member.key.to_owned(), value);
        }
    }
    Ok(tree)
}

/// Returns the members of a document.
fn document(operation: &Operation, body: &[u8]) -> Result<Map<String, Value>, String> {
    #[cfg(feature = "xml")]
    if operation.request_type == xml::MEDIA_TYPE {
        let members = operation.input.members.iter().filter(|member| member.location == Location::Body);
        return xml::read(&members.copied().collect::<Vec<_>>(), body);
    }
    #[cfg(feature = "query")]
    if operation.request_type == FORM {
        return form::read(operation.input.members, body);
    }
    #[cfg(feature = "cbor")]
    if operation.request_type == CBOR {
        return match tree::read(body) {
            Some(Value::Object(members)) => Ok(members),
            Some(_) => Err("the body is not a CBOR map".to_owned()),
            None => Err("the body is not CBOR with text as keys".to_owned()),
        };
    }
    let _ = operation;
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err("the body is not a JSON object".to_owned()),
        Err(_) => Err("the body is not JSON".to_owned()),
    }
}

fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    Some(headers.get(name)?.to_str().unwrap_or_default())
}

fn header(shape: &Shape, name: &str, headers: &HeaderMap) -> Option<Value> {
    let text = text_of(headers, name)?;
    match shape {
        Shape::List { item, .. } => {
            let items = text.split(',').map(|text| typed(item, text.trim().trim_matches('"')));
            Some(Value::Array(items.collect()))
        }
        _ => Some(typed(shape, text)),
    }
}

fn prefixed(prefix: &str, headers: &HeaderMap) -> Value {
    let entries = headers.iter().filter_map(|(name, value)| {
        let name = name.as_str().strip_prefix(prefix)?;
        Some((name.to_owned(), Value::from(value.to_str().unwrap_or_default())))
    });
    Value::Object(entries.collect())
}

fn in_query(shape: &Shape, name: &str, query: &[(String, String)]) -> Option<Value> {
    let mut values = query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
    match shape {
        Shape::List { item, .. } => {
            let items: Vec<Value> = values.map(|text| typed(item, text)).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        _ => values.next().map(|text| typed(shape, text)),
    }
}

fn query_params(operation: &Operation, query: &[(String, String)]) -> Value {
    let bound = |key: &String| {
        let is_it = |member: &Member| matches!(member.location, Location::Query(name) if name == key);
        operation.input.members.iter().any(is_it)
    };
    let others = query.iter().filter(|(key, _)| !bound(key));
    Value::Object(others.map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect())
}

fn payload(media_type: &str, shape: &Shape, body: &[u8]) -> Result<Option<Value>, String> {
    let _ = media_type;
    if body.is_empty() {
        return Ok(None);
    }
    match shape {
        Shape::Blob(_) => Ok(Some(Value::String(base64_text::encode(body)))),
        Shape::String(_) | Shape::Enum(_) => {
            Ok(Some(Value::from(String::from_utf8_lossy(body).into_owned())))
        }
        #[cfg(feature = "xml")]
        Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. })
            if media_type == xml::MEDIA_TYPE =>
        {
            xml::read(members, body).map(Value::Object).map(Some)
        }
        _ => serde_json::from_slice(body).map(Some).map_err(|_| "the body is not JSON".to_owned()),
    }
}

/// Converts text to a value of a shape; invalid text stays text, and is rejected later.
pub(super) fn typed(shape: &Shape, text: &str) -> Value {
    let value = match shape {
        Shape::Boolean => text.parse().ok().map(Value::Bool),
        Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_) => {
            text.parse::<i64>().ok().map(Value::from)
        }
        Shape::Float(_) | Shape::Double(_) => {
            text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number)
        }
        _ => None,
    };
    value.unwrap_or_else(|| Value::from(text))
}
