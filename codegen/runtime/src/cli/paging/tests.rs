//! Reading pages, and resuming. The expected values are those of botocore, which the AWS CLI uses, for the same pages.

use std::cell::RefCell;

use serde_json::{json, Value};

use super::super::super::schema::Pagination;
use super::super::failure::{Failure, Kind};
use super::super::page::Page;
use super::super::samples::pages::{command, FLAT};
use super::{Paging, Wanted};

fn all() -> Wanted {
    Wanted { paginate: true, ..Wanted::default() }
}

fn at_most(max_items: u64) -> Wanted {
    Wanted { max_items: Some(max_items), ..all() }
}

fn from(starting_token: &str) -> Wanted {
    Wanted { starting_token: Some(starting_token.to_owned()), ..all() }
}

/// The pages of a service with six things.
fn page(input: &Value) -> Result<Page, Failure> {
    let page = match input.get("Next").and_then(Value::as_str) {
        None => Ok(json!({"Owner": "Ann", "Things": [1, 2, 3], "More": "p2", "Count": 3})),
        Some("p2") => Ok(json!({"Owner": "Bob", "Things": [4, 5], "More": "p3", "Count": 2})),
        Some("p3") => Ok(json!({"Things": [6], "More": ""})),
        Some(token) => Err(Failure::other(format!("no page {token}"))),
    };
    page.map(Page::from)
}

/// A page with this in it, whose token for the next page could not be read.
fn broken(output: Value) -> Page {
    Page { output, lost_token: Some(Failure::other("lost")) }
}

/// The response and the inputs of the calls.
fn merged(wanted: &Wanted) -> Result<(Value, Vec<Value>), Failure> {
    let command = command(Some(FLAT));
    let input = json!({"Who": "me"});
    let paging = Paging::of(&command, &input, wanted)?.unwrap();
    let mut inputs = Vec::new();
    let (response, failure) = paging.merged(paging.first(input), |input| {
        inputs.push(input.clone());
        page(&input)
    })?;
    assert!(failure.is_none(), "{failure:?}");
    Ok((response, inputs))
}

fn response(wanted: &Wanted) -> String {
    merged(wanted).unwrap().0.to_string()
}

