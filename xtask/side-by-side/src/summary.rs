//! The findings: intended differences, with their counts, and other differences, one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::Version;
use super::compare::{self, Aspect, Finding};
use super::differences::{Case, DIFFERENCES};
use super::model::Service;
use super::run::Results;
use super::sets::Set;
use super::tools::Outcome;
use cargo_farrier::report::{count, print as line, say};

/// The maximum number of sets that are shown in full.
const SHOWN: usize = 60;

/// Prints the findings. True if all differences are intended.
pub(super) fn print(
    service: &Service,
    sets: &[Set],
    results: &Results,
    version: Version,
    is_whole: bool,
) -> bool {
    let differences = || DIFFERENCES.iter().filter(|difference| difference.of.is_none_or(|of| of == version));
    let unknown = unknown_members(service, &results.members);
    let mut met: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut problems: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    let (mut same, mut by_model, mut other_bytes) = (0, 0, 0);
    for (index, (ours, theirs)) in &results.pairs {
        let Some(set) = sets.get(*index) else { continue };
        if !is_whole {
            line(&format!("{}\n  args: {:?} {:?}", set.name, set.args, set.env));
            both(ours, theirs);
        }
        let case = Case { set, ours, theirs, version };
        let findings = compare::compare(set, ours, theirs, version);
        other_bytes += usize::from(!compare::same_bytes(ours, theirs));
        same += usize::from(findings.is_empty());
        if !findings.is_empty() && mentions(set, &unknown) {
            by_model += 1;
            continue;
        }
        for finding in findings {
            match differences().find(|difference| (difference.explains)(&case, &finding)) {
                Some(difference) => {
                    met.entry(difference.name).or_default().insert(*index);
                }
                None => problems.entry(*index).or_default().push(finding),
            }
        }
    }
    for (index, findings) in problems.iter().take(SHOWN) {
        let Some(set) = sets.get(*index) else { continue };
        say(&format!("error: {}", set.name));
        say(&format!("  args: {:?} {:?}", set.args, set.env));
        for Finding { aspect, ours, theirs } in findings {
            say(&format!("  {aspect:?}\n    ours:   {ours:?}\n    theirs: {theirs:?}"));
        }
        let is_about_failing = |finding: &Finding| matches!(finding.aspect, Aspect::Exit | Aspect::Requests);
        if let Some((ours, theirs)) =
            results.pairs.get(index).filter(|_| findings.iter().any(is_about_failing))
        {
            say(&format!("  stderr\n    ours:   {:?}\n    theirs: {:?}", ours.stderr, theirs.stderr));
        }
    }
    line(&format!("AWS CLI {}: {}, identical: {same}", results.version, count(sets.len(), "argument set")));
    line(&format!("bodies with the same meaning and different bytes: {other_bytes}"));
    let runs = results.processes.len();
    let agreed = results.processes.values().filter(|other| other.is_none()).count();
    line(&format!("{agreed} of {runs} runs in a separate process equal those in the driver"));
    if by_model > 0 {
        let names: Vec<_> = unknown.iter().map(|(shape, member)| format!("{shape}.{member}")).collect();
        line(&format!("{by_model} sets: only one of the models has {}", names.join(", ")));
    }
    for difference in differences() {
        let Some(sets) = met.get(difference.name).map(BTreeSet::len) else { continue };
        line(&format!("{sets} sets: {}: {}", difference.name, difference.reason));
    }
    let stale = differences().filter(|difference| is_whole && !met.contains_key(difference.name));
    let stale: Vec<_> = stale.map(|difference| difference.name).collect();
    for name in &stale {
        say(&format!("error: no set has the difference `{name}` any more: remove it from the list"));
    }
    if !problems.is_empty() {
        say(&format!("error: {} with a difference that is not listed", count(problems.len(), "set")));
    }
    for (index, process) in &results.processes {
        if let (Some(process), Some(set), Some((_, fork))) =
            (process, sets.get(*index), results.pairs.get(index))
        {
            say(&format!("error: {}: the driver behaves differently from the program", set.name));
            both(fork, process);
        }
    }
    stale.is_empty() && problems.is_empty() && agreed == runs
}

/// The complete outcomes of two runs.
fn both(ours: &Outcome, theirs: &Outcome) {
    for (who, outcome) in [("1", ours), ("2", theirs)] {
        let requests = outcome.requests.iter().map(|request| {
            let headers =
                request.headers.iter().map(|(name, value)| format!("{name}: {}", value.escape_ascii()));
            let headers: Vec<_> = headers.filter(|header| header.starts_with("x-amz-b")).collect();
            format!("{} {} {headers:?} {}", request.method, request.target, compare::shown(&request.body))
        });
        let requests: Vec<_> = requests.collect();
        let (stdout, stderr) = (compare::shown(&outcome.stdout), &outcome.stderr);
        line(&format!("  {who}: {} stdout {stdout:?} stderr {stderr:?} {requests:?}", outcome.status));
    }
}

/// Members that only one of the models has, as structure and name.
fn unknown_members(service: &Service, theirs: &BTreeMap<String, Vec<String>>) -> BTreeSet<(String, String)> {
    let pairs = |members: &BTreeMap<String, Vec<String>>| -> BTreeSet<(String, String)> {
        let each =
            members.iter().flat_map(|(shape, names)| names.iter().map(|name| (shape.clone(), name.clone())));
        each.collect()
    };
    pairs(&service.members).symmetric_difference(&pairs(theirs)).cloned().collect()
}

/// Whether such a member can cause the difference: it is in the arguments, or in a skeleton of all members.
fn mentions(set: &Set, unknown: &BTreeSet<(String, String)>) -> bool {
    unknown.iter().filter(|(shape, _)| set.shapes.contains(shape)).any(|(_, member)| {
        let flag = format!("--{}", super::model::kebab(member));
        let is_skeleton = set.args.iter().any(|arg| arg == "--generate-cli-skeleton");
        is_skeleton || set.args.iter().any(|arg| arg.starts_with(&flag) || arg.contains(member.as_str()))
    })
}
