//! The table `[package]` of a manifest.

use super::{rust_version, toml_list, toml_text};
use crate::ir::{Package, Service};

/// Returns the table: one line per key, without the keys that the package does not have.
///
/// ```text
/// [package]
/// name = "weather"
/// version = "0.1.0"
/// description = "Weather in Rust: typed requests, responses and errors, and clients"
/// edition = "2021"
/// rust-version = "1.65"
/// readme = "README.md"
/// publish = false
/// ```
pub(super) fn table(service: &Service) -> String {
    let package = &service.package;
    let text = |key: &str, text: &str| Some(format!("{key} = {}\n", toml_text(text)));
    let optional = |key: &str, value: &Option<String>| text(key, value.as_deref()?);
    let list =
        |key: &str, texts: &[String]| (!texts.is_empty()).then(|| format!("{key} = {}\n", toml_list(texts)));
    let lines = [
        text("name", &package.name),
        text("version", &package.version),
        list("authors", &package.authors),
        text("description", &package.description),
        text("edition", "2021"),
        text("rust-version", rust_version(service)),
        optional("license", &package.license),
        optional("repository", &package.repository),
        optional("homepage", &package.homepage),
        text("readme", "README.md"),
        list("keywords", &package.keywords),
        list("categories", &package.categories),
        publish(package),
    ];
    let lines: String = lines.into_iter().flatten().collect();
    format!("[package]\n{lines}")
}

fn publish(package: &Package) -> Option<String> {
    match package.publish.as_deref()? {
        [] => Some("publish = false\n".to_owned()),
        registries => Some(format!("publish = {}\n", toml_list(registries))),
    }
}