#[test]
fn pages_become_one_response() {
    let (response, inputs) = merged(&all()).unwrap();
    assert_eq!(response.to_string(), r#"{"Things":[1,2,3,4,5,6],"Owner":"Ann","Count":3}"#);
    assert_eq!(
        inputs,
        [json!({"Who": "me"}), json!({"Who": "me", "Next": "p2"}), json!({"Who": "me", "Next": "p3"})]
    );
}

#[test]
fn the_size_of_pages_is_asked_for() {
    let (_, inputs) = merged(&Wanted { page_size: Some(2), ..all() }).unwrap();
    assert!(inputs.iter().all(|input| input["Size"] == 2), "{inputs:?}");
    let texts = FLAT.page_size("Who");
    let command = command(Some(texts));
    let paging = Paging::of(&command, &json!({}), &Wanted { page_size: Some(2), ..all() }).unwrap().unwrap();
    assert_eq!(paging.first(json!({})), json!({"Who": "2"}));
}

#[test]
fn a_response_that_is_cut_has_a_token() {
    let rest = r#""Owner":"Ann","Count":3"#;
    for (most, things, token) in [
        (0, "[]", Some("eyJOZXh0IjogbnVsbCwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMH0=")),
        (2, "[1,2]", Some("eyJOZXh0IjogbnVsbCwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMn0=")),
        (3, "[1,2,3]", Some("eyJOZXh0IjogInAyIn0=")),
        (4, "[1,2,3,4]", Some("eyJOZXh0IjogInAyIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMX0=")),
        (6, "[1,2,3,4,5,6]", None),
        (u64::MAX, "[1,2,3,4,5,6]", None),
    ] {
        let token = token.map(|token| format!(",\"NextToken\":\"{token}\"")).unwrap_or_default();
        assert_eq!(response(&at_most(most)), format!("{{\"Things\":{things},{rest}{token}}}"));
    }
}

#[test]
fn tokens_resume() {
    let ann = |things: &str| format!("{{\"Things\":{things},\"Owner\":\"Ann\",\"Count\":3}}");
    let bob = |things: &str| format!("{{\"Things\":{things},\"Owner\":\"Bob\",\"Count\":2}}");
    assert_eq!(response(&from("eyJOZXh0IjogbnVsbCwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMn0=")), ann("[3,4,5,6]"));
    assert_eq!(response(&from("eyJOZXh0IjogInAzIn0=")), r#"{"Things":[6]}"#);
    assert_eq!(response(&from("p2")), bob("[4,5,6]"));
    assert_eq!(response(&from("p2___1")), bob("[5,6]"));
    assert_eq!(response(&from("None___2")), ann("[3,4,5,6]"));
    // Any other text is a token of the service.
    for token in ["p2___x", "e30=", "eyJBIjogMX0=", "MQ==", ""] {
        assert_eq!(merged(&from(token)).unwrap_err().message, format!("no page {token}"));
    }
}

/// Two items at a time, however long the pages are, are all items once.
#[test]
fn resuming_misses_nothing() {
    for step in 1..8 {
        let (mut wanted, mut things) = (at_most(step), Vec::new());
        loop {
            let (response, _) = merged(&wanted).unwrap();
            let some = response["Things"].as_array().unwrap().clone();
            assert!(some.len() as u64 <= step);
            things.extend(some);
            match response.get("NextToken") {
                Some(token) => wanted.starting_token = token.as_str().map(str::to_owned),
                None => break,
            }
        }
        assert_eq!(Value::Array(things), json!([1, 2, 3, 4, 5, 6]), "by {step}");
    }
}

#[test]
fn pages_come_one_by_one() {
    let command = command(Some(FLAT));
    let paging = Paging::of(&command, &json!({}), &at_most(4)).unwrap().unwrap();
    let mut pages = Vec::new();
    paging
        .each(
            paging.first(json!({})),
            |input| page(&input),
            |page| {
                pages.push(page.to_string());
                Ok(())
            },
        )
        .unwrap();
    let first = r#"{"Owner":"Ann","Things":[1,2,3],"More":"p2","Count":3}"#;
    assert_eq!(pages, [first, r#"{"Owner":"Bob","Things":[4],"More":"p3","Count":2}"#]);

    let mut parts = Vec::new();
    paging
        .each_part(
            paging.first(json!({})),
            |input| page(&input),
            |part| {
                parts.push(part.to_string());
                Ok(())
            },
        )
        .unwrap();
    let token = r#"{"NextToken":{"NextToken":"eyJOZXh0IjogInAyIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMX0="}}"#;
    assert_eq!(parts, [r#"{"Things":[1,2,3],"Owner":"Ann","Count":3}"#, r#"{"Things":[4]}"#, token]);
}

/// A page is printed before the next one is requested, and none is requested after printing fails.
#[test]
fn pages_are_given_as_they_come() {
    let command = command(Some(FLAT));
    let paging = Paging::of(&command, &json!({}), &all()).unwrap().unwrap();
    let log = RefCell::new(Vec::new());
    let call = |input: Value| {
        log.borrow_mut().push("call");
        page(&input)
    };
    let give = |_| {
        log.borrow_mut().push("page");
        Ok(())
    };
    paging.each(json!({}), call, give).unwrap();
    assert_eq!(log.take(), ["call", "page", "call", "page", "call", "page"]);
    let failed = paging.each(json!({}), call, |_| Err(Failure::other("closed"))).unwrap_err();
    assert_eq!((failed.message.as_str(), log.take()), ("closed", vec!["call"]));
}

#[test]
fn lists_may_be_nested_or_maps() {
    let nested = Pagination { output_token: "Meta.More", ..FLAT.items("List.Things") };
    let command = command(Some(nested));
    let paging = Paging::of(&command, &json!({}), &at_most(3)).unwrap().unwrap();
    let call = |input: Value| {
        Ok(Page::from(match input.get("Next") {
            None => json!({"Meta": {"More": "x"}, "List": {"Things": {"b": 1, "a": 2}, "Of": 3}}),
            Some(_) => json!({"Meta": {}, "List": {"Things": {"d": 3, "c": 4}, "Of": 9}}),
        }))
    };
    let (response, _) = paging.merged(json!({}), call).unwrap();
    let token = "eyJOZXh0IjogIngiLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ==";
    let expected =
        format!("{{\"List\":{{\"Things\":{{\"b\":1,\"a\":2,\"d\":3}},\"Of\":3}},\"NextToken\":\"{token}\"}}");
    assert_eq!(response.to_string(), expected);
}

#[test]
fn a_circle_of_pages_is_an_error() {
    let command = command(Some(FLAT));
    let paging = Paging::of(&command, &json!({}), &all()).unwrap().unwrap();
    for period in [1, 2, 3] {
        let mut count = 0;
        let failure = paging
            .merged(json!({}), |_| {
                count += 1;
                Ok(json!({"Things": [], "More": format!("secret {}", count % period)}).into())
            })
            .unwrap_err();
        // The token is not shown.
        assert_eq!(failure.message, "Error during pagination: The same next token was received twice");
        assert_eq!((failure.kind, count), (Kind::Other, period + 1));
    }
}

/// The items before an error are shown, with the token of the page that failed.
#[test]
fn a_page_that_fails_loses_nothing() {
    let command = command(Some(FLAT));
    let paging = Paging::of(&command, &json!({}), &all()).unwrap().unwrap();
    let call = |input: Value| match input.get("Next").and_then(Value::as_str) {
        Some("p3") => Err(Failure::other("gone")),
        _ => page(&input),
    };
    let (response, failure) = paging.merged(json!({}), call).unwrap();
    assert_eq!(
        response.to_string(),
        r#"{"Things":[1,2,3,4,5],"Owner":"Ann","Count":3,"NextToken":"eyJOZXh0IjogInAzIn0="}"#
    );
    let failure = failure.unwrap();
    assert_eq!(failure.message, "gone");
    assert!(failure.hint.unwrap().contains("--starting-token"));
    let mut parts = Vec::new();
    let give = |part: Value| {
        parts.push(part.to_string());
        Ok(())
    };
    assert_eq!(paging.each_part(json!({}), call, give).unwrap_err().message, "gone");
    assert_eq!(parts.len(), 3);
    assert!(parts[2].contains("eyJOZXh0IjogInAzIn0="), "{parts:?}");
    // The first page is none that something was read before.
    assert_eq!(paging.merged(json!({"Next": "p3"}), call).unwrap_err().message, "gone");
}

/// The pages after it would be lost silently.
#[test]
fn a_token_that_cannot_be_read_is_no_end() {
    let command = command(Some(FLAT));
    let call = |input: Value| match input.get("Next").and_then(Value::as_str) {
        Some("p2") => Ok(broken(json!({"Things": [4, 5]}))),
        _ => page(&input),
    };
    let paging = Paging::of(&command, &json!({}), &all()).unwrap().unwrap();
    let (response, failure) = paging.merged(json!({}), call).unwrap();
    assert_eq!(response.to_string(), r#"{"Things":[1,2,3,4,5],"Owner":"Ann","Count":3}"#);
    assert_eq!(failure.unwrap().message, "lost");
    let mut count = 0;
    let failure = paging.each(json!({}), call, |_| {
        count += 1;
        Ok(())
    });
    assert_eq!((failure.unwrap_err().message.as_str(), count), ("lost", 2));
    let failure = paging.each_part(json!({}), call, |_| {
        count += 1;
        Ok(())
    });
    assert_eq!((failure.unwrap_err().message.as_str(), count), ("lost", 4));
    // Where that page is cut, there is more of it, and where there is a token, another member was the odd one.
    let cut = Paging::of(&command, &json!({}), &at_most(4)).unwrap().unwrap();
    assert!(cut.merged(json!({}), call).unwrap().1.is_none());
    let whole = |input: Value| {
        page(&input).map(|page| if page.output["More"] == "" { page } else { broken(page.output) })
    };
    assert!(paging.merged(json!({}), whole).unwrap().1.is_none());
}

#[test]
fn a_repeated_token_is_the_end_where_the_model_says_so() {
    let call = |input: Value| match input.get("Next") {
        None => Ok(json!({"Things": [1], "More": "t"}).into()),
        Some(_) => Ok(json!({"Things": [2], "More": "t"}).into()),
    };
    let ends = command(Some(FLAT.repeated_token_ends()));
    let paging = Paging::of(&ends, &json!({}), &all()).unwrap().unwrap();
    let (response, failure) = paging.merged(json!({}), call).unwrap();
    assert_eq!((response.to_string().as_str(), failure.is_none()), (r#"{"Things":[1,2]}"#, true));
    // Elsewhere it is an error, after the items that were read.
    let circles = command(Some(FLAT));
    let paging = Paging::of(&circles, &json!({}), &all()).unwrap().unwrap();
    let (response, failure) = paging.merged(json!({}), call).unwrap();
    assert_eq!((response.to_string().as_str(), failure.is_some()), (r#"{"Things":[1,2]}"#, true));
}

#[test]
fn a_page_that_only_repeats_items_is_the_end_where_the_model_says_so() {
    let call = |input: Value| match input.get("Next").and_then(Value::as_str) {
        None => Ok(json!({"Things": [{"Id": "1"}, {"Id": "2"}], "More": "a"}).into()),
        Some(token) => Ok(json!({"Things": [{"Id": "2"}], "More": format!("{token}a")}).into()),
    };
    let ends = command(Some(FLAT.repeated_items_end("Id")));
    let paging = Paging::of(&ends, &json!({}), &all()).unwrap().unwrap();
    let (response, failure) = paging.merged(json!({}), call).unwrap();
    let expected = json!({"Things": [{"Id": "1"}, {"Id": "2"}]});
    assert_eq!((response, failure.is_none()), (expected, true));
    // Elsewhere only the maximum ends it.
    let endless = command(Some(FLAT));
    let paging = Paging::of(&endless, &json!({}), &at_most(5)).unwrap().unwrap();
    let (response, _) = paging.merged(json!({}), call).unwrap();
    assert_eq!(response["Things"].as_array().map(Vec::len), Some(5));
}

#[test]
fn empty_pages_end_at_a_limit() {
    let command = command(Some(FLAT));
    let paging = Paging::of(&command, &json!({}), &all()).unwrap().unwrap();
    let mut count = 0;
    let failure = paging
        .merged(json!({}), |_| {
            count += 1;
            Ok(json!({"Things": [], "More": count.to_string()}).into())
        })
        .unwrap_err();
    assert_eq!(count, 1001);
    assert!(failure.message.contains("more than 1000 pages in a row had no items"), "{}", failure.message);
}

#[test]
fn a_command_is_called_once_if_told_so() {
    let by_hand = [json!({"Next": "p2"}), json!({"Size": 1})];
    let command = command(Some(FLAT));
    for input in by_hand {
        assert!(Paging::of(&command, &input, &all()).unwrap().is_none());
        let failure =
            Paging::of(&command, &input, &Wanted { page_size: Some(1), ..at_most(1) }).map(drop).unwrap_err();
        let expected =
            "Cannot specify --no-paginate along with pagination arguments: --page-size, --max-items";
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Parameter, expected));
    }
    assert!(Paging::of(&command, &json!({"Next": null}), &all()).unwrap().is_some());
    assert!(Paging::of(&command, &json!({}), &Wanted::default()).unwrap().is_none());
    let wanted = Wanted { paginate: false, ..from("t") };
    let failure = Paging::of(&command, &json!({}), &wanted).map(drop).unwrap_err();
    assert_eq!(
        failure.message,
        "Cannot specify --no-paginate along with pagination arguments: --starting-token"
    );
}

#[test]
fn options_for_pages_need_pages() {
    for pages in [None, Some(Pagination { items: None, ..FLAT })] {
        let command = command(pages);
        assert!(Paging::of(&command, &json!({}), &all()).unwrap().is_none());
        assert!(Paging::of(&command, &json!({}), &Wanted::default()).unwrap().is_none());
        let failure = Paging::of(&command, &json!({}), &at_most(1)).map(drop).unwrap_err();
        let expected = "Unknown options: --max-items: list-things does not return pages";
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Parameter, expected));
    }
    let command = command(Some(Pagination { page_size: None, ..FLAT }));
    let failure =
        Paging::of(&command, &json!({}), &Wanted { page_size: Some(1), ..all() }).map(drop).unwrap_err();
    assert_eq!(failure.message, "Unknown options: --page-size: the service chooses the size of pages");
}

/// Responses that do not fit the table are no reason to panic.
#[test]
fn odd_pages_are_taken() {
    let command = command(Some(Pagination { output_token: "A.B", ..FLAT.items("A.C") }));
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!({"A": 1}),
        json!({"A": {"C": "text", "B": []}}),
        json!({"A": {"C": null, "D": 1}}),
    ] {
        for wanted in [all(), at_most(0), from("x___3")] {
            let paging = Paging::of(&command, &json!({}), &wanted).unwrap().unwrap();
            paging.merged(paging.first(json!(1)), |_| Ok(value.clone().into())).unwrap();
            paging.each_part(json!(1), |_| Ok(value.clone().into()), |_| Ok(())).unwrap();
        }
    }
}
