//! The results of the comparisons: the number of differences for each reason, and unexplained ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::forms::Forms;
use crate::ways::{CONTENT, WAYS, explained};

/// One service.
#[derive(Debug)]
pub(crate) struct Compared {
    service: &'static str,
    counts: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
    /// Indices into the table of contents that differ.
    contents: BTreeSet<usize>,
}

impl Compared {
    pub(crate) fn new(service: &'static str, forms: &Forms) -> Self {
        let mut new =
            Self { service, counts: BTreeMap::new(), unexplained: Vec::new(), contents: BTreeSet::new() };
        for (difference, way) in explained(forms) {
            match way {
                Some(way) => *new.counts.entry(way).or_default() += 1,
                None => new.unexplained.push(format!("{service}: {difference}")),
            }
            let entries =
                CONTENT.iter().enumerate().filter(|(_, content)| content.explains(&difference, forms));
            new.contents.extend(entries.map(|(at, _)| at));
        }
        new
    }
}

/// All services.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Compared>);

impl Report {
    pub(crate) fn add(&mut self, compared: Compared) {
        self.0.push(compared);
    }

    /// A line per reason: the number of differences that it explains, and their services.
    pub(crate) fn counts(&self) -> String {
        let line = |way: &crate::ways::Way| {
            let of = |one: &Compared| Some((one.counts.get(way.name).copied()?, one.service));
            let all: Vec<_> = self.0.iter().filter_map(of).collect();
            let services: Vec<String> =
                all.iter().map(|(count, service)| format!("{service} {count}")).collect();
            let sum: usize = all.iter().map(|(count, _)| count).sum();
            format!("{}: {sum} ({})", way.name, services.join(", "))
        };
        WAYS.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Unexplained differences, and reasons that explain nothing.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> = self.0.iter().flat_map(|one| one.unexplained.clone()).collect();
        let stale = WAYS.iter().filter(|way| !self.0.iter().any(|one| one.counts.contains_key(way.name)));
        problems.extend(stale.map(|way| format!("the way `{}` explains nothing: {}", way.name, way.reason)));
        let unused =
            CONTENT.iter().enumerate().filter(|(at, _)| !self.0.iter().any(|one| one.contents.contains(at)));
        problems.extend(unused.map(|(_, content)| {
            format!("`{}` of {} differs no more: {}", content.field, content.structure, content.reason)
        }));
        problems
    }
}
