//! The metadata of the generated package, the source of its runtime, and the command in its headers.

use farrier::model::{Role, Source, load};
use farrier::{Config, Example, GeneratedFile, Model, Package, Publish, Runtime, generate, manifest};

const MODEL: &str = r#"{ "smithy": "2.0", "shapes": {
  "ns#Notes": { "type": "service", "version": "1", "operations": [{ "target": "ns#Get" }],
    "traits": { "aws.protocols#restJson1": {} } },
  "ns#Get": { "type": "operation", "traits": { "smithy.api#http": { "method": "GET", "uri": "/" } } }
} }"#;

fn model() -> Model {
    load(&[Source { name: "m.json".into(), bytes: MODEL.into(), role: Role::Model }]).unwrap().model
}

fn files(configure: impl FnOnce(&mut Config)) -> Result<Vec<GeneratedFile>, String> {
    let mut config = Config::new("notes");
    configure(&mut config);
    generate(&model(), &config).map_err(|problems| problems.to_string())
}

/// The text of a file.
fn text(path: &str, configure: impl FnOnce(&mut Config)) -> String {
    files(configure).unwrap().into_iter().find(|file| file.path == path).unwrap().text
}

/// The table `[package]` of the manifest.
fn package(configure: impl FnOnce(&mut Package)) -> String {
    let text = text("Cargo.toml", |config| configure(&mut config.package));
    let table = text.split("\n\n").find(|table| table.starts_with("[package]")).unwrap();
    table.to_owned()
}

#[test]
fn no_license_is_claimed_by_default() {
    let expected = r#"[package]
name = "notes"
version = "0.1.0"
description = "Notes in Rust: typed requests, responses and errors, and clients"
edition = "2021"
rust-version = "1.65"
readme = "README.md"
publish = false"#;
    assert_eq!(package(|_| ()), expected);
    let readme = text("README.md", |_| ());
    assert!(!readme.to_lowercase().contains("license"), "{readme}");
}

/// So an update that only raises the version prints only this file again.
#[test]
fn only_the_manifest_has_the_version() {
    let raised = |config: &mut Config| config.package.version = "7.7.7".into();
    let mut config = Config::new("notes");
    raised(&mut config);
    let (before, after) = (files(|_| ()).unwrap(), files(raised).unwrap());
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    let [(before, after)] = changed[..] else { panic!("{changed:?}") };
    assert_eq!((before.path.as_str(), after), ("Cargo.toml", &manifest(&model(), &config).unwrap()));
}

#[test]
fn every_value_is_in_the_manifest() {
    let table = package(|package| {
        package.version = "1.2.3-beta.1+7".into();
        package.license = Some("MIT OR Apache-2.0".into());
        package.authors = vec!["Ada <ada@example.com>".into(), "Bob \"B\"".into()];
        package.repository = Some("https://example.com/notes.git".into());
        package.homepage = Some("http://example.com".into());
        package.description = Some("A client for notes.".into());
        package.keywords = vec!["notes".into(), "c++".into()];
        package.categories = vec!["api-bindings".into(), "network-programming".into()];
    });
    let expected = r#"[package]
name = "notes"
version = "1.2.3-beta.1+7"
authors = ["Ada <ada@example.com>", "Bob \"B\""]
description = "A client for notes."
edition = "2021"
rust-version = "1.65"
license = "MIT OR Apache-2.0"
repository = "https://example.com/notes.git"
homepage = "http://example.com"
readme = "README.md"
keywords = ["notes", "c++"]
categories = ["api-bindings", "network-programming"]"#;
    assert_eq!(table, expected);
    let readme = text("README.md", |config| config.package.license = Some("MIT".into()));
    assert!(readme.ends_with("\n\nLicensed under `MIT`.\n"), "{readme}");
}

#[test]
fn a_package_can_be_published_where_its_owner_says() {
    let line = |license: Option<&str>, publish: Publish| {
        let table = package(|package| {
            package.license = license.map(str::to_owned);
            package.publish = publish;
        });
        table.lines().find(|line| line.starts_with("publish")).map(str::to_owned)
    };
    assert_eq!(line(Some("MIT"), Publish::IfLicensed), None);
    assert_eq!(line(None, Publish::Anywhere), None);
    assert_eq!(line(Some("MIT"), Publish::Never).as_deref(), Some("publish = false"));
    let own = Publish::To(vec!["own".into(), "other".into()]);
    assert_eq!(line(None, own).as_deref(), Some("publish = [\"own\", \"other\"]"));
}

