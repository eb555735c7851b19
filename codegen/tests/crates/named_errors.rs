//! The names of errors, their text, and their retries: generates crates of small models, and runs
//! their tests.

use crate::cases;
use crate::features::Features;
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
    Workspace::write("named-errors", &packages, Features::Most).run(&[
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

/// The names that the enum of all errors and its additional variant have in other crates.
#[test]
fn the_enum_of_all_errors_has_a_free_name() {
    let error = serde_json::json!({ "type": "structure", "traits": { "smithy.api#error": "client" } });
    let names = ["AnyError", "Unmodelled", "UnmodelledError"];
    let targets = names.map(|name| serde_json::json!({ "target": format!("a#{name}") }));
    let mut shapes = serde_json::json!({
        "a#Service": {
            "type": "service", "version": "1", "operations": [{ "target": "a#Any" }],
            "traits": { "aws.protocols#restJson1": {} },
        },
        "a#Any": {
            "type": "operation", "errors": targets,
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/", "code": 200 } },
        },
    });
    for name in names {
        shapes[format!("a#{name}")] = error.clone();
    }
    let model = serde_json::json!({ "smithy": "2.0", "shapes": shapes });
    let files = cases::generate_text("names", model.to_string()).expect("a crate");
    let text = |path: &str| &files.iter().find(|file| file.path == path).expect("the file").text;
    let errors = text("src/error.rs");
    for part in [
        "pub enum AnyServiceError {",
        "UnmodelledError2(Box<Unmodelled>)",
        "UnmodelledError(Box<UnmodelledError>)",
    ] {
        assert!(errors.contains(part), "{part} is not in {errors}");
    }
    assert!(text("src/lib.rs").contains("farrier_runtime::Error<error::AnyServiceError>"));
    let operation = text("src/operation/any.rs");
    assert!(operation.contains("AnyOperationError in AnyServiceError {"), "{operation}");
}
