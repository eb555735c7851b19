//! The configuration of the generated crate.

use std::collections::BTreeSet;

use farrier::model::{Role, ShapeId, Source, load};
use farrier::{Config, GeneratedFile, Model, Parts, generate, generate_module};

const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "ns#S": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "ns#One" }, { "target": "ns#Two" }],
      "traits": { "aws.protocols#restJson1": {} }
    },
    "ns#One": {
      "type": "operation",
      "input": { "target": "ns#OneInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/one" } }
    },
    "ns#Two": {
      "type": "operation",
      "input": { "target": "ns#TwoInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/two" } }
    },
    "ns#OneInput": { "type": "structure", "members": { "inner": { "target": "ns#Inner" } } },
    "ns#Inner": { "type": "structure", "members": { "kind": { "target": "ns#Kind" } } },
    "ns#Kind": { "type": "enum", "members": { "A": { "target": "smithy.api#Unit" } } },
    "ns#TwoInput": { "type": "structure", "members": { "text": { "target": "smithy.api#String" } } }
  }
}"#;

fn model() -> Model {
    let source = Source { name: "m.json".into(), bytes: MODEL.into(), role: Role::Model };
    load(&[source]).unwrap().model
}

fn files(configure: impl FnOnce(&mut Config)) -> Result<Vec<GeneratedFile>, String> {
    let mut config = Config::new("service-client");
    configure(&mut config);
    generate(&model(), &config).map_err(|problems| problems.to_string())
}

