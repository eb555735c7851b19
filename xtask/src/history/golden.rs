//! The goldens of the history: the result of `diff` for each step, of the facts alone.

use cargo_farrier::Result;
use cargo_farrier::diff::{Input, compare};
use cargo_farrier::versions::Version;
use farrier::Config;
use farrier::diff::Report;
use serde_json::{Value, json};

/// Their folder, relative to the workspace.
pub const FOLDER: &str = "xtask/tests/history";

/// Compares the facts of two models, without overlays.
///
/// # Errors
///
/// A model that cannot be loaded.
pub fn compared(old: &Version, new: &Version) -> Result<Report> {
    let config = || Config::new("connectparticipant");
    let input = |version: &Version| Input::ours(version.name(), vec![version.model()], config());
    Ok(compare(&input(old), &input(new))?.report)
}

/// Returns the steps from each model to the next.
pub fn steps(versions: &[Version]) -> impl Iterator<Item = [&Version; 2]> {
    versions.iter().zip(versions.iter().skip(1)).map(|(old, new)| [old, new])
}

/// Returns the name of the golden of a step.
pub fn name([old, new]: [&Version; 2]) -> String {
    format!("{}-{}.json", old.name(), new.name())
}

/// Returns the golden of a step.
///
/// # Errors
///
/// Those of [`compared`].
pub fn golden([old, new]: [&Version; 2]) -> Result<String> {
    Ok(text(&compared(old, new)?))
}

fn text(report: &Report) -> String {
    let change = |change: &farrier::diff::Change| -> Value {
        let rust: Vec<&str> = change.rust.iter().map(|effect| effect.text.as_str()).collect();
        json!({
            "rule": change.rule, "class": change.class.as_str(), "severity": change.severity.as_str(),
            "bump": change.bump.as_str(), "shape": change.shape.relative(), "rust": rust,
        })
    };
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    format!("{:#}\n", json!({ "bump": report.bump.as_str(), "changes": changes }))
}
