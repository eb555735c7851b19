//! The report for programs. `xtask/diff.schema.json` says what is in it; a change of that is a change for its readers.

use farrier::diff::{Change, Facts};
use serde_json::{Value, json};

use super::Comparison;

/// The report as JSON.
pub(super) fn render(Comparison { old, new, report }: &Comparison) -> String {
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    let value = json!({
        "bump": report.bump.as_str(),
        "why": report.why,
        "old": side(old, &report.old),
        "new": side(new, &report.new),
        "changes": changes,
    });
    format!("{value:#}\n")
}

fn side(name: &str, facts: &Facts) -> Value {
    json!({
        "name": name,
        "service": facts.service,
        "title": facts.title,
        "version": facts.version,
        "operations": facts.operations,
        "shapes": facts.shapes,
    })
}

fn change(change: &Change) -> Value {
    let rust: Vec<&str> = change.rust.iter().map(|effect| effect.text.as_str()).collect();
    json!({
        "rule": change.rule,
        "class": change.class.as_str(),
        "severity": change.severity.as_str(),
        "bump": change.bump.as_str(),
        "direction": change.direction.map(farrier::diff::Direction::as_str),
        "shape": change.shape,
        "message": change.message,
        "rust": rust,
        "operations": change.operations,
    })
}
