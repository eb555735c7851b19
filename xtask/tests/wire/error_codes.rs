//! Locations and spellings of an error's code: header before body, with and without namespace and URL.

use connectparticipant::ServiceError;
use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUpload;
use connectparticipant::operation::describe_view::DescribeView;
use connectparticipant::operation::send_message::SendMessage;
use serde_json::{Map, Value, json};

use super::eight::UNMODELLED;
use super::errors::{fail, service, variant};
use super::facts::Tables;
use super::random::Random;
use super::samples::{Sampled, each_operation};

const URL: &str = "http://internal.amazon.com/coral/com.amazonaws.connectparticipant/";

/// The spellings of a code.
fn spellings(code: &str) -> Vec<String> {
    vec![
        code.to_owned(),
        format!("{code}:{URL}"),
        format!("{code}:"),
        format!("{code}:a#b"),
        format!("com.amazonaws.connectparticipant#{code}"),
        format!("com.amazonaws.connectparticipant#{code}:{URL}"),
        format!("#{code}"),
        format!("  {code} "),
        format!("{code} : {URL}"),
    ]
}

/// Each modelled error of each operation, in every spelling and location.
#[test]
fn every_modelled_error_is_found_by_its_code() {
    fn check<O: Sampled>(tables: &Tables, seen: &mut usize) {
        let operation = tables.operation(O::NAME).unwrap();
        for error in &operation.errors {
            let status = tables.errors.iter().find(|shape| shape.name == *error).unwrap().status;
            for spelling in spellings(error) {
                let in_body = |name: &str| json!({name: spelling, "message": "m"}).to_string();
                let plain = r#"{"message":"m"}"#.to_owned();
                let places = [
                    (Some(spelling.as_str()), plain),
                    (None, in_body("__type")),
                    (None, in_body("code")),
                    (None, in_body("Code")),
                ];
                for (header, body) in places {
                    let headers: Vec<(&str, &str)> =
                        header.map(|code| ("X-Amzn-ErrorType", code)).into_iter().collect();
                    let found = service::<O>(fail::<O>(status, &headers, &body));
                    assert_eq!(variant::<O>(&found), *error, "{}: {headers:?} {body}", O::NAME);
                    assert_eq!(found.code(), Some(error.as_str()));
                    assert_eq!(found.status().as_u16(), status);
                    assert_eq!(found.message(), Some("m"));
                    *seen += 1;
                }
            }
        }
    }
    let tables = Tables::read().unwrap();
    let mut seen = 0;
    each_operation!(check, &tables, &mut seen);
    let errors: usize = tables.operations.iter().map(|operation| operation.errors.len()).sum();
    assert_eq!((errors, seen), (49, 49 * 9 * 4));
}

