//! The report as a self-contained page: a summary, and each operation with its changed shapes before and after.
//! All text goes through [`escaped`].

mod contents;

use std::fmt::Write as _;

use farrier::diff::{Change, Facts, OperationView, Report, Row, Severity, ShapeView};

use super::Comparison;
use super::filter::SEVERITIES;
use super::prose::pieces;
use crate::report::{count, printable};

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn render(comparison: &Comparison) -> String {
    let report = &comparison.report;
    let mut out = String::new();
    let title = escaped(&format!("{}: {}", report.new.title, report.bump));
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    header(&mut out, comparison);
    contents::filter(&mut out, report);
    contents::table(&mut out, report);
    changes(&mut out, &report.changes);
    let _ = writeln!(out, "<h2 id=\"operations\">Operations</h2>");
    for (at, operation) in report.operations.iter().enumerate() {
        self::operation(&mut out, report, at, operation);
    }
    if report.operations.is_empty() {
        out.push_str("<p>No operation is affected.</p>\n");
    }
    others(&mut out, report);
    out.push_str("</body>\n</html>\n");
    out
}

fn header(out: &mut String, Comparison { old, new, notes, totals, report, left_out, .. }: &Comparison) {
    let bump = report.bump.as_str();
    let _ = writeln!(
        out,
        "<header>\n<h1>{} <span class=\"bump {bump}\">{bump}</span></h1>\n<p>{}.</p>\n<ul>",
        escaped(&report.new.title),
        escaped(report.headline)
    );
    for note in notes {
        let _ = writeln!(out, "<li class=\"note\"><b>Note:</b> {}</li>", sentence(note));
    }
    for why in &report.why {
        let _ = writeln!(out, "<li>{}</li>", sentence(why));
    }
    let _ = write!(out, "</ul>\n<p>{}</p>\n", escaped(&totals.line()));
    if let Some(left_out) = left_out {
        let _ = writeln!(out, "<p>{}</p>", escaped(left_out));
    }
    out.push_str("<div class=\"scroll\"><table>\n<tr><th></th><th>model</th><th>version</th><th>operations</th><th>shapes</th></tr>\n");
    for (which, name, facts) in [("old", old, &report.old), ("new", new, &report.new)] {
        let Facts { version, operations, shapes, .. } = facts;
        let (name, version) = (escaped(name), escaped(version));
        let _ = writeln!(
            out,
            "<tr><th>{which}</th><td>{name}</td><td>{version}</td><td>{operations}</td><td>{shapes}</td></tr>"
        );
    }
    out.push_str("</table></div>\n</header>\n");
}

/// The list of all changes; neutral ones are folded.
fn changes(out: &mut String, all: &[Change]) {
    out.push_str("<h2 id=\"changes\">Changes</h2>\n");
    if all.is_empty() {
        out.push_str("<p>Nothing changed.</p>\n");
    }
    for severity in SEVERITIES {
        let of: Vec<&Change> = all.iter().filter(|change| change.severity == severity).collect();
        if of.is_empty() {
            continue;
        }
        let open = if severity == Severity::Neutral { "" } else { " open" };
        let _ = writeln!(
            out,
            "<details{open} id=\"{severity}\" class=\"{severity}\"><summary><span class=\"tag {severity}\">{severity}</span> {}</summary>\n<ul class=\"changes\">",
            count(of.len(), "change")
        );
        of.iter().for_each(|change| item(out, change));
        out.push_str("</ul>\n</details>\n");
    }
}

fn item(out: &mut String, change: &Change) {
    let way = change.direction.map(|way| format!(", {way}")).unwrap_or_default();
    let _ = write!(
        out,
        "<li class=\"{}\"><code title=\"{}\">{}</code> {} <small>{} ({}{way})</small>",
        change.severity,
        escaped(change.shape.as_str()),
        escaped(change.shape.relative()),
        sentence(&change.brief),
        change.rule,
        change.class
    );
    if !change.rust.is_empty() {
        out.push_str("<ul>");
        for effect in &change.rust {
            let _ = write!(
                out,
                "<li><span class=\"bump {0}\">{0}</span> {1}</li>",
                effect.bump,
                sentence(&effect.text)
            );
        }
        out.push_str("</ul>");
    }
    out.push_str("</li>\n");
}

