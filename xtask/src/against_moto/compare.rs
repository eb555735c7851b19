//! The differences between the requests of two programs, and between their output.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::moto::Request;

/// A difference. Its place is the same for all requests: `header accept`, `body Tags[].Key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) place: String,
    pub(super) ours: String,
    pub(super) theirs: String,
}

/// The value of a part that only the other program has.
pub(super) const MISSING: &str = "(missing)";

/// Headers that identify the client or an attempt, or that follow from the rest of the request.
const IGNORED: &[&str] =
    &["amz-sdk-invocation-id", "amz-sdk-request", "connection", "content-length", "user-agent", "x-amz-date"];

/// Compares the output line by line.
pub(super) fn outputs(ours: &str, theirs: &str) -> Vec<Finding> {
    let mut findings = Findings::default();
    let (mut ours, mut theirs) = (ours.lines(), theirs.lines());
    let mut number = 0;
    loop {
        number += 1;
        let (one, other) = (ours.next(), theirs.next());
        if one.is_none() && other.is_none() {
            return findings.0;
        }
        findings.differ(&format!("line {number} of the output"), one, other);
    }
}

/// Compares the requests one by one, if both programs have the same number of them.
pub(super) fn requests(ours: &[Request], theirs: &[Request]) -> Vec<Finding> {
    let mut findings = Findings::default();
    if ours.len() != theirs.len() {
        let heads = |requests: &[Request]| requests.iter().map(head).collect::<Vec<_>>().join(", ");
        findings.differ("list of requests", Some(&heads(ours)), Some(&heads(theirs)));
        return findings.0;
    }
    for (ours, theirs) in ours.iter().zip(theirs) {
        findings.request(ours, theirs);
    }
    findings.0
}

/// The operation of a request, as far as its head has it.
fn head(request: &Request) -> String {
    let target = request.headers.iter().find(|(name, _)| name == "x-amz-target").map(|(_, value)| value);
    let action = target.map(String::as_str).or_else(|| request.body["Action"].as_str());
    format!("{} {}", request.method, action.unwrap_or(&request.target))
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn differ(&mut self, place: &str, ours: Option<&str>, theirs: Option<&str>) {
        if ours != theirs {
            let shown = |value: Option<&str>| value.unwrap_or(MISSING).to_owned();
            self.0.push(Finding { place: place.to_owned(), ours: shown(ours), theirs: shown(theirs) });
        }
    }

    fn request(&mut self, ours: &Request, theirs: &Request) {
        self.differ("method", Some(&ours.method), Some(&theirs.method));
        let [one, other] =
            [ours, theirs].map(|request| request.target.split_once('?').unwrap_or((&request.target, "")));
        self.differ("path", Some(one.0), Some(other.0));
        self.fields("query", &query(one.1), &query(other.1));
        self.fields("header", &headers(ours), &headers(theirs));
        self.value("body", &ours.body, &theirs.body);
    }

    fn fields(&mut self, kind: &str, ours: &BTreeMap<&str, String>, theirs: &BTreeMap<&str, String>) {
        let names: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
        for name in names {
            let [one, other] = [ours, theirs].map(|fields| fields.get(*name).map(String::as_str));
            self.differ(&format!("{kind} {name}"), one, other);
        }
    }

    /// Compares trees: a difference is reported for the smallest part.
    fn value(&mut self, place: &str, ours: &Value, theirs: &Value) {
        match (ours, theirs) {
            (Value::Object(ours), Value::Object(theirs)) => {
                let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
                for name in names {
                    let place = format!("{place}{}{name}", if place == "body" { " " } else { "." });
                    match (ours.get(name), theirs.get(name)) {
                        (Some(one), Some(other)) => self.value(&place, one, other),
                        (one, other) => self.parts(&place, one, other),
                    }
                }
            }
            (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
                ours.iter()
                    .zip(theirs)
                    .for_each(|(one, other)| self.value(&format!("{place}[]"), one, other));
            }
            (ours, theirs) if is_generated(ours) && is_generated(theirs) => {}
            (ours, theirs) => self.parts(place, Some(ours), Some(theirs)),
        }
    }

    fn parts(&mut self, place: &str, ours: Option<&Value>, theirs: Option<&Value>) {
        let [ours, theirs] = [ours, theirs].map(|value| value.map(Value::to_string));
        self.differ(place, ours.as_deref(), theirs.as_deref());
    }
}

/// The parameters of a query, as they are escaped. Those of one name keep their order.
fn query(text: &str) -> BTreeMap<&str, String> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    joined(pairs.map(|pair| pair.split_once('=').map_or((pair, MISSING), |(name, value)| (name, value))))
}

/// The headers, and the signed ones in a field of their own. The signature itself depends on the time.
fn headers(request: &Request) -> BTreeMap<&str, String> {
    let headers = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut headers = joined(headers.filter(|(name, _)| !IGNORED.contains(name)));
    if let Some(value) = headers.remove("authorization") {
        let (signed, _) = value.split_once(", Signature=").unwrap_or((&value, ""));
        let (scope, names) = signed.split_once(", SignedHeaders=").unwrap_or((signed, MISSING));
        headers.insert("authorization", undated(scope));
        headers.insert("SignedHeaders", names.to_owned());
    }
    headers
}

