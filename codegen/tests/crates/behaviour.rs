//! Generates and compiles cases, and runs tests in `behaviour/` as tests of their crates.

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// Cases with their tests, which are tried with the features `test-util`, which has `serde` and `serde_json`, and `time`.
const TESTS: &[(&str, &str)] = &[
    ("aws_query", include_str!("behaviour/aws_query.rs")),
    ("bucket_responses", include_str!("behaviour/bucket_responses.rs")),
    ("default_values", include_str!("behaviour/default_values.rs")),
    ("ec2_query", include_str!("behaviour/ec2_query.rs")),
    ("error_as_data", include_str!("behaviour/error_as_data.rs")),
    ("response_names", include_str!("behaviour/response_names.rs")),
    ("rest_xml", include_str!("behaviour/rest_xml.rs")),
    ("rpc_v2_cbor", include_str!("behaviour/rpc_v2_cbor.rs")),
    ("rpc_v2_json", include_str!("behaviour/rpc_v2_json.rs")),
    ("typed_time", include_str!("behaviour/typed_time.rs")),
    ("validation", include_str!("behaviour/validation.rs")),
];

/// Cases whose models contain tests, all of which pass.
const MODEL_TESTS: &[&str] = &["example_tokens", "required_big_numbers"];

#[test]
fn cases_behave_as_modelled() {
    let tests = TESTS.iter().map(|(name, test)| (*name, Some(*test)));
    let packages: Vec<Package> = tests
        .chain(MODEL_TESTS.iter().map(|name| (*name, None)))
        .map(|(name, test)| {
            let case = cases::all().into_iter().find(|case| case.name == name).expect("the case");
            let mut files = case.generate().expect("the case to be generated").files;
            let path = "tests/behaviour.rs".to_owned();
            files.extend(test.map(|text| GeneratedFile { path, text: text.to_owned() }));
            Package { name: format!("case_{name}"), files }
        })
        .collect();
    let arguments =
        ["test", "--quiet", "--workspace", "--no-default-features", "--features", "test-util,time"];
    Workspace::write("behaviour-cases", &packages, Features::All)
        .run(&[&arguments[..], &["--test", "behaviour", "--test", "model", "--no-fail-fast"]].concat());
}
