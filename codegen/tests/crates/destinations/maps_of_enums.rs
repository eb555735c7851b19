//! Maps of enums as query parameters and as headers: an enum is text.

use std::collections::BTreeMap;

use the_case::operation::mix::{Mix, MixInput};
use the_case::operation::paint::{Paint, PaintInput};
use the_case::types::Colour;
use the_case::{Endpoint, Operation as _};

#[test]
fn values_and_keys_may_be_enums() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let query = BTreeMap::from([("a".to_owned(), Colour::Red), ("b".to_owned(), Colour::from("g&n"))]);
    let headers = BTreeMap::from([(Colour::Blue, Colour::Red)]);
    let request = Paint::encode(&PaintInput::new().query(query).headers(headers.clone()), &endpoint).unwrap();
    assert_eq!(request.uri().to_string(), "https://example.com/paint?a=RED&b=g%26n");
    assert_eq!(request.headers()["x-colour-blue"], "RED");
    let mut received = http::HeaderMap::new();
    received.insert("x-colour-green", "BLUE".parse().unwrap());
    let output = Paint::decode(http::StatusCode::OK, &received, b"").unwrap();
    assert_eq!(output.headers, Some(BTreeMap::from([(Colour::from("green"), Colour::Blue)])));
}

/// A parameter with its own member is not sent twice.
#[test]
fn items_of_lists_may_be_enums() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let lists = BTreeMap::from([
        (Colour::Red, vec![Colour::Blue, Colour::Red]),
        (Colour::Blue, vec![Colour::Red]),
        (Colour::from("x"), vec![]),
    ]);
    let request = Mix::encode(&MixInput::new().query(lists).named("n"), &endpoint).unwrap();
    assert_eq!(request.uri().to_string(), "https://example.com/mix?BLUE=n&RED=BLUE&RED=RED");
}