fn joined<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<&'a str, String> {
    let mut fields: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in pairs {
        fields
            .entry(name)
            .and_modify(|all| *all = format!("{all}, {value}"))
            .or_insert_with(|| value.to_owned());
    }
    fields
}

/// Removes the date from the scope of a signature.
fn undated(scope: &str) -> String {
    let is_date = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    scope.split('/').filter(|part| !is_date(part)).collect::<Vec<_>>().join("/")
}

/// Whether a value is a random UUID, such as an idempotency token.
fn is_generated(value: &Value) -> bool {
    let groups = value.as_str().map(|text| text.split('-').collect::<Vec<_>>()).unwrap_or_default();
    let is_hex = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12]) && groups.iter().all(is_hex) && groups[2].starts_with('4')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(target: &str, headers: &[(&str, &str)], body: Value) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Request { method: "POST".to_owned(), target: target.to_owned(), headers, body }
    }

    fn found(ours: Request, theirs: Request) -> Vec<(String, String, String)> {
        let findings = requests(&[ours], &[theirs]).into_iter();
        findings.map(|finding| (finding.place, finding.ours, finding.theirs)).collect()
    }

    fn finding(place: &str, ours: &str, theirs: &str) -> (String, String, String) {
        (place.to_owned(), ours.to_owned(), theirs.to_owned())
    }

    #[test]
    fn a_difference_is_found_in_each_part() {
        let ours = request("/a?x=1&y=%20", &[("a", "1"), ("b", "2")], Value::Null);
        let theirs = Request { method: "GET".to_owned(), ..request("/b?y=+", &[("a", "2")], Value::Null) };
        let expected = [
            finding("method", "POST", "GET"),
            finding("path", "/a", "/b"),
            finding("query x", "1", MISSING),
            finding("query y", "%20", "+"),
            finding("header a", "1", "2"),
            finding("header b", "2", MISSING),
        ];
        assert_eq!(found(ours, theirs), expected);
    }

    #[test]
    fn the_smallest_different_part_of_a_body_is_found() {
        let ours = json!({ "same": [1], "list": [{ "a": 1 }, { "a": 2 }], "short": [1] });
        let theirs =
            json!({ "same": [1], "list": [{ "a": 1 }, { "a": "2" }], "short": [1, 2], "more": null });
        let expected = [
            finding("body list[].a", "2", "\"2\""),
            finding("body more", MISSING, "null"),
            finding("body short", "[1]", "[1,2]"),
        ];
        assert_eq!(found(request("/", &[], ours), request("/", &[], theirs)), expected);
        assert_eq!(found(request("/", &[], Value::Null), request("/", &[], json!({}))).len(), 1);
    }

    #[test]
    fn parts_that_must_differ_are_ignored() {
        let sign = |date: &str, key: &str| {
            format!(
                "AWS4-HMAC-SHA256 Credential=testing/{date}/eu-west-1/{key}/aws4_request, SignedHeaders=host, Signature=0"
            )
        };
        let with = |signature: &str, agent: &str, token: &str| {
            request(
                "/?b=2&a=1",
                &[("authorization", signature), ("user-agent", agent)],
                json!({ "token": token }),
            )
        };
        let ours = with(&sign("20261201", "ec2"), "a", "916fe56a-d573-46a2-973d-0d4ea0def58c");
        let mut theirs = with(&sign("20261202", "ec2"), "b", "016fe56a-d573-46a2-973d-0d4ea0def58c");
        theirs.target = "/?a=1&b=2".to_owned();
        assert_eq!(found(ours.clone(), theirs), []);
        let theirs = with(&sign("20261201", "s3"), "a", "a token");
        let places: Vec<_> = found(ours.clone(), theirs).into_iter().map(|(place, ..)| place).collect();
        assert_eq!(places, ["header authorization", "body token"]);
        let mut theirs = ours.clone();
        theirs.headers[0].1 = theirs.headers[0].1.replace("=host", "=date;host");
        assert_eq!(found(ours, theirs), [finding("header SignedHeaders", "host", "date;host")]);
    }

    #[test]
    fn a_missing_request_and_a_missing_line_are_found() {
        let ours = [
            request("/", &[("x-amz-target", "A.List")], Value::Null),
            request("/", &[], json!({ "Action": "Delete" })),
        ];
        let found: Vec<_> =
            requests(&ours, &[]).into_iter().map(|finding| (finding.place, finding.ours)).collect();
        assert_eq!(found, [("list of requests".to_owned(), "POST A.List, POST Delete".to_owned())]);
        let lines: Vec<_> = outputs("a\nb\n", "a\n").into_iter().map(|finding| finding.place).collect();
        assert_eq!(lines, ["line 2 of the output"]);
        assert_eq!(outputs("a\n", "a\n"), []);
    }
}
