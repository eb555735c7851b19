//! The names of errors, their text, and their retries: generates crates of small models, and runs
//! their tests.

use crate::cases;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// The cases, each with its tests.
const TESTS: [(&str, &str); 4] = [
    ("error_messages", include_str!("named_errors/error_messages.rs")),
    ("error_places", include_str!("named_errors/error_places.rs")),
    ("query_compatible", include_str!("named_errors/query_compatible.rs")),
    ("retryable_400", include_str!("named_errors/retryable_400.rs")),
];

#[test]
fn errors_are_named_shown_and_retried_as_modelled() {
    let all = cases::all();
    let package = |(name, test): &(&str, &str)| {
        let case = all.iter().find(|case| case.name == *name).expect("the case");
        let mut files = case.generate().expect("the case to be generated").files;
        files.push(GeneratedFile { path: "tests/behaviour.rs".to_owned(), text: (*test).to_owned() });
        Package { name: format!("case_{name}"), files }
    };
    let packages: Vec<Package> = TESTS.iter().map(package).collect();
    let features = "client-core,blocking,serde";
    Workspace::write("named-errors", &packages).run(&[
        "test",
        "--quiet",
        "--workspace",
        "--no-default-features",
        "--features",
        features,
        "--test",
        "behaviour",
    ]);
}
