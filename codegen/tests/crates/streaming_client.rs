//! Clients of services with streams and waiters: generates crates from small cases and runs the tests in
//! `codegen/tests/crates/streaming_client/` in their `tests/` folders.

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// Cases, with their tests.
const TESTS: &[(&str, &str, &str)] = &[
    ("body_checksums", "checksums", include_str!("streaming_client/checksums.rs")),
    ("body_checksums", "blocking_checksums", include_str!("streaming_client/blocking_checksums.rs")),
    ("event_stream", "events", include_str!("streaming_client/events.rs")),
    ("event_stream", "blocking_events", include_str!("streaming_client/blocking_events.rs")),
    ("event_stream_rpc", "decoded_limit", include_str!("streaming_client/decoded_limit.rs")),
    ("event_stream_rpc", "rpc_events", include_str!("streaming_client/rpc_events.rs")),
    ("streaming_blobs", "bodies", include_str!("streaming_client/bodies.rs")),
    ("streaming_blobs", "blocking_bodies", include_str!("streaming_client/blocking_bodies.rs")),
    ("waiters", "waits", include_str!("streaming_client/waits.rs")),
];

const FAKES: &str = include_str!("streaming_client/fakes.rs");

#[test]
fn streams_and_waiters_work() {
    let cases = cases::all();
    let mut packages: Vec<Package> = Vec::new();
    for (name, test, text) in TESTS {
        let name = format!("case_{name}");
        if !packages.iter().any(|package| package.name == name) {
            let case = cases.iter().find(|case| format!("case_{}", case.name) == name).expect("a case");
            packages
                .push(Package { name: name.clone(), files: case.generate().expect("a sound model").files });
        }
        let package = packages.iter_mut().find(|package| package.name == name).expect("it was just added");
        // The tests are the same files for all crates.
        let add = |path: String, text: &str| GeneratedFile { path, text: text.replace("the_case", &name) };
        package.files.push(add(format!("tests/{test}.rs"), text));
        package.files.push(add(format!("tests/fakes/{test}.rs"), FAKES));
    }
    let workspace = Workspace::write("streaming", &packages, Features::Most);
    let mut arguments = vec!["test", "--quiet", "--workspace", "--no-fail-fast", "--features", FEATURES];
    TESTS.iter().for_each(|(_, test, _)| arguments.extend(["--test", *test]));
    workspace.run(&arguments);
}

const FEATURES: &str = "client-core,blocking,sigv4";
