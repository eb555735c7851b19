//! The standard functions of the rules engine, and those of AWS.
//!
//! <https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html>

use std::net::{Ipv4Addr, Ipv6Addr};

use farrier_runtime::endpoint_rules::partition;
use serde_json::{Value, json};

use super::template::attribute;

/// Calls a function. With an absent argument, the result is absent, or false for a Boolean function.
///
/// # Errors
///
/// An unknown function, or invalid arguments.
pub(super) fn call(name: &str, arguments: &[Value]) -> Result<Value, String> {
    Ok(match (name, arguments) {
        ("isSet", [value]) => (!value.is_null()).into(),
        ("not", [value]) => matches!(value, Value::Null | Value::Bool(false)).into(),
        ("booleanEquals", [Value::Bool(a), Value::Bool(b)]) => (a == b).into(),
        ("stringEquals", [Value::String(a), Value::String(b)]) => (a == b).into(),
        ("booleanEquals" | "stringEquals", [Value::Null, _] | [_, Value::Null]) => false.into(),
        ("getAttr", [value, Value::String(path)]) => attribute(value, path)?,
        ("substring", [Value::String(text), start, stop, Value::Bool(reverse)]) => {
            substring(text, start, stop, *reverse).into()
        }
        ("uriEncode", [Value::String(text)]) => uri_encode(text).into(),
        ("parseURL", [Value::String(url)]) => parse_url(url).unwrap_or_default(),
        ("isValidHostLabel", [Value::String(text), Value::Bool(dots)]) => host_labels(text, *dots).into(),
        ("isValidHostLabel" | "aws.isVirtualHostableS3Bucket", [Value::Null, _]) => false.into(),
        ("aws.isVirtualHostableS3Bucket", [Value::String(bucket), Value::Bool(dots)]) => {
            hostable_bucket(bucket, *dots).into()
        }
        ("aws.parseArn", [Value::String(arn)]) => parse_arn(arn).unwrap_or_default(),
        ("aws.partition", [Value::String(region)]) => facts(region),
        ("coalesce", [_, _, ..]) => {
            arguments.iter().find(|value| !value.is_null()).cloned().unwrap_or_default()
        }
        ("ite", [Value::Bool(condition), then, otherwise]) => {
            if *condition {
                then.clone()
            } else {
                otherwise.clone()
            }
        }
        ("split", [Value::String(text), Value::String(delimiter), limit]) => split(text, delimiter, limit),
        ("split", [Value::Null, ..]) => Value::Null,
        ("substring", [Value::Null, ..]) => Value::Null,
        ("uriEncode" | "parseURL" | "aws.parseArn" | "aws.partition", [Value::Null]) => Value::Null,
        _ => {
            let arguments = arguments.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
            return Err(format!("the function `{name}({arguments})` does not exist"));
        }
    })
}

/// Returns the facts of the partition of a region.
fn facts(region: &str) -> Value {
    let partition = partition(region);
    json!({
        "name": partition.name,
        "dnsSuffix": partition.dns_suffix,
        "dualStackDnsSuffix": partition.dual_stack_dns_suffix,
        "supportsFIPS": partition.supports_fips,
        "supportsDualStack": partition.supports_dual_stack,
        "implicitGlobalRegion": partition.implicit_global_region,
    })
}

/// Returns the bytes from `start` up to `stop`, counted from the end if `reverse`; ASCII only.
fn substring(text: &str, start: &Value, stop: &Value, reverse: bool) -> Option<String> {
    let (start, stop) = (usize::try_from(start.as_u64()?).ok()?, usize::try_from(stop.as_u64()?).ok()?);
    if !text.is_ascii() || start >= stop || stop > text.len() {
        return None;
    }
    let range = if reverse { text.len() - stop..text.len() - start } else { start..stop };
    text.get(range).map(str::to_owned)
}

/// Returns the pieces between delimiters: all of them for a limit of 0, otherwise at most `limit`.
fn split(text: &str, delimiter: &str, limit: &Value) -> Value {
    match limit.as_u64().and_then(|limit| usize::try_from(limit).ok()) {
        None => Value::Null,
        Some(_) if delimiter.is_empty() => json!([text]),
        Some(0) => text.split(delimiter).collect(),
        Some(limit) => text.splitn(limit, delimiter).collect(),
    }
}

/// Percent-encodes all except the unreserved characters of RFC 3986.
fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Returns the parts of an `http` or `https` URL without query, fragment and user information.
fn parse_url(url: &str) -> Option<Value> {
    let (scheme, rest) = url.split_once("://")?;
    if !matches!(scheme, "http" | "https")
        || rest.contains(['?', '#', '@'])
        || rest.contains(char::is_whitespace)
    {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            port.parse::<u16>().ok()?;
            host
        }
        _ => authority,
    };
    if host.is_empty() {
        return None;
    }
    let ipv6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_ip = host.parse::<Ipv4Addr>().is_ok() || ipv6.is_some_and(|host| host.parse::<Ipv6Addr>().is_ok());
    let normalized = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    Some(json!({
        "scheme": scheme, "authority": authority, "path": path, "normalizedPath": normalized, "isIp": is_ip,
    }))
}

/// Returns whether the text is a host label of RFC 1123, or, with `dots`, labels separated by dots.
fn host_labels(text: &str, dots: bool) -> bool {
    let valid = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if dots { text.split('.').all(valid) } else { valid(text) }
}

/// Returns whether a bucket's name can be a part of a host name: labels in lower case, 3 to 63 bytes, no IP address.
fn hostable_bucket(bucket: &str, dots: bool) -> bool {
    (3..=63).contains(&bucket.len())
        && !bucket.bytes().any(|b| b.is_ascii_uppercase())
        && bucket.parse::<Ipv4Addr>().is_err()
        && host_labels(bucket, dots)
}

/// Returns the parts of an ARN: `arn:partition:service:region:account:resource`, where only region and account may be empty.
fn parse_arn(arn: &str) -> Option<Value> {
    let mut parts = arn.splitn(6, ':');
    let mut next = || parts.next();
    if next()? != "arn" {
        return None;
    }
    let (partition, service, region, account, resource) = (next()?, next()?, next()?, next()?, next()?);
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    Some(json!({
        "partition": partition, "service": service, "region": region, "accountId": account,
        "resourceId": resource.split([':', '/']).collect::<Vec<_>>(),
    }))
}
