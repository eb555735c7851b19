//! What is said in the end: the table and the faults on standard output, and all of it as JSON in a file.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{End, Row};
use crate::Result;
use crate::batch::peak_memory;
use crate::report::{print, thousands};
use crate::write;

/// Faults of one crate that are shown as the compiler shows them.
const SHOWN: usize = 3;

/// Prints the failures and the table. True if there is no failure.
pub(super) fn show(rows: &[Row], time: Duration) -> bool {
    for row in rows.iter().filter(|row| row.is_failure()) {
        tell(row);
    }
    let rejected = reasons(rows);
    if !rejected.is_empty() {
        print("cannot be generated:");
        for (reason, services) in &rejected {
            print(&format!("  {:>3}  {reason}: {}", services.len(), services.join(", ")));
        }
        print("");
    }
    for line in table(rows, time) {
        print(&line);
    }
    !rows.iter().any(Row::is_failure)
}

fn tell(row: &Row) {
    match &row.end {
        End::Faulty(compiled) => {
            print(&format!("{} does not compile:", row.service));
            for fault in &compiled.faults {
                print(&format!("  {}", fault.line));
            }
            if compiled.more > 0 {
                print(&format!("  and {} more", thousands(compiled.more)));
            }
            for fault in compiled.faults.iter().take(SHOWN) {
                print("");
                fault.shown.trim_end().lines().for_each(|line| print(&format!("    {line}")));
            }
        }
        End::Failed(reasons) => {
            print(&format!("{} failed:", row.service));
            reasons.iter().for_each(|reason| print(&format!("  {reason}")));
        }
        End::Compiles { .. } | End::Rejected(_) => return,
    }
    print("");
}

/// The models that cannot be generated, by their first reason, without the shape that it is about.
fn reasons(rows: &[Row]) -> Vec<(String, Vec<&str>)> {
    let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in rows {
        if let End::Rejected(reasons) = &row.end {
            by_reason
                .entry(general(reasons.first().map_or("", String::as_str)))
                .or_default()
                .push(&row.service);
        }
    }
    let mut all: Vec<_> = by_reason.into_iter().collect();
    all.sort_by(|one, other| (other.1.len(), &one.0).cmp(&(one.1.len(), &other.0)));
    all
}

/// A reason without the shape's id before it, and without what can be done instead.
fn general(reason: &str) -> String {
    let text = match reason.split_once(": ") {
        Some((shape, text)) if shape.contains('#') && !shape.contains(' ') => text,
        _ => reason,
    };
    text.split("; ").next().unwrap_or(text).to_owned()
}

fn table(rows: &[Row], time: Duration) -> Vec<String> {
    let count = |is: fn(&End) -> bool| rows.iter().filter(|row| is(&row.end)).count();
    let generated: Vec<&Row> = rows.iter().filter(|row| row.lines > 0).collect();
    let operations = generated.iter().map(|row| row.operations).sum();
    let lines = generated.iter().map(|row| row.lines).sum();
    let mut table = vec![
        ("models", thousands(rows.len())),
        ("rejected", thousands(count(|end| matches!(end, End::Rejected(_))))),
        ("generated", thousands(generated.len())),
        ("compile", thousands(count(|end| matches!(end, End::Compiles { .. })))),
        ("failed", thousands(rows.iter().filter(|row| row.is_failure()).count())),
        ("known from before", thousands(count(|end| matches!(end, End::Compiles { known: true })))),
        ("operations", thousands(operations)),
        ("lines", thousands(lines)),
        ("wall time", format!("{:.1} s", time.as_secs_f64())),
    ];
    if let Some(kib) = peak_memory() {
        // The compilers are processes of their own.
        table.push(("peak memory, generator", format!("{} MiB", thousands(kib.div_ceil(1024)))));
    }
    let label = table.iter().map(|(label, _)| label.len()).max().unwrap_or_default();
    let width = table.iter().map(|(_, value)| value.len()).max().unwrap_or_default();
    table.iter().map(|(name, value)| format!("{name:<label$}  {value:>width$}")).collect()
}

/// Writes all of it to a file, as JSON.
pub(super) fn write(file: &Path, source: &str, clippy: bool, rows: &[Row], time: Duration) -> Result<()> {
    let all = json!({
        "source": source,
        "command": if clippy { "cargo clippy" } else { "cargo check" },
        "seconds": time.as_secs(),
        "generator_peak_kib": peak_memory(),
        "services": rows.iter().map(service).collect::<Vec<_>>(),
    });
    let text = format!("{all:#}\n");
    write::replace(file, text.as_bytes())
}

fn service(row: &Row) -> Value {
    let (result, reasons) = match &row.end {
        End::Compiles { .. } => ("compiles", Vec::new()),
        End::Faulty(compiled) => {
            let lines: Vec<&str> = compiled.faults.iter().map(|fault| fault.line.as_str()).collect();
            ("failed", lines)
        }
        End::Failed(reasons) => ("failed", reasons.iter().map(String::as_str).collect()),
        End::Rejected(reasons) => ("rejected", reasons.iter().map(String::as_str).collect()),
    };
    json!({
        "service": row.service,
        "crate": row.crate_name,
        "result": result,
        "reasons": reasons,
        "operations": row.operations,
        "lines": row.lines,
    })
}
