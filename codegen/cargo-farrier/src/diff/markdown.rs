//! The report for a comment on a pull request: the summary that a reviewer needs, then the details, folded.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use farrier::diff::{Bump, Change, Class, Facts, Severity};

use super::Comparison;
use super::filter::{SEVERITIES, Totals};
use super::prose::{list, pieces};
use crate::report::{count, printable};

/// The maximum number of changes that the summary lists for each severity.
const SHOWN: usize = 20;

/// Hosts truncate long comments: details beyond this many bytes are left out.
const LIMIT: usize = 60_000;

/// The rule whose changes are listed without a description.
const WORDS: &str = "ChangedDocumentation";

/// The report as Markdown, as on GitHub.
pub(super) fn render(comparison: &Comparison) -> String {
    let Comparison { old, new, notes, report, left_out, .. } = comparison;
    let mut out = String::new();
    // Plain words are shown unchanged; text that could be a link or a mention is escaped.
    let is_plain = |c: char| c.is_alphanumeric() || " -&()".contains(c);
    let title = &report.new.title;
    let title = if title.chars().all(is_plain) { sentence(title) } else { cell(title) };
    let _ = writeln!(out, "## {title}: **{}** — {}\n", report.bump, sentence(report.headline));
    for note in notes {
        let _ = writeln!(out, "> {}\n", sentence(note));
    }
    for why in &report.why {
        let _ = writeln!(out, "- {}", sentence(why));
    }
    out.push_str("\n| | model | version | operations | shapes |\n|---|---|---|---|---|\n");
    for (which, name, facts) in [("old", old, &report.old), ("new", new, &report.new)] {
        let Facts { version, operations, shapes, .. } = facts;
        let _ = writeln!(out, "| {which} | {} | {} | {operations} | {shapes} |", cell(name), cell(version));
    }
    out.push('\n');
    out.push_str(&table(&comparison.totals));
    if let Some(left_out) = left_out {
        let _ = writeln!(out, "\n{}", sentence(left_out));
    }
    summary(&mut out, &report.changes);
    operations(&mut out, report);
    details(&mut out, &report.changes);
    out
}

/// The number of changes of each kind.
fn table(totals: &Totals) -> String {
    if totals.all() == 0 {
        return "Nothing changed.\n".to_owned();
    }
    let mut out = "| | wire | type | docs |\n|---|---|---|---|\n".to_owned();
    for severity in SEVERITIES {
        let number = |class: Class| match totals.of_class(severity, class) {
            0 => "-".to_owned(),
            of => of.to_string(),
        };
        let [wire, types, docs] = [Class::Wire, Class::Type, Class::Docs].map(number);
        if [&wire, &types, &docs].iter().any(|number| *number != "-") {
            let _ = writeln!(out, "| {severity} | {wire} | {types} | {docs} |");
        }
    }
    out
}

/// The changes that a reviewer must see without unfolding: all that are not neutral, and renames.
fn summary(out: &mut String, changes: &[Change]) {
    let headings = [
        (Severity::Breaking, "Breaking"),
        (Severity::Risky, "Risky: code compiles, and may behave differently"),
        (Severity::Additive, "New"),
    ];
    for (severity, heading) in headings {
        let all: Vec<&Change> = changes.iter().filter(|change| change.severity == severity).collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n### {heading}\n");
        for change in all.iter().take(SHOWN) {
            let _ = write!(out, "- `{}`: {}", change.shape.relative(), sentence(&change.brief));
            // The bump is shown if it differs from the usual one of the severity.
            if severity == Severity::Breaking && change.bump < Bump::Major {
                out.push_str(" (on the wire, with no effect on code)");
            } else if severity < Severity::Breaking && change.bump == Bump::Major {
                out.push_str(" (**major**, for its effect on Rust code)");
            }
            out.push_str(&places(change));
            out.push('\n');
            // New items are listed by name; changed items are described.
            if severity > Severity::Additive || change.bump == Bump::Major {
                effects(out, change);
            }
        }
        if all.len() > SHOWN {
            let _ = writeln!(out, "- and {} more, below", all.len() - SHOWN);
        }
    }
    let renamed: Vec<String> = changes
        .iter()
        .filter(|change| change.rule == "RenamedShape" && change.severity == Severity::Neutral)
        .map(|change| sentence(&change.brief))
        .collect();
    if !renamed.is_empty() {
        let _ = writeln!(out, "\n### Renamed in the model, not on the wire or in Rust\n");
        for message in renamed.iter().take(SHOWN) {
            let _ = writeln!(out, "- {message}");
        }
        if renamed.len() > SHOWN {
            let _ = writeln!(out, "- and {} more, below", renamed.len() - SHOWN);
        }
    }
}