/// The maximum number of operations under which a shape is drawn; beyond that, the shape is drawn once, separately.
const SHARED: usize = 3;

/// Returns the number of operations that have a shape.
fn sharers(report: &Report, shape: usize) -> usize {
    report.operations.iter().filter(|operation| operation.shapes.contains(&shape)).count()
}

fn operation(out: &mut String, report: &Report, at: usize, operation: &OperationView) {
    let name = match (&operation.old, &operation.new) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        _ => operation.name().to_owned(),
    };
    let state = match (&operation.old, &operation.new) {
        (None, _) => " (new)",
        (_, None) => " (removed)",
        _ => "",
    };
    let open = if operation.severity == Severity::Neutral { "" } else { " open" };
    let _ = writeln!(
        out,
        "<details{open} id=\"operation-{at}\" class=\"operation {0}\"><summary><span class=\"tag {0}\">{0}</span> <b>{1}</b>{state}</summary>",
        operation.severity,
        escaped(&name)
    );
    let (own, shared): (Vec<usize>, Vec<usize>) =
        operation.shapes.iter().partition(|shape| sharers(report, **shape) <= SHARED);
    for shape in own {
        draw(out, report, &report.shapes[shape]);
    }
    if !shared.is_empty() {
        let links = shared.iter().map(|shape| {
            let name = escaped(report.shapes[*shape].id.relative());
            format!("<a href=\"#shape-{shape}\"><code>{name}</code></a>")
        });
        let _ = writeln!(out, "<p>Drawn below: {}</p>", links.collect::<Vec<_>>().join(", "));
    }
    out.push_str("</details>\n");
}

/// The shapes that many operations share, or that belong to no operation, such as a service.
fn others(out: &mut String, report: &Report) {
    let shared: Vec<usize> = (0..report.shapes.len())
        .filter(|shape| sharers(report, *shape) > SHARED || sharers(report, *shape) == 0)
        .collect();
    if !shared.is_empty() {
        out.push_str("<h2 id=\"shapes\">Shapes of many operations</h2>\n");
    }
    for shape in shared {
        let _ = writeln!(out, "<div id=\"shape-{shape}\">");
        draw(out, report, &report.shapes[shape]);
        out.push_str("</div>\n");
    }
}

fn draw(out: &mut String, report: &Report, shape: &ShapeView) {
    let name = match (&shape.old, &shape.new) {
        (Some(old), Some(new)) if old.relative() != new.relative() => {
            format!("{} → {}", old.relative(), new.relative())
        }
        _ => shape.id.relative().to_owned(),
    };
    let _ = writeln!(out, "<section>\n<h3>{}</h3>", escaped(&name));
    out.push_str("<div class=\"scroll\"><table class=\"shape\">\n<tr><th>before</th><th>after</th></tr>\n");
    for Row { old, new, changed } in &shape.rows {
        let cell = |line: &Option<String>, class: &str| match line {
            Some(line) if *changed => format!("<td class=\"{class}\"><pre>{}</pre></td>", escaped(line)),
            Some(line) => format!("<td><pre>{}</pre></td>", escaped(line)),
            None => "<td class=\"empty\"></td>".to_owned(),
        };
        let _ = writeln!(out, "<tr>{}{}</tr>", cell(old, "old"), cell(new, "new"));
    }
    out.push_str("</table></div>\n<ul class=\"changes\">\n");
    shape.changes.iter().for_each(|at| item(out, &report.changes[*at]));
    out.push_str("</ul>\n</section>\n");
}

/// A sentence; text between backticks is code.
fn sentence(text: &str) -> String {
    let code = |(piece, is_code): (&str, bool)| {
        let piece = escaped(piece);
        if is_code { format!("<code>{piece}</code>") } else { piece }
    };
    pieces(text).map(code).collect()
}

/// Escapes text for an element or an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
