//! Filters for long reports, by severity or operation; and the number of changes of each kind.

use std::collections::BTreeMap;

use farrier::diff::{Change, Class, Report, Severity};

use crate::args::{Diff, Level};
use crate::report::count;

/// Severities, the worst first.
pub const SEVERITIES: [Severity; 4] =
    [Severity::Breaking, Severity::Risky, Severity::Additive, Severity::Neutral];

/// The number of changes, by severity and class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<(Severity, Class), usize>);

impl Totals {
    /// Counts the changes of a report.
    pub fn of(report: &Report) -> Self {
        let mut totals = Self::default();
        for change in &report.changes {
            *totals.0.entry((change.severity, change.class)).or_default() += 1;
        }
        totals
    }

    /// Returns the number for a severity and a class.
    pub fn of_class(&self, severity: Severity, class: Class) -> usize {
        self.0.get(&(severity, class)).copied().unwrap_or_default()
    }

    /// Returns the number for a severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        [Class::Wire, Class::Type, Class::Docs].map(|class| self.of_class(severity, class)).iter().sum()
    }

    /// Returns the total.
    pub fn all(&self) -> usize {
        self.0.values().sum()
    }

    /// `5 changes: 2 breaking, 3 additive`.
    pub fn line(&self) -> String {
        let of = |severity| (self.of_severity(severity), severity);
        let parts = SEVERITIES.map(of).into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, severity)| format!("{number} {severity}")).collect();
        match &parts[..] {
            [] => "no changes".to_owned(),
            parts => format!("{}: {}", count(self.all(), "change"), parts.join(", ")),
        }
    }
}

/// The changes to show.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The minimum severity.
    pub severity: Option<Severity>,
    /// The names of operations; empty for all.
    pub operations: Vec<String>,
    /// No single changes.
    pub summary: bool,
}

impl Filter {
    /// Returns the filter of the command line.
    pub fn of(args: &Diff) -> Self {
        let severity = args.severity.map(|level| match level {
            Level::Breaking => Severity::Breaking,
            Level::Risky => Severity::Risky,
            Level::Additive => Severity::Additive,
            Level::Neutral => Severity::Neutral,
        });
        Self { severity, operations: args.operation.clone(), summary: args.summary }
    }

    fn takes(&self, change: &Change) -> bool {
        let is_severe = self.severity.is_none_or(|least| change.severity >= least);
        let is_of = |name: &String| change.operations.contains(name) || change.shape.relative() == name;
        !self.summary && is_severe && (self.operations.is_empty() || self.operations.iter().any(is_of))
    }

    /// Returns the report with the selected changes; the verdict covers all changes.
    pub fn apply(&self, mut report: Report) -> Report {
        let kept: Vec<bool> = report.changes.iter().map(|change| self.takes(change)).collect();
        let places = places(&kept);
        report.changes = kept_of(report.changes, &kept);
        for shape in &mut report.shapes {
            shape.changes = shape.changes.iter().filter_map(|at| places.get(*at).copied()?).collect();
        }
        let kept: Vec<bool> = report.shapes.iter().map(|shape| !shape.changes.is_empty()).collect();
        let places = self::places(&kept);
        report.shapes = kept_of(report.shapes, &kept);
        let is_asked =
            |name: &str| self.operations.is_empty() || self.operations.iter().any(|asked| asked == name);
        report.operations.retain_mut(|operation| {
            operation.shapes = operation.shapes.iter().filter_map(|at| places.get(*at).copied()?).collect();
            !operation.shapes.is_empty() && is_asked(operation.name())
        });
        report
    }

    /// Describes the changes that are left out.
    pub fn left_out(&self, all: usize, shown: usize) -> Option<String> {
        let mut parts = Vec::new();
        if self.summary {
            parts.push("--summary".to_owned());
        }
        parts.extend(self.severity.map(|severity| format!("--severity {severity}")));
        parts.extend(self.operations.iter().map(|name| format!("--operation {name}")));
        (!parts.is_empty())
            .then(|| format!("shown: {shown} of {}, by {}", count(all, "change"), parts.join(" ")))
    }
}

/// Returns the new position of each kept change.
fn places(kept: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0;
    let place = |is_kept: &bool| {
        is_kept.then(|| {
            next += 1;
            next - 1
        })
    };
    kept.iter().map(place).collect()
}

fn kept_of<T>(all: Vec<T>, kept: &[bool]) -> Vec<T> {
    all.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(one, _)| one).collect()
}