/// The operations of a change, unless it is about the operation itself.
fn places(change: &Change) -> String {
    let own = change.shape.relative();
    match &change.operations[..] {
        [] => String::new(),
        [only] if only == own || own.starts_with(only.as_str()) => String::new(),
        all => {
            let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
            format!(" — in {}", list(&names, 3))
        }
    }
}

fn operations(out: &mut String, report: &farrier::diff::Report) {
    let mut by_severity: BTreeMap<Severity, Vec<String>> = BTreeMap::new();
    for operation in &report.operations {
        by_severity.entry(operation.severity).or_default().push(format!("`{}`", operation.name()));
    }
    if by_severity.is_empty() {
        return;
    }
    let untouched =
        report.new.operations.saturating_sub(report.operations.iter().filter(|o| o.new.is_some()).count());
    let _ = writeln!(out, "\n### Operations\n");
    for (severity, names) in by_severity.iter().rev() {
        let _ = writeln!(out, "- {severity}: {}", list(names, 24));
    }
    if untouched > 0 {
        let _ = writeln!(out, "- unaffected: {untouched}");
    }
}

fn details(out: &mut String, changes: &[Change]) {
    for severity in SEVERITIES {
        let (words, others): (Vec<&Change>, Vec<&Change>) = changes
            .iter()
            .filter(|change| change.severity == severity)
            .partition(|change| change.rule == WORDS && change.rust.is_empty());
        if !others.is_empty() {
            fold(
                out,
                &format!("{severity}: {}", count(others.len(), "change")),
                others.iter().map(|change| item(change)),
            );
        }
        if !words.is_empty() {
            let name =
                |change: &&Change| format!("- `{}`: {}", change.shape.relative(), sentence(&change.brief));
            fold(out, &format!("documentation: {}", count(words.len(), "place")), words.iter().map(name));
        }
    }
}

fn fold(out: &mut String, heading: &str, items: impl ExactSizeIterator<Item = String>) {
    let _ = write!(out, "\n<details><summary>{heading}</summary>\n\n");
    let mut left = items.len();
    for item in items {
        if out.len() + item.len() > LIMIT {
            let _ = writeln!(
                out,
                "- and {left} more: see the other formats, or use `--severity` or `--operation`"
            );
            break;
        }
        left -= 1;
        out.push_str(&item);
        out.push('\n');
    }
    out.push_str("\n</details>\n");
}

fn item(change: &Change) -> String {
    let way = change.direction.map(|way| format!(", {way}")).unwrap_or_default();
    let mut out = format!(
        "- `{}`: {} — {} ({}{way}){}",
        change.shape.relative(),
        sentence(&change.brief),
        change.rule,
        change.class,
        places(change)
    );
    out.push('\n');
    effects(&mut out, change);
    out.pop();
    out
}

/// The effects of a change on Rust code, one per line.
fn effects(out: &mut String, change: &Change) {
    for effect in &change.rust {
        let _ = writeln!(out, "  - Rust, {}: {}", effect.bump, sentence(&effect.text));
    }
}

/// A sentence with Markdown and HTML escaped. Code stays code.
pub(crate) fn sentence(text: &str) -> String {
    let mut out = String::new();
    for (piece, is_code) in pieces(&printable(text)) {
        if is_code {
            let _ = write!(out, "`{piece}`");
            continue;
        }
        for c in piece.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                    out.push('\\');
                    out.push(c);
                }
                // Text of a model must not mention anyone.
                '@' => out.push_str("&#64;"),
                c => out.push(c),
            }
        }
    }
    out
}

/// The text of a cell, as code.
fn cell(text: &str) -> String {
    format!("`{}`", printable(text).replace(['`', '|'], "'"))
}
