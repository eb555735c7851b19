//! The files that `farrier-runtime` carries are all its files, and its manifest for a copy is that of the package.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// The sections of the manifest that the copy needs.
const SECTIONS: &[&str] = &["package", "features", "dependencies"];

/// Keys that only a published package needs.
const PUBLISHED: &[&str] = &["readme", "keywords", "categories"];

/// The number of characters of a line of the table.
const WIDTH: usize = 100;

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")
}

/// The files below `src`, sorted, with `/` between the parts of their paths.
fn files() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(package().join("src").join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                folders.push(format!("{name}/"));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

/// The text of `table.rs`.
fn table() -> String {
    let mut lines = vec![String::new()];
    for file in files() {
        let item = format!("{file:?}");
        let line = lines.last_mut().unwrap();
        if line.len() + item.len() < WIDTH {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(&item);
        } else {
            lines.push(item);
        }
    }
    format!(
        "\
//! The table of the files. `UPDATE_SOURCES=1 cargo test -p cargo-farrier --test sources` writes it.

macro_rules! table {{
    ($($path:literal)*) => {{
        &[
            (\"Cargo.toml\", include_str!(\"manifest.toml\")),
            (\"LICENSE-APACHE\", include_str!(\"../../LICENSE-APACHE\")),
            (\"LICENSE-MIT\", include_str!(\"../../LICENSE-MIT\")),
            $((concat!(\"src/\", $path), include_str!(concat!(\"../\", $path)))),*
        ]
    }};
}}

#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str)] = table! {{
{}
}};
",
        lines.join("\n")
    )
}

/// The text of `manifest.toml`: the manifest without the parts for this workspace, for tests and for publishing.
fn manifest() -> String {
    let text = fs::read_to_string(package().join("Cargo.toml")).unwrap();
    let mut kept = String::new();
    for section in text.split("\n[") {
        let section = section.trim_start_matches('[');
        let (name, body) = section.split_once("]\n").unwrap();
        if !SECTIONS.contains(&name) {
            continue;
        }
        let lines =
            body.lines().filter(|line| !PUBLISHED.iter().any(|key| line.starts_with(&format!("{key} = "))));
        let body: Vec<&str> = lines.collect();
        let body = body.join("\n");
        kept.push_str(&format!("[{name}]\n{}\n\n", body.trim_end()));
        if name == "package" {
            // Its tests are those of farrier, and need more dependencies.
            kept = kept.trim_end().to_owned();
            kept.push_str("\npublish = false\n\n[lib]\ntest = false\ndoctest = false\n\n");
        }
    }
    format!("{}\n", kept.trim_end())
}

/// The message of a failure names the command.
fn is(path: &str, expected: &str) {
    let path = package().join("src/sources").join(path);
    if std::env::var_os("UPDATE_SOURCES").is_some() {
        fs::write(&path, expected).unwrap();
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE_SOURCES=1 cargo test -p cargo-farrier --test sources";
    assert!(found == expected, "{} is not up to date; run: {command}", path.display());
}

#[test]
fn every_file_is_in_the_table() {
    is("table.rs", &table());
    is("manifest.toml", &manifest());
}

#[test]
fn the_copy_needs_no_workspace() {
    let manifest = manifest();
    assert!(!manifest.contains("workspace"), "{manifest}");
}
