//! Properties for all bytes and all inputs, tested on many that a generator with a fixed seed creates.

use connectparticipant::CallError;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::facts::Tables;
use super::probes::{Probe, input};
use super::random::Random;
use super::responses::HasResponse;
use super::samples::{Sampled, each_operation};
use super::transport::endpoint;

const STATUSES: &[u16] = &[100, 200, 204, 299, 301, 400, 403, 404, 429, 500, 503, 999];

const NAMES: &[&str] = &[
    "x-amzn-errortype",
    "x-amzn-requestid",
    "x-amz-request-id",
    "content-type",
    "content-length",
    "x-other",
];

/// Parts of bodies, where pure noise would not reach far.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b":",
    b",",
    b"\\",
    b"\\u",
    b"null",
    b"true",
    b"1e9",
    b"-",
    b" ",
    b"\xff",
    b"\0",
    b"\"code\":",
    b"\"__type\":",
    b"\"message\":",
    b"\"Id\":",
    b"\"View\":",
    b"\"Transcript\":[",
    b"\xef\xbb\xbf",
];

fn body(random: &mut Random, right: &str) -> Vec<u8> {
    match random.below(4) {
        0 => random.bytes(64),
        1 => (0..random.below(24)).flat_map(|_| random.pick(PIECES).to_vec()).collect(),
        2 => {
            let mut body = right.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                let at = random.below(body.len());
                match random.below(3) {
                    0 => body[at] = random.next() as u8,
                    1 => drop(body.splice(at..at, random.pick(PIECES).to_vec())),
                    _ => drop(body.remove(at)),
                }
                if body.is_empty() {
                    break;
                }
            }
            body
        }
        _ => {
            let start = random.below(right.len());
            right.as_bytes()[start..].to_vec()
        }
    }
}

fn headers(random: &mut Random) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for _ in 0..random.below(5) {
        let bytes: Vec<u8> =
            random.bytes(20).into_iter().filter(|byte| *byte >= 32 && *byte != 127).collect();
        let name = HeaderName::from_static(NAMES[random.below(NAMES.len())]);
        headers.append(name, HeaderValue::from_bytes(&bytes).unwrap());
    }
    headers
}

#[test]
fn no_response_causes_a_panic_or_is_lost() {
    fn check<O: HasResponse>(random: &mut Random, counts: &mut [usize; 3]) {
        for _ in 0..2000 {
            let (body, headers) = (body(random, O::RESPONSE), headers(random));
            let status = StatusCode::from_u16(*random.pick(STATUSES)).unwrap();
            let error = match O::decode_with_metadata(status, &headers, &body) {
                Ok(decoded) => {
                    assert!(status.is_success());
                    assert_eq!(decoded.metadata.status(), status);
                    counts[0] += 1;
                    continue;
                }
                Err(error) => error,
            };
            let kind = match &error {
                CallError::Service(_) => 1,
                CallError::Decode(_) => 2,
                _ => panic!("{error:?}"),
            };
            counts[kind] += 1;
            assert_eq!(kind == 2, status.is_success());
            let metadata = error.metadata().unwrap();
            assert_eq!(metadata.body(), body);
            assert_eq!(metadata.headers(), &headers);
            assert_eq!(metadata.status(), status);
            assert_eq!(metadata.operation(), Some(O::NAME));
            assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty());
        }
    }
    let mut counts = [0; 3];
    each_operation!(check, &mut Random::new(1), &mut counts);
    assert_eq!(counts.iter().sum::<usize>(), 22_000);
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}: outputs, errors, unreadable");
}

/// Values that serde decodes are decoded equally from the wire, which is more lenient.
#[test]
fn values_are_decoded_as_by_serde() {
    fn check<O: HasResponse>(random: &mut Random, read: &mut usize) {
        for _ in 0..1000 {
            let body = body(random, O::RESPONSE);
            // serde does not check whether skipped parts are UTF-8.
            let Ok(text) = std::str::from_utf8(&body) else { continue };
            let Ok(expected) = serde_json::from_str::<O::Output>(text) else { continue };
            // serde also accepts an array for an object.
            if text.trim_start().starts_with('[') {
                continue;
            }
            let found = O::decode(StatusCode::OK, &HeaderMap::new(), &body);
            let found = found.unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(found, expected, "{text}");
            *read += 1;
        }
    }
    let mut read = 0;
    each_operation!(check, &mut Random::new(2), &mut read);
    assert!(read > 500, "{read}");
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Whatever the strings and numbers of an input are, they can be decoded from the request.
#[test]
fn every_input_can_be_read_from_its_request() {
    fn check<O: Sampled>(tables: &Tables, random: &mut Random) {
        let operation = tables.operation(O::NAME).unwrap();
        let prefix = operation.uri.split('{').next().unwrap();
        for _ in 0..300 {
            let number = random.next() as i64;
            let mut text = |place: &str| match place.rsplit_once('.').unwrap().1 {
                "ConnectionToken" | "ParticipantToken" => random.visible(60),
                "ViewToken" => format!("v{}", random.text(30)),
                _ => random.text(30),
            };
            let value =
                Probe { tables, text: &mut text, number }.object(&operation.input, &operation.input_members);
            let input = input::<O>(&value);
            let request = O::encode(&input, &endpoint()).unwrap();
            let mut expected = value.clone();
            let members = expected.as_object_mut().unwrap();
            let token = members.shift_remove(O::TOKEN).unwrap();
            assert_eq!(request.headers()["x-amz-bearer"], token.as_str().unwrap());
            if let Some(label) = members.shift_remove("ViewToken") {
                let segment = request.uri().path().strip_prefix(prefix).unwrap();
                assert!(!segment.contains('/'), "{segment}");
                assert_eq!(percent_decoded(segment), label.as_str().unwrap());
                assert!(request.body().is_empty());
                continue;
            }
            assert_eq!(request.uri().path(), prefix, "{}", O::NAME);
            let body: Value = serde_json::from_slice(request.body()).unwrap();
            assert_eq!(body, expected, "{}", O::NAME);
            assert_eq!(request.headers()["content-length"], request.body().len().to_string().as_str());
            assert_eq!(serde_json::to_value(&input).unwrap(), value, "{}", O::NAME);
        }
    }
    each_operation!(check, &Tables::read().unwrap(), &mut Random::new(3));
}
