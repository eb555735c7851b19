//! Navigation in a long page: a table of contents, and a filter by severity without a script.

use std::fmt::Write as _;

use farrier::diff::{Report, Severity};

use super::{SHARED, escaped, sharers};
use crate::diff::filter::SEVERITIES;

/// A checkbox for each severity: the style sheet hides severities that are not checked.
pub(super) fn filter(out: &mut String, report: &Report) {
    out.push_str("<form class=\"filter\">Show: ");
    for severity in SEVERITIES.into_iter().filter(|severity| number(report, *severity) > 0) {
        let _ = write!(
            out,
            "<label><input type=\"checkbox\" id=\"show-{severity}\" checked> {severity} ({})</label> ",
            number(report, severity)
        );
    }
    out.push_str("</form>\n");
}

fn number(report: &Report, severity: Severity) -> usize {
    report.with(severity).count()
}

/// Links to the parts of the page and to each operation.
pub(super) fn table(out: &mut String, report: &Report) {
    out.push_str(
        "<nav>\n<details open><summary>Contents</summary>\n<ul>\n<li><a href=\"#changes\">Changes</a>: ",
    );
    let severities = SEVERITIES.into_iter().filter(|severity| number(report, *severity) > 0);
    let links = severities.map(|severity| format!("<a href=\"#{severity}\">{severity}</a>"));
    let _ = writeln!(out, "{}</li>", links.collect::<Vec<_>>().join(", "));
    out.push_str("<li><a href=\"#operations\">Operations</a>\n<ul class=\"names\">\n");
    for (at, operation) in report.operations.iter().enumerate() {
        let _ = writeln!(
            out,
            "<li class=\"{0}\"><a href=\"#operation-{at}\">{1}</a> <span class=\"tag {0}\">{0}</span></li>",
            operation.severity,
            escaped(operation.name())
        );
    }
    out.push_str("</ul>\n</li>\n");
    let is_apart = |shape: &usize| sharers(report, *shape) > SHARED || sharers(report, *shape) == 0;
    if (0..report.shapes.len()).any(|shape| is_apart(&shape)) {
        out.push_str("<li><a href=\"#shapes\">Shapes of many operations</a></li>\n");
    }
    out.push_str("</ul>\n</details>\n</nav>\n");
}
