//! Dot segments, which clients and servers resolve, are rejected in greedy labels like in others.

use case_greedy_dot_segments::operation::get::{Get, In};
use case_greedy_dot_segments::{Endpoint, Operation};

#[test]
fn no_label_leaves_its_place_in_the_path() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let path = |path: &str| Get::encode(&In::new(path), &endpoint).map(|request| request.uri().path().to_owned());
    for path_of_dots in [
        "../../admin", "a/../b", "..", ".", "a/.", "./a", "a/%2e%2e/b", "%2E%2E", "a/.%2e", "%2e", "a/%2E./b",
    ] {
        let error = path(path_of_dots).unwrap_err();
        assert_eq!(error.member(), "path");
        assert!(error.to_string().contains("dot segment"), "{error}");
    }
    for (value, sent) in [("a/b.c/..d", "/files/a/b.c/..d"), ("...", "/files/..."), ("a//b", "/files/a//b"), ("%2f", "/files/%252f")] {
        assert_eq!(path(value).unwrap(), sent);
    }
}
