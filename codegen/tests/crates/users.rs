//! Bugs reported by users: each case is a small model from a report. Its crate is generated and tested with a file of `users/`,
//! which becomes a test of the crate.

use crate::cases;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

const TESTS: &[(&str, &str)] = &[
    ("errors", include_str!("users/errors.rs")),
    ("greedy_dot_segments", include_str!("users/greedy_dot_segments.rs")),
    ("header_lists", include_str!("users/header_lists.rs")),
    ("header_text", include_str!("users/header_text.rs")),
    ("host_prefix_loopback", include_str!("users/host_prefix_loopback.rs")),
    ("limits_on_the_member", include_str!("users/limits_on_the_member.rs")),
    ("pages_that_end_by_repetition", include_str!("users/pages_that_end_by_repetition.rs")),
    ("serde_numbers", include_str!("users/serde_numbers.rs")),
    ("timestamp_milliseconds", include_str!("users/timestamp_milliseconds.rs")),
    ("unions", include_str!("users/unions.rs")),
];

#[test]
fn reported_problems_stay_fixed() {
    let cases = cases::all();
    let package = |(name, test): &(&str, &str)| {
        let case = cases.iter().find(|case| case.name == *name).expect("a case");
        let mut files = case.generate().expect("a sound model").files;
        files.push(GeneratedFile { path: "tests/users.rs".to_owned(), text: (*test).to_owned() });
        Package { name: format!("case_{name}"), files }
    };
    let packages: Vec<Package> = TESTS.iter().map(package).collect();
    Workspace::write("users", &packages).run(&[
        "test",
        "--quiet",
        "--workspace",
        "--no-fail-fast",
        "--all-features",
        "--test",
        "users",
    ]);
}
