//! Rules about whether a member can be missing, and what it is then.

use serde_json::Value;

use super::support::{changes, shown};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedRequired",
        answers: &["ChangedNullability.AddedRequiredTrait"],
        traits: &["smithy.api#required"],
        fires: "a member becomes required: breaking where requests contain it; neutral on the wire in answers, and \
                breaking where the type of its field changes",
        check: |cx, found| required(cx, found, true),
    },
    Rule {
        id: "RemovedRequired",
        answers: &["ChangedNullability.RemovedRequiredTrait"],
        traits: &["smithy.api#required"],
        fires: "a member is not required any more: additive on the wire in requests, risky in answers, and breaking where \
                the type of its field changes",
        check: |cx, found| required(cx, found, false),
    },
    Rule {
        id: "ChangedClientOptional",
        answers: &[
            "ChangedNullability.AddedClientOptionalTrait",
            "ChangedNullability.RemovedClientOptionalTrait",
        ],
        traits: &["smithy.api#clientOptional"],
        fires: "whether clients may leave a member out whatever else is said: neutral on the wire, and breaking where \
                the type of its field changes",
        check: |cx, found| plain(cx, found, &["smithy.api#clientOptional"], SiteKind::Member),
    },
    Rule {
        id: "ChangedInputTrait",
        answers: &["ChangedNullability.AddedInputTrait", "ChangedNullability.RemovedInputTrait"],
        traits: &["smithy.api#input", "smithy.api#output"],
        fires: "a structure becomes, or is no more, one for the input or output of a single operation: the same",
        check: |cx, found| plain(cx, found, &["smithy.api#input", "smithy.api#output"], SiteKind::Shape),
    },
    Rule {
        id: "ChangedDefault",
        answers: &[
            "ChangedDefault",
            "ChangedNullability.AddedDefaultTrait",
            "ChangedNullability.RemovedDefaultTrait",
        ],
        traits: &["smithy.api#default", "smithy.api#addedDefault", "smithy.api#box"],
        fires: "the value of a member that is missing changes, appears or goes: risky, and breaking where the type of its \
                field changes",
        check: default,
    },
];

fn required(cx: &Cx<'_>, found: &mut Found, is_added: bool) {
    for change in changes(cx, &["smithy.api#required"], &[SiteKind::Member]) {
        if change.new.is_some() != is_added {
            continue;
        }
        let id = &change.site.id;
        let (severity, message) = match (is_added, cx.in_input(id)) {
            (true, true) => (Severity::Breaking, "it is required now"),
            (true, false) => (Severity::Neutral, "answers always have it now"),
            (false, true) => (Severity::Additive, "it is not required any more"),
            (false, false) => (Severity::Risky, "answers may lack it now"),
        };
        found.add(Class::Wire, severity, id, message);
    }
}

fn plain(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], kind: SiteKind) {
    for change in changes(cx, ids, &[kind]) {
        found.add(Class::Type, Severity::Neutral, &change.site.id, change.said());
    }
}

fn default(cx: &Cx<'_>, found: &mut Found) {
    let sites = [SiteKind::Member, SiteKind::Shape, SiteKind::Retargeted];
    for change in changes(cx, &["smithy.api#default"], &sites) {
        // `null` on a member says that the default of its target does not count.
        let value = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
        let (severity, message) = match (value(change.old), value(change.new)) {
            (None, None) => (Severity::Neutral, change.said()),
            (None, Some(new)) => (Severity::Risky, format!("when it is missing, it is {}", shown(&new))),
            (Some(old), None) => {
                (Severity::Risky, format!("when it is missing, it is not {} any more", shown(&old)))
            }
            (Some(old), Some(new)) => {
                let message = format!("when it is missing, it is {}, and was {}", shown(&new), shown(&old));
                (Severity::Risky, message)
            }
        };
        found.add(Class::Wire, severity, &change.site.id, message);
    }
}
