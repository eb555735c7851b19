//! A test of the crate that `waiter_paths.rs` generates: compares each waiter with the crate `jmespath`.

mod paths;

use std::time::Duration;

use paths::{BODIES, PATHS};
use waiter_paths::blocking::Client;
use waiter_paths::test_util::FakeTransport;

/// Long enough for one call: no waiter has to wait.
const WAIT: Duration = Duration::from_secs(1);

/// A path with its comparator, and its waiter.
struct Path {
    path: &'static str,
    comparator: &'static str,
    expected: &'static str,
    matches: fn(&Client) -> bool,
}

impl Path {
    /// Returns whether a response matches according to the crate `jmespath`. An error there is not a match.
    fn expected(&self, body: &str) -> bool {
        let path = jmespath::compile(self.path).unwrap();
        let Ok(found) = path.search(jmespath::Variable::from_json(body).unwrap()) else { return false };
        let is = |text: &jmespath::Rcvar| text.as_string().is_some_and(|text| text == self.expected);
        match self.comparator {
            "booleanEquals" => found.as_boolean() == Some(self.expected == "true"),
            "stringEquals" => is(&found),
            "allStringEquals" => found.as_array().is_some_and(|texts| !texts.is_empty() && texts.iter().all(is)),
            "anyStringEquals" => found.as_array().is_some_and(|texts| texts.iter().any(is)),
            other => panic!("{other}"),
        }
    }

    fn found(&self, body: &'static str) -> bool {
        let transport = FakeTransport::new();
        transport.respond_with(|_| Ok(http::Response::new(body.as_bytes().to_vec())));
        let client = Client::builder().endpoint_url("https://example.com").transport(transport);
        (self.matches)(&client.build().unwrap())
    }
}

#[test]
fn paths_match_like_another_implementation() {
    let mut wrong = Vec::new();
    for path in PATHS {
        for body in BODIES {
            let (expected, found) = (path.expected(body), path.found(body));
            if expected != found {
                wrong.push(format!("{} is {found} and not {expected} of {body}", path.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every path matches one body and not another, otherwise the test would be weak.
#[test]
fn every_path_matches_something_and_not_everything() {
    let same = |path: &&Path| {
        let matches = BODIES.iter().filter(|body| path.expected(body)).count();
        matches == 0 || matches == BODIES.len()
    };
    let same: Vec<&str> = PATHS.iter().filter(same).map(|path| path.path).collect();
    assert_eq!(same, [""; 0], "change the path or the bodies");
}