/// Header, body, and the resulting code.
const CODES: &[(Option<&str>, &str, Option<&str>)] = &[
    // The header takes precedence.
    (Some("ConflictException"), r#"{"__type":"ValidationException"}"#, Some("ConflictException")),
    (Some("ConflictException"), r#"{"code":"ValidationException"}"#, Some("ConflictException")),
    (Some("TeapotException"), r#"{"code":"ValidationException"}"#, Some("TeapotException")),
    (Some("ConflictException"), "not JSON", Some("ConflictException")),
    // Numbers and other types are not codes.
    (None, r#"{"code":403}"#, None),
    (None, r#"{"code":403,"__type":"ValidationException"}"#, Some("ValidationException")),
    (None, r#"{"__type":"ValidationException","code":403}"#, Some("ValidationException")),
    (None, r#"{"code":null,"__type":"ValidationException"}"#, Some("ValidationException")),
    (None, r#"{"code":{"code":"A"},"__type":["B"]}"#, None),
    (None, r#"{"code":true,"Code":"ValidationException"}"#, Some("ValidationException")),
    // Nor are members of members, or similar names.
    (None, r#"{"error":{"code":"ValidationException"},"errors":[{"__type":"A"}]}"#, None),
    (None, r#"{"CODE":"A","type":"B","__Type":"C","errorCode":"D"}"#, None),
    (None, r#"["code","ValidationException"]"#, None),
    (None, r#""ValidationException""#, None),
    // A truncated body counts up to its end.
    (None, r#"{"code":"ValidationException","message"#, Some("ValidationException")),
    (None, r#"{"code":"ValidationException"} trailing"#, Some("ValidationException")),
    (None, "\u{feff}{\"code\":\"ValidationException\"}", Some("ValidationException")),
    (None, r#" {"\u0063ode" : "Valid\u0061tionException" } "#, Some("ValidationException")),
];

#[test]
fn the_code_is_taken_from_its_location() {
    for (header, body, code) in CODES {
        let headers: Vec<(&str, &str)> = header.map(|code| ("x-amzn-errortype", code)).into_iter().collect();
        let error =
            service::<CompleteAttachmentUpload>(fail::<CompleteAttachmentUpload>(400, &headers, body));
        assert_eq!(error.code(), *code, "{header:?} {body}");
    }
}

/// A location without a code is skipped.
#[test]
fn an_empty_code_is_skipped() {
    let body = r#"{"__type":"ns#ValidationException"}"#;
    for header in ["", " ", ":", ":http://example.com/", "ns#", "é"] {
        let error = service::<SendMessage>(fail::<SendMessage>(400, &[("x-amzn-errortype", header)], body));
        assert_eq!(error.code(), Some("ValidationException"), "header {header:?}");
    }
    for code in ["", " ", ":", "ns#"] {
        let body = json!({"code": code, "__type": "ValidationException"}).to_string();
        let error = service::<SendMessage>(fail::<SendMessage>(400, &[], &body));
        assert_eq!(error.code(), Some("ValidationException"), "code {code:?}");
        let body = json!({"code": code}).to_string();
        let error = service::<SendMessage>(fail::<SendMessage>(400, &[], &body));
        assert_eq!(error.code(), None, "code {code:?}");
    }
}

/// 200 responses with the code in some location, among similar values.
#[test]
fn the_code_is_found_in_random_responses() {
    fn one<O: Sampled>(random: &mut Random, codes: &[String]) -> usize {
        let code = random.pick(codes);
        let all = spellings(code);
        let spelled = random.pick(&all).clone();
        let in_header = random.chance(2);
        let other = random.pick(codes).clone();
        let mut members: Vec<(&str, Value)> =
            vec![("status", json!(400)), ("detail", json!({"code": other}))];
        if random.chance(2) {
            members.push(("requestId", json!(random.text(8))));
        }
        let message = random.text(12);
        members.push((*random.pick(&["message", "Message", "errorMessage"]), json!(message)));
        if in_header {
            // The body may have another code: it is ignored.
            members.push((*random.pick(&["code", "__type", "Code", "x"]), json!(other)));
        } else {
            let name = *random.pick(&["code", "__type", "Code"]);
            members.push((name, json!(spelled)));
            if name == "__type" {
                members.push(("code", random.pick(&[json!(400), json!(null), json!([])]).clone()));
            }
        }
        for last in (1..members.len()).rev() {
            members.swap(last, random.below(last + 1));
        }
        let body: Map<String, Value> =
            members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let body = if random.chance(2) {
            serde_json::to_string(&body).unwrap()
        } else {
            serde_json::to_string_pretty(&body).unwrap()
        };
        let name = *random.pick(&["x-amzn-errortype", "X-Amzn-ErrorType", "X-AMZN-ERRORTYPE"]);
        let headers: Vec<(&str, &str)> = in_header.then_some((name, spelled.as_str())).into_iter().collect();
        let status = *random.pick(&[400, 403, 418, 429, 500, 503]);
        let error = service::<O>(fail::<O>(status, &headers, &body));
        let place = format!("{}: {headers:?} {body}", O::NAME);
        assert_eq!(error.code(), Some(code.as_str()), "{place}");
        assert_eq!(error.message(), Some(message.as_str()), "{place}");
        assert_eq!(error.status().as_u16(), status, "{place}");
        assert_eq!(error.metadata().body(), body.as_bytes(), "{place}");
        let known = error_names::<O>().contains(code);
        assert_eq!(variant::<O>(&error), if known { code.as_str() } else { UNMODELLED }, "{place}");
        usize::from(known)
    }
    fn error_names<O: Sampled>() -> Vec<String> {
        Tables::read().unwrap().operation(O::NAME).unwrap().errors.clone()
    }
    let tables = Tables::read().unwrap();
    let mut codes: Vec<String> = tables.errors.iter().map(|error| error.name.clone()).collect();
    codes.push("TeapotException".to_owned());
    let mut random = Random::new(42);
    let known: usize = (0..100)
        .map(|_| {
            one::<CompleteAttachmentUpload>(&mut random, &codes) + one::<DescribeView>(&mut random, &codes)
        })
        .sum();
    assert!((100..200).contains(&known), "{known} of 200 are modelled");
}
