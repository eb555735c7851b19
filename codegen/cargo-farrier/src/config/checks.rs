//! Mistakes of `farrier.toml` that concern several keys or several crates.

use farrier::Diagnostic;

use super::paths::relative;
use super::values::{Values, located};
use super::{Crate, keys};

/// Returns a problem for each required key that a crate lacks.
pub(super) fn missing(name: &str, text: &str, values: &Values) -> Vec<Diagnostic> {
    let at = values.start().unwrap_or_default();
    let has_models = values.texts("models").is_some_and(|models| !models.is_empty());
    let has = [("models", has_models), ("package.name", values.text("package.name").is_some())];
    let absent = has.into_iter().filter(|(_, has)| !has);
    let problem = |(key, _)| {
        let example = keys::find(key).map_or("", |key| key.example);
        located(name, text, at, format!("a crate needs `{key}`, such as {example}"))
    };
    absent.map(problem).collect()
}

/// Returns a problem for each two crates that would write the same files.
pub(super) fn clashes(name: &str, crates: &[Crate]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (at, one) in crates.iter().enumerate() {
        for other in &crates[at + 1..] {
            let names = format!("the crates `{}` and `{}`", one.name(), other.name());
            if relative(".", one.out_name()) == relative(".", other.out_name()) {
                let message =
                    format!("{names} have the same folder, {}; give each its `out`", one.out_name());
                problems.push(Diagnostic::new(message).in_file(name));
            } else if one.constructors_file() == other.constructors_file() {
                let file = one.constructors_file();
                let message = format!("{names} have the same file, {file}; give each its `constructors`");
                problems.push(Diagnostic::new(message).in_file(name));
            }
        }
    }
    problems
}

/// Returns a problem for each crate that would be written over the runtime.
pub(super) fn in_runtime(name: &str, crates: &[Crate], runtime: &str) -> Vec<Diagnostic> {
    let is_in = |of_crate: &&Crate| relative(".", of_crate.out_name()) == relative(".", runtime);
    let problem = |of_crate: &Crate| {
        let message = format!(
            "the crate `{}` and the runtime have the same folder, {runtime}; change `out` or `runtime.path`",
            of_crate.name()
        );
        Diagnostic::new(message).in_file(name)
    };
    crates.iter().filter(is_in).map(problem).collect()
}

/// Returns a problem if a crate is to have the feature `cli`, but not what it consists of.
pub(super) fn features(name: &str, text: &str, values: &Values) -> Option<Diagnostic> {
    if values.flag("features.cli") != Some(true) {
        return None;
    }
    let mut needed = ["features.client", "features.serde"].into_iter();
    let missing = needed.find(|key| values.flag(key) == Some(false))?;
    let at = values.span("features.cli").map_or(0, |span| span.start);
    Some(located(name, text, at, format!("`features.cli` needs `{missing}`, which is false")))
}