#[test]
fn the_description_mentions_clients_only_if_there_are_any() {
    let text = text("Cargo.toml", |config| config.client = false);
    assert!(text.contains("\"Notes in Rust: typed requests, responses and errors\""), "{text}");
}

#[test]
fn the_runtime_has_a_source() {
    let line = |runtime: Runtime| {
        let text = text("Cargo.toml", |config| config.package.runtime = runtime);
        let line = text.lines().find(|line| line.starts_with("farrier-runtime = ")).unwrap();
        line.replace(env!("CARGO_PKG_VERSION"), "VERSION")
    };
    assert_eq!(line(Runtime::Registry), r#"farrier-runtime = { version = "VERSION" }"#);
    let path = Runtime::Path("../run \"time\"".into());
    assert_eq!(line(path), r#"farrier-runtime = { version = "VERSION", path = "../run \"time\"" }"#);
    let git = Runtime::Git { url: "https://example.com/farrier".into(), rev: "1234abc".into() };
    assert_eq!(
        line(git),
        r#"farrier-runtime = { version = "VERSION", git = "https://example.com/farrier", rev = "1234abc" }"#
    );
}

/// No header names a command, or a file of the generator, that its reader does not have.
#[test]
fn headers_name_the_command() {
    let example = Example {
        name: "show".into(),
        text: "fn main() {}\n".into(),
        source: "models/examples/show.rs".into(),
    };
    for (command, sentence) in [
        (None, "Do not edit: farrier writes it."),
        (
            Some("cargo farrier generate"),
            "Do not edit: `cargo farrier generate` writes it, and stops if it was edited.",
        ),
    ] {
        let all = files(|config| {
            config.command = command.map(str::to_owned);
            config.examples = vec![example.clone()];
        });
        for GeneratedFile { path, text } in all.unwrap() {
            assert!(!text.contains("xtask") && !text.contains("codegen/"), "{path}");
            if path != "rustfmt.toml" {
                let head: String = text.lines().take(2).collect();
                assert!(head.contains("@generated by farrier") && head.contains(sentence), "{path}: {head}");
            }
            if path == "examples/show.rs" {
                assert!(
                    text.starts_with("// @generated by farrier from models/examples/show.rs.\n"),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn invalid_values_are_rejected_together() {
    let problems = files(|config| {
        config.command = Some("farrier\nrun".into());
        let package = &mut config.package;
        package.version = "1.0".into();
        package.license = Some("MIT or Apache-2.0".into());
        package.authors = vec![" ".into()];
        package.description = Some("Two\nlines".into());
        package.repository = Some("example.com/notes".into());
        package.homepage = Some("https://exam ple.com".into());
        package.keywords =
            ["a", "b", "c", "d", "two words", "this-keyword-is-too-long"].map(str::to_owned).into();
        package.categories = ["a", "b", "c", "d", "e", "API bindings"].map(str::to_owned).into();
        package.publish = Publish::To(vec!["".into()]);
        package.runtime = Runtime::Git { url: "https://example.com".into(), rev: String::new() };
    })
    .unwrap_err();
    let expected = [
        "`1.0` is not a package version, such as `0.1.0`: unexpected end of input while parsing minor version number",
        "`farrier\\nrun` cannot be shown as a command, which is one line without backticks and without the end of a comment",
        "`MIT or Apache-2.0` is not an SPDX license expression, such as `MIT OR Apache-2.0`",
        "an author of the package is ` `, but it has to be text in one line",
        "the description of the package is `Two\\nlines`, but it has to be text in one line",
        "the repository of the package is `example.com/notes`, which is not a URL with https or http",
        "the homepage of the package is `https://exam ple.com`, which is not a URL with https or http",
        "`two words` is not a keyword: a letter or digit, then letters, digits, `-`, `_` and `+`, 20 characters at most",
        "`this-keyword-is-too-long` is not a keyword: a letter or digit, then letters, digits, `-`, `_` and `+`, 20 characters at most",
        "the package has 6 keywords; a registry accepts 5",
        "`API bindings` is not the slug of a category, such as `api-bindings`",
        "the package has 6 categories; a registry accepts 5",
        "`` is not the name of a registry",
        "the commit of the runtime is empty",
    ];
    assert_eq!(problems.lines().collect::<Vec<_>>(), expected);
}