fn paths(files: &[GeneratedFile]) -> Vec<&str> {
    files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn operations_are_chosen_with_all_that_they_need() {
    let all = files(|_| ()).unwrap();
    assert!(paths(&all).contains(&"src/operation/two.rs"));
    let one = files(|config| config.operations = Some(vec!["One".into()])).unwrap();
    assert!(paths(&one).contains(&"src/operation/one.rs") && paths(&one).contains(&"src/types/kind.rs"));
    assert!(!paths(&one).contains(&"src/operation/two.rs"));
    let two = files(|config| config.operations = Some(vec!["Two".into()])).unwrap();
    assert!(!paths(&two).contains(&"src/types/kind.rs"), "only One needs it");
}

/// One half of an upload is not an upload, and not a mistake.
#[test]
fn an_upload_needs_both_of_its_operations() {
    let text = include_str!("../cases/upload.json");
    let source = Source { name: "m.json".into(), bytes: text.into(), role: Role::Model };
    let model = load(&[source]).unwrap().model;
    let with = |operations: &[&str]| {
        let mut config = Config::new("notes");
        config.operations = Some(operations.iter().map(|&name| name.to_owned()).collect());
        let files = generate(&model, &config).unwrap();
        let has = |text: &str| files.iter().any(|file| file.text.contains(text));
        (has("fn upload_note("), has("fn send_scan("), has("pub use farrier_runtime::upload;"))
    };
    assert_eq!(with(&["AnnounceNote", "KeepNote", "BeginScan"]), (true, false, true));
    assert_eq!(with(&["AnnounceNote", "BeginScan"]), (false, false, false));
}

#[test]
fn an_unknown_operation_is_an_error() {
    let problem = files(|config| config.operations = Some(vec!["One".into(), "Three".into()])).unwrap_err();
    assert_eq!(problem, "m.json: ns#S: has no operation `Three`; its operations are One, Two");
}

#[test]
fn operations_can_be_left_out() {
    let one = files(|config| config.without = vec!["Two".into()]).unwrap();
    assert!(paths(&one).contains(&"src/operation/one.rs") && !paths(&one).contains(&"src/operation/two.rs"));
    let problem = files(|config| config.without = vec!["Three".into()]).unwrap_err();
    assert_eq!(problem, "m.json: ns#S: has no operation `Three`; its operations are One, Two");
    let problem = files(|config| {
        config.operations = Some(vec!["One".into()]);
        config.without = vec!["One".into()];
    })
    .unwrap_err();
    assert_eq!(problem, "m.json: ns#S: none of its operations is selected; nothing can be generated from it");
}

/// An operation with endpoint discovery also selects the discovery operation.
#[test]
fn the_operation_that_gives_endpoints_comes_along() {
    let text = include_str!("../cases/discovered_endpoint.json");
    let model =
        load(&[Source { name: "m.json".into(), bytes: text.into(), role: Role::Model }]).unwrap().model;
    let with = |operation: &str| {
        let mut config = Config::new("ledger");
        config.operations = Some(vec![operation.into()]);
        let files = generate(&model, &config).unwrap();
        let has = |text: &str| files.iter().any(|file| file.text.contains(text));
        (paths(&files).contains(&"src/operation/describe_endpoints.rs"), has("runtime::client::Discovery"))
    };
    assert_eq!(with("Query"), (true, true));
    assert_eq!(with("Free"), (false, false));
}

#[test]
fn one_of_several_services_is_chosen() {
    let second = MODEL.replacen(
        "\"ns#S\": {",
        r#""other#S": { "type": "service", "version": "1", "operations": [{ "target": "ns#Two" }],
             "traits": { "aws.protocols#restJson1": {} } },
           "ns#T": { "type": "service", "version": "1", "operations": [{ "target": "ns#Two" }],
             "traits": { "aws.protocols#restJson1": {} } },
           "ns#S": {"#,
        1,
    );
    let source = Source { name: "m.json".into(), bytes: second.into(), role: Role::Model };
    let model = load(&[source]).unwrap().model;
    let with = |service: Option<&str>| {
        let mut config = Config::new("service-client");
        config.service = service.map(str::to_owned);
        let files = generate(&model, &config).map_err(|problems| problems.to_string())?;
        Ok::<_, String>(files.iter().any(|file| file.path == "src/operation/one.rs"))
    };
    assert_eq!(with(Some("ns#S")), Ok(true));
    assert_eq!(with(Some("other#S")), Ok(false));
    assert_eq!(with(Some("T")), Ok(false));
    let problem = |service| with(service).unwrap_err();
    let all = "other#S, ns#T, ns#S";
    assert_eq!(problem(None), format!("the model has several services: {all}; choose one as `service`"));
    assert_eq!(problem(Some("U")), format!("the model has no service `U`; there is {all}"));
    let said = format!("the model has several services `S`: {all}; choose one by its whole id");
    assert_eq!(problem(Some("S")), said);
}

#[test]
fn the_protocol_of_a_service_with_several_is_the_preferred_or_the_chosen_one() {
    let several = MODEL.replacen(
        r#""aws.protocols#restJson1": {}"#,
        r#""smithy.protocols#rpcv2Json": {}, "aws.protocols#other": {}, "aws.protocols#awsJson1_0": {}"#,
        1,
    );
    let source = Source { name: "m.json".into(), bytes: several.into(), role: Role::Model };
    let model = load(&[source]).unwrap().model;
    let with = |protocol: Option<&str>| {
        let mut config = Config::new("service-client");
        config.protocol = protocol.map(str::to_owned);
        let files = generate(&model, &config).map_err(|problems| problems.to_string())?;
        let one = files.iter().find(|file| file.path == "src/operation/one.rs").unwrap();
        let of = |uri: &str| one.text.contains(&format!("request.path(\"{uri}\")"));
        Ok::<_, String>([of("/"), of("/service/S/operation/One")])
    };
    assert_eq!(with(None), Ok([true, false]));
    assert_eq!(with(Some("awsJson1_0")), Ok([true, false]));
    assert_eq!(with(Some("rpcv2Json")), Ok([false, true]));
    assert_eq!(with(Some("smithy.protocols#rpcv2Json")), Ok([false, true]));
    for wanted in ["restJson1", "other", "Json"] {
        let problem = with(Some(wanted)).unwrap_err();
        let said = format!(
            "ns#S: has no supported protocol `{wanted}`: it uses smithy.protocols#rpcv2Json, aws.protocols#other, \
             aws.protocols#awsJson1_0; supported: aws.protocols#restJson1, "
        );
        assert!(problem.contains(&said), "{problem}");
    }
}

#[test]
fn the_operations_that_need_a_shape_are_known() {
    let with = |shape: &str| {
        let id = ShapeId::parse(shape).unwrap();
        farrier::operations_with(&model(), &Config::new("x"), &id)
    };
    assert_eq!(with("ns#Kind"), ["One"]);
    assert_eq!(with("ns#Inner$kind"), ["One"]);
    assert_eq!(with("ns#Two"), ["Two"]);
    assert_eq!(with("ns#S"), ["One", "Two"]);
    assert!(with("ns#Nowhere").is_empty());
}

#[test]
fn without_serde_no_code_uses_it() {
    let with = files(|_| ()).unwrap();
    assert!(with.iter().any(|file| file.path == "src/types/inner.rs" && file.text.contains("serde")));
    for file in files(|config| config.serde = false).unwrap() {
        assert!(!file.text.contains("serde"), "{}:\n{}", file.path, file.text);
    }
}

#[test]
fn additional_derives_are_on_structures() {
    let files =
        files(|config| config.derives = vec!["audit::Audit".into(), "::core::cmp::PartialOrd".into()])
            .unwrap();
    let inner = files.iter().find(|file| file.path == "src/types/inner.rs").unwrap();
    assert!(
        inner.text.contains("audit::Audit") && inner.text.contains("::core::cmp::PartialOrd"),
        "{}",
        inner.text
    );
}

#[test]
fn a_derive_must_be_a_path() {
    for bad in ["", "a b", "Clone)] struct Evil; #[derive(Debug", "a::", "fn", "1x", "a\n::B"] {
        let problem = files(|config| config.derives = vec![bad.into()]).unwrap_err();
        assert_eq!(problem, format!("`{}` is not a path of a derive macro", bad.escape_debug()));
    }
}

#[test]
fn a_module_has_relative_paths_and_no_features() {
    let mut parts = Parts::default();
    (parts.blocking, parts.client, parts.serde) = (true, true, true);
    let module = generate_module(&model(), &Config::new("service_client"), parts).unwrap();
    let text = module.text;
    for absent in ["crate::", "feature = ", "mod runtime", "mod one;", "mod schema", "::serde::Serialize for"]
    {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(!text.lines().any(|line| line.starts_with("#!") || line.starts_with("//!")), "it is included");
    let modules: Vec<&str> =
        text.lines().filter(|line| line.contains("mod ") && line.ends_with('{')).collect();
    for module in [
        "pub mod operation {",
        "    pub mod one {",
        "    pub mod two {",
        "pub mod types {",
        "    mod inner {",
        "pub mod blocking {",
    ] {
        assert!(modules.contains(&module), "{module}: {modules:?}");
    }
    assert!(text.contains("use farrier_runtime as runtime;"), "the support is a dependency");
    assert!(text.contains("impl super::super::blocking::Client {"), "a path to the root");
    assert_eq!(module.runtime_features, ["blocking", "client", "client-core", "serde"]);
}

/// A part includes what the feature of the same name turns on in a crate.
#[test]
fn parts_of_a_module_are_the_features_of_a_crate() {
    type Set = fn(&mut Parts);
    let parts: [(&str, Set); 9] = [
        ("blocking", |parts| parts.blocking = true),
        ("cli", |parts| parts.cli = true),
        ("client", |parts| parts.client = true),
        ("client-core", |parts| parts.client_core = true),
        ("dynamic", |parts| parts.dynamic = true),
        ("schema", |parts| parts.schema = true),
        ("serde", |parts| parts.serde = true),
        ("test-util", |parts| parts.test_util = true),
        ("time", |parts| parts.time = true),
    ];
    let manifest = files(|_| ()).unwrap().into_iter().find(|file| file.path == "Cargo.toml").unwrap().text;
    for (feature, set) in parts {
        let mut chosen = Parts::default();
        set(&mut chosen);
        let module = generate_module(&model(), &Config::new("service_client"), chosen).unwrap();
        // The feature `tracing` has no code of the service: that of the runtime is on with `cli`.
        let mut expected = of_runtime(&manifest, feature);
        expected.remove("tracing");
        assert_eq!(module.runtime_features, Vec::from_iter(expected), "{feature}");
    }
}

/// The features of the runtime that a feature of a crate turns on.
fn of_runtime<'m>(manifest: &'m str, feature: &str) -> BTreeSet<&'m str> {
    let mut features = BTreeSet::new();
    let line = manifest.lines().find(|line| line.starts_with(&format!("{feature} = ")));
    for part in line.into_iter().flat_map(|line| line.split('"').skip(1).step_by(2)) {
        match part.split_once('/') {
            Some((_, name)) => {
                features.insert(name);
            }
            None => features.extend(of_runtime(manifest, part)),
        }
    }
    features
}
