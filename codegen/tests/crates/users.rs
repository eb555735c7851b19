//! Bugs reported by users: each case is a small model from a report. Its crate is generated and tested with a file of `users/`,
//! which becomes a test of the crate.

use crate::cases;
use crate::features::Features;
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

/// All features except `gzip`, with which the runtime would be compiled once more.
const FEATURES: &str = "blocking,cli,client,dynamic,test-util,time,tracing";

#[test]
fn reported_problems_stay_fixed() {
    let cases = cases::all();
    let package = |(name, test): &(&str, &str)| {
        let case = cases.iter().find(|case| case.name == *name).expect("a case");
        let mut files = case.generate().expect("a sound model").files;
        files.push(GeneratedFile { path: "tests/users.rs".to_owned(), text: (*test).to_owned() });
        Package { name: format!("case_{name}"), files }
    };
    let mut packages: Vec<Package> = TESTS.iter().map(package).collect();
    packages.extend(two_services());
    Workspace::write("users", &packages, Features::Most).run(&[
        "test",
        "--quiet",
        "--workspace",
        "--no-fail-fast",
        "--features",
        FEATURES,
        "--test",
        "users",
    ]);
}

/// A program with the clients of two services: the crate of another case, and a package with a test that uses both.
fn two_services() -> [Package; 2] {
    let file = |path: &str, text: &str| GeneratedFile { path: path.to_owned(), text: text.to_owned() };
    let unit = cases::all().into_iter().find(|case| case.name == "unit").expect("a case");
    let services = ["errors", "unit"].map(|name| {
        format!("case_{name} = {{ path = \"../case_{name}\", features = [\"blocking\", \"test-util\"] }}\n")
    });
    let manifest = format!(
        "[package]\nname = \"two_services\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\nhttp = \"1\"\n{}",
        services.concat()
    );
    let test = include_str!("users/two_services.rs");
    let program = vec![file("Cargo.toml", &manifest), file("src/lib.rs", ""), file("tests/users.rs", test)];
    [
        Package { name: "case_unit".to_owned(), files: unit.generate().expect("a sound model").files },
        Package { name: "two_services".to_owned(), files: program },
    ]
}
