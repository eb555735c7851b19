//! Clients of a service with signatures: generates a crate from a small model and runs the tests in
//! `codegen/tests/crates/auth_client/` in its `tests/` folder.

use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::model::{Role, Source, load};
use farrier::{Config, GeneratedFile, generate};

const TESTS: [(&str, &str); 4] = [
    ("blocking", include_str!("auth_client/blocking.rs")),
    ("calls", include_str!("auth_client/calls.rs")),
    ("clock", include_str!("auth_client/clock.rs")),
    ("presigned", include_str!("auth_client/presigned.rs")),
];

const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "ns#Notes": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "ns#GetNote" }, { "target": "ns#GetNews" }, { "target": "ns#GetFile" }, { "target": "ns#GetOpen" }],
      "traits": {
        "aws.protocols#restJson1": {},
        "aws.auth#sigv4": { "name": "notes" },
        "smithy.api#httpBearerAuth": {},
        "smithy.api#httpDigestAuth": {},
        "smithy.api#auth": ["aws.auth#sigv4", "smithy.api#httpBearerAuth"]
      }
    },
    "ns#GetNote": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/note" }, "smithy.api#readonly": {} }
    },
    "ns#GetNews": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/news" }, "smithy.api#optionalAuth": {} }
    },
    "ns#GetFile": {
      "type": "operation",
      "traits": {
        "smithy.api#http": { "method": "GET", "uri": "/file" },
        "smithy.api#auth": ["smithy.api#httpDigestAuth"]
      }
    },
    "ns#GetOpen": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/open" }, "smithy.api#auth": [] }
    }
  }
}"#;

#[test]
fn calls_are_authenticated() {
    let source = Source { name: "notes.json".into(), bytes: MODEL.into(), role: Role::Model };
    let loaded = load(&[source]).expect("a sound model");
    let mut files = generate(&loaded.model, &Config::new("notes")).expect("a sound model");
    for (name, text) in TESTS {
        files.push(GeneratedFile { path: format!("tests/{name}.rs"), text: text.into() });
    }
    let workspace = Workspace::write("auth", &[Package { name: "notes".into(), files }], Features::Most);
    let features = "client-core,blocking,aws-config";
    workspace.run(&["test", "--quiet", "--no-default-features", "--features", features, "--tests"]);
}
