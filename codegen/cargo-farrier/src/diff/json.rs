//! The report for programs. `diff.schema.json` in the package is its schema; changing it affects its readers.

use farrier::diff::{Change, Effect, Facts};
use serde_json::{Value, json};

use super::Comparison;
use super::filter::SEVERITIES;

/// The report as JSON.
pub(super) fn render(comparison: &Comparison) -> String {
    let Comparison { old, new, notes, report, .. } = comparison;
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    let value = json!({
        "bump": report.bump.as_str(),
        "headline": report.headline,
        "why": report.why,
        "notes": notes,
        "totals": totals(comparison),
        "shown": comparison.left_out,
        "old": side(old, &report.old),
        "new": side(new, &report.new),
        "changes": changes,
    });
    format!("{value:#}\n")
}

fn side(name: &str, facts: &Facts) -> Value {
    json!({
        "name": name,
        "service": facts.service.as_str(),
        "title": facts.title,
        "version": facts.version,
        "operations": facts.operations,
        "shapes": facts.shapes,
    })
}

fn change(change: &Change) -> Value {
    let rust: Vec<&str> = change.rust.iter().map(|effect| effect.text.as_str()).collect();
    let effects: Vec<Value> = change.rust.iter().map(effect).collect();
    json!({
        "rule": change.rule,
        "class": change.class.as_str(),
        "severity": change.severity.as_str(),
        "bump": change.bump.as_str(),
        "direction": change.direction.map(farrier::diff::Direction::as_str),
        "shape": change.shape.as_str(),
        "message": change.message,
        "before": change.before,
        "after": change.after,
        "rust": rust,
        "effects": effects,
        "operations": change.operations,
    })
}

fn effect(effect: &Effect) -> Value {
    json!({ "bump": effect.bump.as_str(), "kind": effect.kind.as_str(), "item": effect.item, "text": effect.text })
}

/// The number of changes of each severity, including those that are not shown.
fn totals(comparison: &Comparison) -> Value {
    let of = |severity: farrier::diff::Severity| {
        (severity.as_str().to_owned(), Value::from(comparison.totals.of_severity(severity)))
    };
    SEVERITIES.map(of).into_iter().collect()
}
