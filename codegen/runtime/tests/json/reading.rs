//! Decoding according to a service model.

use std::collections::BTreeMap;

use farrier_runtime::json::{Error, FromJson, Plain, Reader};
use farrier_runtime::Document;

use super::{problem, read};

/// A structure as in generated code.
#[derive(Debug, Default, PartialEq)]
struct Receipt {
    delivered: Option<String>,
    count: i32,
    kind: Option<Kind>,
    children: Vec<Receipt>,
    next: Option<Box<Receipt>>,
}

impl FromJson for Receipt {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let mut receipt = Self::default();
        json.object(|json, name| match name {
            "Delivered" => json.member(&mut receipt.delivered),
            "Count" => json.member(&mut receipt.count),
            "Kind" => json.member(&mut receipt.kind),
            "Children" => json.member(&mut receipt.children),
            "Next" => json.member(&mut receipt.next),
            _ => json.skip(),
        })?;
        Ok(receipt)
    }
}

/// An enum as in generated code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Message,
    Unknown(String),
}

impl From<&str> for Kind {
    fn from(text: &str) -> Self {
        match text {
            "MESSAGE" => Self::Message,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl FromJson for Kind {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self::from(&*json.text()?))
    }
}

fn ok<T: FromJson>(body: &str) -> T {
    read::<Plain, T>(body).unwrap_or_else(|error| panic!("{body}: {error}"))
}

#[test]
fn structures() {
    let receipt: Receipt = ok(
        r#"{"New":[{}],"Delivered":"now","Count":2,"K\u0069nd":"MESSAGE","Children":[{"Kind":"N\u00e9w"}],"Next":{}}"#,
    );
    let child = Receipt { kind: Some(Kind::Unknown("Néw".to_owned())), ..Receipt::default() };
    let expected = Receipt {
        delivered: Some("now".to_owned()),
        count: 2,
        kind: Some(Kind::Message),
        children: vec![child],
        next: Some(Box::default()),
    };
    assert_eq!(receipt, expected);
}

#[test]
fn the_last_of_equal_members_wins() {
    assert_eq!(ok::<Receipt>(r#"{"Count":1,"Count":2}"#).count, 2);
    assert_eq!(ok::<BTreeMap<String, i32>>(r#"{"a":1,"a":2}"#)["a"], 2);
}

#[test]
fn null_is_no_value_unless_there_is_a_place_for_it() {
    assert_eq!(
        ok::<Receipt>(r#"{"Delivered":null,"Count":null,"Children":null,"Next":null}"#),
        Receipt::default()
    );
    assert_eq!(ok::<Receipt>(r#"{"Delivered":"x","Delivered":null,"Count":1,"Count":null}"#).count, 1);
    assert_eq!(ok::<Receipt>(r#"{"Delivered":"x","Delivered":null}"#).delivered, None);
    assert_eq!(ok::<Vec<i32>>("[1,null,2,null]"), [1, 2]);
    assert_eq!(ok::<Vec<Option<i32>>>("[1,null]"), [Some(1), None]);
    assert_eq!(ok::<Vec<Vec<Option<bool>>>>("[null,[null,true]]"), [[None, Some(true)]]);
    assert_eq!(ok::<BTreeMap<String, i32>>(r#"{"a":null,"b":1}"#), BTreeMap::from([("b".to_owned(), 1)]));
    assert_eq!(
        ok::<BTreeMap<Kind, Option<i32>>>(r#"{"MESSAGE":null}"#),
        BTreeMap::from([(Kind::Message, None)])
    );
    assert_eq!(problem::<i32>("null"), "expected a number at byte 0");
    assert_eq!(problem::<Vec<i32>>("null"), "expected an array at byte 0");
}

#[test]
fn strings_are_allocated_to_their_size() {
    for body in [r#""plain""#, r#""""#, r#""\u00e9\n\ud83d\ude00 \ud83d x""#, r#""a\\""#] {
        let text: String = ok(body);
        assert_eq!(text.capacity(), text.len(), "{body}");
    }
}

#[test]
fn half_a_surrogate_pair_is_replaced() {
    let cases = [
        (r#""a\ud83d""#, "a\u{fffd}"),
        (r#""\ude00b""#, "\u{fffd}b"),
        (r#""\ud83d\n""#, "\u{fffd}\n"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
    ];
    for (body, expected) in cases {
        assert_eq!(ok::<String>(body), expected, "{body}");
    }
    assert_eq!(problem::<String>(r#""\ud83d\u12""#), "expected an escape sequence at byte 1");
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(ok::<i32>("\u{feff} 1"), 1);
    assert_eq!(problem::<i32>("\u{feff}\u{feff}1"), "expected a number at byte 3");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let mut json = Reader::new(&b""[..]).unwrap();
    assert!(json.skip().is_err());
    for (depth, allowed) in [(127, true), (128, true), (129, false), (200_000, false)] {
        let body = nested(depth);
        assert_eq!(Reader::new(body.as_bytes()).unwrap().skip().is_ok(), allowed, "{depth}");
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"Children\":[", "]}"), ("{\"Next\":", "}")] {
        let body = format!("{}{{}}{}", open.repeat(100_000), close.repeat(100_000));
        assert!(problem::<Document>(&body).starts_with("nested too deeply"));
        assert!(read::<Plain, Receipt>(&body).is_err());
        assert!(read::<Plain, Document>(open.repeat(100_000)).is_err());
    }
    // The depth is decremented again.
    let flat = format!("[{}[]]", "[[1],{\"a\":{}}],".repeat(500));
    assert!(read::<Plain, Document>(flat).is_ok());
}

#[test]
fn errors_say_what_and_where_but_not_the_text() {
    assert_eq!(problem::<Receipt>("[]"), "expected an object at byte 0");
    assert_eq!(problem::<String>(" 7"), "expected a string at byte 1");
    assert_eq!(problem::<i32>(r#""x7""#), "expected a number at byte 0");
    assert_eq!(problem::<Receipt>(r#"{"Count" 7}"#), "expected a colon at byte 9");
    assert_eq!(
        problem::<Receipt>("{\"Count\":7"),
        "expected a comma or the end of the array or object at byte 10"
    );
    assert_eq!(problem::<Receipt>("{} x"), "expected the end at byte 3");
    assert_eq!(problem::<String>("\"a\nb\""), "expected no control character at byte 2");
    assert_eq!(problem::<String>("\"ab"), "expected the end of a string at byte 3");
    assert_eq!(problem::<bool>("tru"), "expected a boolean at byte 0");
    assert_eq!(
        Reader::new(&b"\"a\xff"[..]).err().map(|error| error.to_string()),
        Some("expected UTF-8 at byte 2".to_owned())
    );
}

#[test]
fn long_lists_grow_by_what_is_left() {
    for count in [1, 4, 5, 16, 17, 100, 1_000] {
        let elements = vec!["{\"Count\":12345}"; count].join(",");
        let list: Vec<Receipt> = ok(&format!("[{elements}]"));
        assert_eq!(list.len(), count);
        assert!(list.capacity() <= count * 4, "{count}: {}", list.capacity());
    }
    assert_eq!(ok::<Vec<Receipt>>("[{}]").capacity(), 1);
    assert_eq!(ok::<Vec<Receipt>>("[]").capacity(), 0);
}
