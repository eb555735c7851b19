//! The work that no program can do after an update: only the items that apply.

use std::collections::BTreeSet;

use farrier::diff::{Bump, Report};
use farrier::model::{Member, ShapeId, ShapeKind};

use super::plan::Plan;
use crate::config::Crate;
use crate::diff::list;
use crate::report::count;

/// The maximum number of names in an item.
const NAMED: usize = 12;

/// Traits by which a model answers the question about a member.
const ANSWERS: [&str; 2] = ["smithy.api#sensitive", "smithy.api#idempotencyToken"];

impl Plan {
    /// Returns the items, in the order of the work.
    pub(super) fn remaining(&self, of_crate: &Crate) -> Vec<String> {
        let mut items = Vec::new();
        if !self.stale.0.is_empty() {
            let entries = count(self.stale.0.len(), "removed entry");
            items.push(format!("read the {entries}: each said something that the model does not"));
        }
        if !self.undocumented.is_empty() && !of_crate.docs.is_empty() {
            let docs = of_crate.docs.first().map(|docs| of_crate.shown_name(docs)).unwrap_or_default();
            let places = count(self.undocumented.len(), "placeholder");
            items.push(format!(
                "write the documentation of {places}: fill in the entries above, and paste them into {docs}"
            ));
        }
        if let Some(Ok(review)) = &self.review {
            let members = self.open_members(&review.report);
            if !members.is_empty() {
                let names = list(&members, NAMED);
                items.push(format!(
                    "decide for each new member whether it is a secret, an idempotency token, or part of pagination, and say so in an \
                     overlay with the reason: {names}"
                ));
            }
            let operations = operations(&review.report);
            if !operations.is_empty() {
                let names = list(&operations, NAMED);
                items.push(format!(
                    "decide for each new operation whether a call can be repeated, and its behavior in the fake server: {names}"
                ));
            }
            if let Some(examples) = of_crate.examples.as_ref().filter(|_| review.report.bump == Bump::Major) {
                items.push(format!(
                    "correct the programs in {}, if they no longer compile",
                    of_crate.shown_name(examples)
                ));
            }
        }
        if let (Some(release), Some(changelog)) = (&self.release, &of_crate.update.changelog) {
            let shown = of_crate.shown_text(changelog);
            items.push(format!(
                "read the entry of {} in {shown}: shorten it, and add the reasons",
                release.new
            ));
        }
        items
    }

    /// The new members whose traits answer none of the questions, without their namespace.
    fn open_members(&self, report: &Report) -> Vec<String> {
        let Some(Ok(review)) = &self.review else { return Vec::new() };
        let [old, new] = review.models();
        let is_old = |shape: &ShapeId, name: &str| {
            old.shapes.get(shape).is_some_and(|shape| members(&shape.kind).any(|(found, _)| found == name))
        };
        let mut found = BTreeSet::new();
        for view in &report.shapes {
            let Some((id, shape)) = view.new.as_ref().and_then(|id| Some((id, new.shapes.get(id)?))) else {
                continue;
            };
            let before = view.old.as_ref().unwrap_or(id);
            for (name, member) in members(&shape.kind).filter(|(name, _)| !is_old(before, name)) {
                let target = new.shapes.get(&member.target);
                let has = |id: &str| member.traits.effective(target, id).is_some();
                let is_plain = target.is_none_or(|target| {
                    !matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Enum(_))
                });
                if is_plain && !ANSWERS.iter().any(|id| has(id)) {
                    found.insert(id.member(name).relative().to_owned());
                }
            }
        }
        found.into_iter().collect()
    }
}

fn operations(report: &Report) -> Vec<String> {
    let new = report.operations.iter().filter(|operation| operation.old.is_none());
    new.filter_map(|operation| operation.new.clone()).collect()
}

fn members(kind: &ShapeKind) -> impl Iterator<Item = (&str, &Member)> {
    let members = match kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Some(members),
        _ => None,
    };
    members.into_iter().flatten().map(|(name, member)| (name.as_str(), member))
}
