//! The table of the results: medians, with minima and maxima.

use std::fmt::Write as _;

use crate::contender::Contender;
use crate::measure::Figures;
use crate::plan::Plan;

/// A column: its title, its unit, and the figure in it.
type Column = (&'static str, &'static str, fn(&Figures) -> f64);

const COLUMNS: [Column; 6] = [
    ("memory of an idle session", "KiB", |figures| figures.idle / 1024.0),
    ("after its messages", "KiB", |figures| figures.used / 1024.0),
    ("CPU for a heartbeat", "µs", |figures| figures.heartbeat * 1e6),
    ("CPU for a message", "µs", |figures| figures.message * 1e6),
    ("latency, median", "ms", |figures| figures.median * 1e3),
    ("99th percentile", "ms", |figures| figures.slow * 1e3),
];

/// Returns the table as Markdown.
pub fn table(plan: &Plan, results: &[(Contender, Vec<Figures>)]) -> String {
    let mut text = format!(
        "{} sessions, {} messages to each, {} runs: median (minimum to maximum)\n\n|",
        plan.sessions, plan.messages, plan.runs
    );
    let mut add = |line: std::fmt::Arguments<'_>| text.write_fmt(line).unwrap_or_default();
    COLUMNS.iter().for_each(|(title, unit, _)| add(format_args!(" | {title}, {unit}")));
    add(format_args!(" |\n|{}\n", "---|".repeat(COLUMNS.len() + 1)));
    for (contender, runs) in results {
        add(format_args!("| {}", contender.title()));
        for (_, _, figure) in COLUMNS {
            let mut values: Vec<f64> = runs.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            let at = |index: usize| values.get(index).copied().unwrap_or_default();
            let (least, median, most) = (at(0), at(values.len() / 2), at(values.len().saturating_sub(1)));
            add(format_args!(" | {median:.1} ({least:.1} to {most:.1})"));
        }
        add(format_args!(" |\n"));
    }
    text
}
