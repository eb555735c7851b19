//! The Markdown files of the repository: their links lead somewhere, the paths that they name exist, and each dependency has a reason.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders to which a path in a text may be relative, next to that of its file.
const ROOTS: &[&str] = &[
    "",
    "codegen",
    "codegen/src",
    "codegen/src/diff",
    "codegen/cargo-farrier",
    "codegen/cargo-farrier/src",
    "codegen/runtime",
    "codegen/runtime/src",
    "codegen/runtime/src/call",
    "generated",
    "generated/src",
    "models/connectparticipant",
    "xtask",
    "xtask/src",
];

/// The starts of paths that are not in the repository: outputs, other projects, other machines, examples.
const ELSEWHERE: &[&str] =
    &["../", "/", ".farrier-next/", "aws-models/", "botocore/data", "foo/", "target/", "~/"];

/// The folders at the top, as code names them.
const TOP: &[&str] = &["codegen/", "xtask/"];

#[test]
fn every_link_leads_to_a_file_and_to_a_heading() {
    let mut problems = Vec::new();
    for file in documents() {
        let text = read(&file);
        for link in prose(&text).split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            let (path, heading) = link.0.split_once('#').unwrap_or((link.0, ""));
            if path.contains("://") {
                continue;
            }
            let target = if path.is_empty() { file.clone() } else { file.parent().unwrap().join(path) };
            let known =
                heading.is_empty() || (target.is_file() && headings(&read(&target)).contains(heading));
            if !target.exists() || !known {
                problems.push(format!("{}: {}", file.display(), link.0));
            }
        }
    }
    assert!(problems.is_empty(), "broken links:\n{}", problems.join("\n"));
}

#[test]
fn every_path_exists() {
    let root = root();
    let mut problems = Vec::new();
    for file in documents() {
        let text = read(&file);
        for path in prose(&text).split('`').skip(1).step_by(2).filter(|code| is_path(code)) {
            let here = file.parent().unwrap();
            let path = path.trim_start_matches(".../");
            let is_written = text.contains(&format!(" file={path}\n"));
            let exists =
                here.join(path).exists() || ROOTS.iter().any(|dir| root.join(dir).join(path).exists());
            if !is_written && !exists {
                problems.push(format!("{}: {path}", file.display()));
            }
        }
    }
    assert!(problems.is_empty(), "paths that do not exist:\n{}", problems.join("\n"));
}

#[test]
fn every_document_that_code_names_exists() {
    let mut problems = Vec::new();
    for file in files(".rs") {
        let text = read(&file);
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "./_-".contains(c)));
        let named = words.filter(|word| word.ends_with(".md") && TOP.iter().any(|top| word.starts_with(top)));
        problems.extend(
            named
                .filter(|path| !root().join(path).exists())
                .map(|path| format!("{}: {path}", file.display())),
        );
    }
    assert!(problems.is_empty(), "documents that do not exist:\n{}", problems.join("\n"));
}

/// ARCHITECTURE.md has a row, with the reason, for each dependency, and no others.
#[test]
fn every_dependency_has_its_reason() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let (_, section) = text.split_once("\n## Dependencies\n").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let named: BTreeSet<&str> = rows.flat_map(|(cell, _)| names(cell)).collect();
    let workspace: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let members = workspace["workspace"]["members"].as_array().unwrap().iter();
    let manifest = |member: &toml::Value| read(&root().join(member.as_str().unwrap()).join("Cargo.toml"));
    let manifests: Vec<String> = members.map(manifest).collect();
    let used: BTreeSet<&str> = manifests.iter().flat_map(|manifest| dependencies(manifest)).collect();
    let without: Vec<_> = used.difference(&named).collect();
    let unused: Vec<_> = named.difference(&used).collect();
    assert!(without.is_empty() && unused.is_empty(), "without a reason: {without:?}; not used: {unused:?}");
}

/// The packages in a cell, without the features after `with`.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    let (packages, _) = cell.split_once(", with `").unwrap_or((cell, ""));
    packages.split('`').skip(1).step_by(2)
}

/// The dependencies of a manifest, for all targets.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let mut in_table = false;
    manifest.lines().filter_map(move |line| {
        if line.starts_with('[') {
            in_table = line.ends_with("dependencies]");
        }
        let (name, _) =
            line.split_once(['.', ' ', '=']).filter(|_| in_table && !line.starts_with(['#', '[']))?;
        Some(name)
    })
}

/// The Markdown files, except for generated ones.
fn documents() -> Vec<PathBuf> {
    let found = files(".md");
    assert!(found.len() > 10, "{found:?}");
    found
}

/// The files with this ending, except for generated ones.
fn files(end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && !["cases", "generated", "target"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(end) {
                found.push(path);
            }
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text without its blocks of code.
fn prose(text: &str) -> String {
    text.split("\n```").step_by(2).collect()
}

/// The headings, as they are written in links.
fn headings(text: &str) -> BTreeSet<String> {
    let lines = prose(text);
    let titles = lines.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    let slug = |title: &str| -> String {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
    };
    titles.map(slug).collect()
}

/// Whether code in a text is a path of this repository: a file or a folder in a folder.
fn is_path(code: &str) -> bool {
    let is_plain = code.chars().all(|c| c.is_ascii_alphanumeric() || "./_-".contains(c));
    let ends = ["/", ".json", ".md", ".rs", ".smithy", ".toml", ".txt", ".yml"];
    is_plain
        && code.contains('/')
        && ends.iter().any(|end| code.ends_with(end))
        && !ELSEWHERE.iter().any(|start| code.starts_with(start))
}
