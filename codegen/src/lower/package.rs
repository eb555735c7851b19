//! The package: checks its metadata, and fills in what the model determines.

mod license;

use crate::error::{Diagnostic, Diagnostics};
use crate::{Config, Package, Publish, Runtime, ir, naming};

/// The limits of the registry.
const MOST_KEYWORDS: usize = 5;
const MOST_CATEGORIES: usize = 5;
const LONGEST_KEYWORD: usize = 20;

/// Checks the package and the command.
///
/// # Errors
///
/// Each value that Cargo, the registry or a header would not accept.
pub(super) fn check(config: &Config) -> Result<(), Diagnostics> {
    let Config { package, command, .. } = config;
    let singles = [name(&package.name), version(&package.version), command.as_deref().and_then(bad_command)];
    let mut problems: Vec<String> = singles.into_iter().flatten().collect();
    problems.extend(package.license.as_deref().and_then(bad_license));
    problems.extend(texts(package));
    problems.extend(urls(package));
    problems.extend(lists(package));
    problems.extend(source(&package.runtime));
    Diagnostics(problems.into_iter().map(Diagnostic::new).collect()).or(())
}

/// Returns the checked package of the service with this title.
pub(super) fn package(config: &Config, title: &str) -> ir::Package {
    let package = config.package.clone();
    let clients = if config.client { ", and clients" } else { "" };
    let described = || format!("{title} in Rust: typed requests, responses and errors{clients}");
    let publish = match package.publish {
        Publish::IfLicensed => package.license.is_none().then(Vec::new),
        Publish::Anywhere => None,
        Publish::Never => Some(Vec::new()),
        Publish::To(registries) => Some(registries),
    };
    ir::Package {
        ident: naming::crate_ident(&package.name),
        name: package.name,
        version: package.version,
        description: package.description.unwrap_or_else(described),
        license: package.license,
        authors: package.authors,
        repository: package.repository,
        homepage: package.homepage,
        keywords: package.keywords,
        categories: package.categories,
        publish,
        runtime: package.runtime,
    }
}

fn name(name: &str) -> Option<String> {
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && naming::is_keyword(&naming::crate_ident(name)) {
        Some(format!("`{name}` is a Rust keyword; choose another package name"))
    } else if !naming::is_crate_name(name) {
        let rule = "a letter, then letters, digits, `-` and `_`, 64 characters at most";
        Some(format!("`{}` is not a package name, which is {rule}", name.escape_debug()))
    } else if naming::is_taken_crate(name) {
        Some(format!("`{name}` is a name that generated code or cargo uses; choose another package name"))
    } else {
        None
    }
}

fn version(version: &str) -> Option<String> {
    let problem = semver::Version::parse(version).err()?;
    Some(format!("`{}` is not a package version, such as `0.1.0`: {problem}", version.escape_debug()))
}

fn bad_license(license: &str) -> Option<String> {
    (!license::is_expression(license)).then(|| {
        let example = "an SPDX license expression, such as `MIT OR Apache-2.0`";
        format!("`{}` is not {example}", license.escape_debug())
    })
}

/// A command is part of a comment in Rust, TOML and Markdown, between backticks.
fn bad_command(command: &str) -> Option<String> {
    let is_bad = !is_line(command) || ["`", "-->", "--!>"].iter().any(|part| command.contains(part));
    let rule = "one line without backticks and without the end of a comment";
    is_bad.then(|| format!("`{}` cannot be shown as a command, which is {rule}", command.escape_debug()))
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

fn texts(package: &Package) -> impl Iterator<Item = String> {
    let authors = package.authors.iter().map(|author| ("an author", author));
    let all = authors.chain(package.description.iter().map(|text| ("the description", text)));
    all.filter(|(_, text)| !is_line(text)).map(|(what, text)| {
        format!("{what} of the package is `{}`, but it has to be text in one line", text.escape_debug())
    })
}

fn urls(package: &Package) -> impl Iterator<Item = String> {
    let all = [("repository", &package.repository), ("homepage", &package.homepage)];
    let all = all.into_iter().filter_map(|(key, url)| Some((key, url.as_ref()?)));
    let is_url = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic()))
    };
    all.filter(move |(_, url)| !is_url(url)).map(|(key, url)| {
        format!("the {key} of the package is `{}`, which is not a URL with https or http", url.escape_debug())
    })
}

/// Keywords, categories and the names of registries.
fn lists(package: &Package) -> Vec<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_keyword = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.chars().all(|c| is_plain(c) || c == '+')
            && text.len() <= LONGEST_KEYWORD
    };
    let is_slug = |text: &str| text.split("::").all(|part| !part.is_empty() && part.chars().all(is_plain));
    let is_registry = |text: &str| !text.is_empty() && text.chars().all(is_plain);
    let bad = |texts: &[String], is_good: &dyn Fn(&str) -> bool, rule: &str| -> Vec<String> {
        let bad = texts.iter().filter(|text| !is_good(text));
        bad.map(|text| format!("`{}` is not {rule}", text.escape_debug())).collect()
    };
    let too_many = |texts: &[String], most: usize, what: &str| {
        let number = texts.len();
        (number > most).then(|| format!("the package has {number} {what}; a registry accepts {most}"))
    };
    let rule = format!(
        "a keyword: a letter or digit, then letters, digits, `-`, `_` and `+`, {LONGEST_KEYWORD} characters at most"
    );
    let mut problems = bad(&package.keywords, &is_keyword, &rule);
    problems.extend(too_many(&package.keywords, MOST_KEYWORDS, "keywords"));
    problems.extend(bad(&package.categories, &is_slug, "the slug of a category, such as `api-bindings`"));
    problems.extend(too_many(&package.categories, MOST_CATEGORIES, "categories"));
    if let Publish::To(registries) = &package.publish {
        problems.extend(bad(registries, &is_registry, "the name of a registry"));
    }
    problems
}

fn source(runtime: &Runtime) -> Option<String> {
    let part = match runtime {
        Runtime::Path(path) if path.is_empty() => "path",
        Runtime::Git { url, .. } if url.is_empty() => "URL",
        Runtime::Git { rev, .. } if rev.is_empty() => "commit",
        _ => return None,
    };
    Some(format!("the {part} of the runtime is empty"))
}
