//! Shared code of the model tests: expectations of a request, and comparing JSON by meaning.

use std::fmt::Debug;

use serde_json::Value;

/// Prints the case when its test fails.
pub struct Case(pub &'static str);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("case: {}", self.0);
        }
    }
}

/// The expected request.
#[derive(Default)]
pub struct Expected<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path, encoded.
    pub path: Option<&'a str>,
    /// The host.
    pub host: Option<&'a str>,
    /// Required parts of the query string.
    pub query: &'a [&'a str],
    /// Forbidden names in the query string.
    pub forbid_query: &'a [&'a str],
    /// Required names in the query string.
    pub require_query: &'a [&'a str],
    /// Required headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// Forbidden headers.
    pub forbid_headers: &'a [&'a str],
    /// Required headers with any value.
    pub require_headers: &'a [&'a str],
    /// The body and its media type.
    pub body: Option<(&'a str, &'a str)>,
}

impl Expected<'_> {
    /// Compares a request.
    #[track_caller]
    pub fn check(&self, request: &http::Request<Vec<u8>>) {
        assert_eq!(request.method(), self.method, "the method");
        if let Some(path) = self.path {
            assert_eq!(request.uri().path(), path, "the path");
        }
        if let Some(host) = self.host {
            assert_eq!(request.uri().host(), Some(host), "the host");
        }
        self.check_query(request.uri().query().unwrap_or_default());
        self.check_headers(request.headers());
        if let Some((body, media_type)) = self.body {
            same_body(request.body(), body, media_type);
        }
    }

    #[track_caller]
    fn check_query(&self, query: &str) {
        let mut left: Vec<&str> = query.split('&').collect();
        for part in self.query {
            let found = left.iter().position(|given| given == part || given.strip_suffix('=') == Some(part));
            match found {
                Some(at) => drop(left.remove(at)),
                None => panic!("{part} is not in the query string {query}"),
            }
        }
        let names: Vec<&str> = query.split('&').map(|part| part.split('=').next().unwrap_or(part)).collect();
        for name in self.forbid_query {
            assert!(!names.contains(name), "{name} is in the query string {query}");
        }
        for name in self.require_query {
            assert!(names.contains(name), "{name} is not in the query string {query}");
        }
    }

    #[track_caller]
    fn check_headers(&self, headers: &http::HeaderMap) {
        for (name, value) in self.headers {
            let given: Vec<&str> = headers.get_all(*name).iter().map(|value| value.to_str().unwrap()).collect();
            assert_eq!(given.join(", "), *value, "the header {name}");
            assert!(!given.is_empty(), "the header {name} is missing");
        }
        for name in self.forbid_headers {
            assert!(!headers.contains_key(*name), "the header {name} is there");
        }
        for name in self.require_headers {
            assert!(headers.contains_key(*name), "the header {name} is missing");
        }
    }
}

#[track_caller]
fn same_body(given: &[u8], expected: &str, media_type: &str) {
    let given = String::from_utf8_lossy(given);
    if media_type.ends_with("json") && !expected.is_empty() {
        let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(normal(parse(&given)), normal(parse(expected)), "the body {given}");
    } else {
        assert_eq!(given, expected, "the body");
    }
}

/// Returns the value with numbers in one spelling; no number is converted to floating point.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(decimal(&number.to_string())),
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, normal(value))).collect(),
        other => other,
    }
}

/// `9.4E2`, `940` and `940.0` become `94e1`.
fn decimal(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let exponent = exponent.parse::<i64>().unwrap() - fraction.len() as i64 + zeros as i64;
    format!("{sign}{significant}e{exponent}")
}

/// Compares two values that contain NaN, which is not equal to itself.
#[track_caller]
pub fn assert_alike<T: Debug>(given: &T, expected: &T) {
    assert_eq!(format!("{given:?}"), format!("{expected:?}"));
}

/// Creates headers from pairs.
pub fn headers(pairs: &[(&str, &str)]) -> http::HeaderMap {
    let name = |name: &str| http::HeaderName::from_bytes(name.as_bytes()).unwrap();
    pairs.iter().map(|(key, value)| (name(key), value.parse().unwrap())).collect()
}

/// The idempotency token that Smithy's cases expect if the caller sets none.
pub const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
