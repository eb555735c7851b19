//! Rules about text for people and tools, and about every trait without another rule.

use std::collections::BTreeSet;

use super::support::{bare, changes, said};
use super::{Found, GROUPS, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: TEXT,
        evaluators: &["ModifiedTrait"],
        traits: WORDS,
        fires: "documentation is added, removed or changed: neutral",
        check: |cx, found| {
            for change in changes(cx, WORDS, EVERYWHERE) {
                let what = match (change.old, change.new) {
                    (None, _) => "now has documentation",
                    (_, None) => "no longer has documentation",
                    _ => "its documentation changed",
                };
                found.add_trait(Class::Docs, Severity::Neutral, &change, what);
            }
        },
    },
    Rule {
        id: "ChangedDeprecated",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.api#deprecated"],
        fires: "something is deprecated: risky, since the compiler warns. It is no longer deprecated, or its message changes: neutral",
        check: |cx, found| {
            for change in changes(cx, &["smithy.api#deprecated"], EVERYWHERE) {
                let severity = if change.old.is_none() { Severity::Risky } else { Severity::Neutral };
                found.add_trait(Class::Docs, severity, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedExamples",
        evaluators: &["ModifiedTrait"],
        traits: EXAMPLES,
        fires: "examples or protocol tests change, from which the tests of the crate are generated: neutral",
        check: |cx, found| {
            for change in changes(cx, EXAMPLES, &[SiteKind::Operation, SiteKind::Shape]) {
                found.add_trait(Class::Docs, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ChangedStatus",
        evaluators: &["ModifiedTrait"],
        traits: STATUS,
        fires: "the documented age or stability changes: neutral",
        check: |cx, found| {
            for change in changes(cx, STATUS, EVERYWHERE) {
                found.add_trait(Class::Docs, Severity::Neutral, &change, change.said());
            }
        },
    },
    Rule {
        id: "ModifiedTrait",
        evaluators: &["ModifiedTrait"],
        traits: &[],
        fires: "any other trait, which the client ignores, is added, removed or changed: neutral",
        check: others,
    },
];

/// The rule that is only about text.
pub(super) const TEXT: &str = "ChangedDocumentation";

const WORDS: &[&str] = &["smithy.api#documentation", "smithy.api#externalDocumentation"];

const EXAMPLES: &[&str] = &[
    "smithy.api#examples",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
    "smithy.test#eventStreamTests",
];

const STATUS: &[&str] =
    &["smithy.api#title", "smithy.api#since", "smithy.api#unstable", "smithy.api#internal"];

const EVERYWHERE: &[SiteKind] =
    &[SiteKind::Service, SiteKind::Operation, SiteKind::Shape, SiteKind::Member, SiteKind::Value];

fn others(cx: &Cx<'_>, found: &mut Found) {
    let known: BTreeSet<&str> =
        GROUPS.iter().flat_map(|group| group.rules).flat_map(|rule| rule.traits).copied().collect();
    for site in cx.sites.iter().filter(|site| EVERYWHERE.contains(&site.kind)) {
        let ids: BTreeSet<&String> = site.old.0.keys().chain(site.new.0.keys()).collect();
        for id in ids.into_iter().filter(|id| !known.contains(id.as_str())) {
            let (old, new) = (site.old.get(id), site.new.get(id));
            if old != new {
                let change = found.add_unseen(Class::Docs, &site.id, said(bare(id), old, new));
                change.before = old.cloned();
                change.after = new.cloned();
            }
        }
    }
}
