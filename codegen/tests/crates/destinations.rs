//! The destinations of requests: generates crates from small cases and runs the tests in
//! `codegen/tests/crates/destinations/` in their `tests/` folders.

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// Cases, each with the test of its name.
const TESTS: &[(&str, &str)] = &[
    ("bucket_in_endpoint", include_str!("destinations/bucket_in_endpoint.rs")),
    ("context_params", include_str!("destinations/context_params.rs")),
    ("discovered_endpoint", include_str!("destinations/discovered_endpoint.rs")),
    ("endpoint_bdd", include_str!("destinations/endpoint_bdd.rs")),
    ("host_member", include_str!("destinations/host_member.rs")),
    ("maps_of_enums", include_str!("destinations/maps_of_enums.rs")),
];

const FAKES: &str = include_str!("streaming_client/fakes.rs");

#[test]
fn requests_go_where_they_should() {
    let cases = cases::all();
    let package = |(name, text): &(&str, &str)| {
        let case = cases.iter().find(|case| case.name == *name).expect("a case");
        let crate_name = format!("case_{name}");
        let mut files = case.generate().expect("a sound model").files;
        // The tests are the same files for all crates.
        let add =
            |path: String, text: &str| GeneratedFile { path, text: text.replace("the_case", &crate_name) };
        files.push(add(format!("tests/{name}.rs"), text));
        files.push(add("tests/fakes/mod.rs".to_owned(), FAKES));
        Package { name: crate_name.clone(), files }
    };
    let packages: Vec<Package> = TESTS.iter().map(package).collect();
    let workspace = Workspace::write("destinations", &packages, Features::Most);
    let mut arguments =
        vec!["test", "--quiet", "--workspace", "--no-fail-fast", "--features", "client-core,blocking"];
    TESTS.iter().for_each(|(name, _)| arguments.extend(["--test", *name]));
    workspace.run(&arguments);
}
