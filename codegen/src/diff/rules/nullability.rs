//! Rules about optional members and their defaults.

use serde_json::Value;

use super::support::{Said, changes};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};

/// The group.
pub(in crate::diff) const RULES: &[Rule] = &[
    Rule {
        id: "AddedRequired",
        evaluators: &["ChangedNullability.AddedRequiredTrait"],
        traits: &["smithy.api#required"],
        fires: "a member becomes required: breaking if requests contain it; neutral on the wire in responses, and \
                breaking if the type of its field changes",
        check: |cx, found| required(cx, found, true),
    },
    Rule {
        id: "RemovedRequired",
        evaluators: &["ChangedNullability.RemovedRequiredTrait"],
        traits: &["smithy.api#required"],
        fires: "a member is no longer required: additive on the wire in requests, risky in responses, and breaking if \
                the type of its field changes",
        check: |cx, found| required(cx, found, false),
    },
    Rule {
        id: "ChangedClientOptional",
        evaluators: &[
            "ChangedNullability.AddedClientOptionalTrait",
            "ChangedNullability.RemovedClientOptionalTrait",
        ],
        traits: &["smithy.api#clientOptional"],
        fires: "`clientOptional` is added or removed: neutral on the wire, and breaking if \
                the type of its field changes",
        check: |cx, found| plain(cx, found, &["smithy.api#clientOptional"], SiteKind::Member),
    },
    Rule {
        id: "ChangedInputTrait",
        evaluators: &["ChangedNullability.AddedInputTrait", "ChangedNullability.RemovedInputTrait"],
        traits: &["smithy.api#input", "smithy.api#output"],
        fires: "a structure becomes, or no longer is, the input or output of a single operation: the same",
        check: |cx, found| plain(cx, found, &["smithy.api#input", "smithy.api#output"], SiteKind::Shape),
    },
    Rule {
        id: "ChangedDefault",
        evaluators: &[
            "ChangedDefault",
            "ChangedNullability.AddedDefaultTrait",
            "ChangedNullability.RemovedDefaultTrait",
        ],
        traits: &["smithy.api#default", "smithy.api#addedDefault", "smithy.api#box"],
        fires: "the default of a member is added, removed or changed: risky, and breaking if the type of its \
                field changes. Neutral for a member of an input, which the service fills in",
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
            (true, true) => (Severity::Breaking, "it is now required"),
            (true, false) => (Severity::Neutral, "responses now always have it"),
            (false, true) => (Severity::Additive, "it is no longer required"),
            (false, false) => (Severity::Risky, "responses may now lack it"),
        };
        found.add(Class::Wire, severity, id, message);
    }
}

fn plain(cx: &Cx<'_>, found: &mut Found, ids: &'static [&'static str], kind: SiteKind) {
    for change in changes(cx, ids, &[kind]) {
        found.add_trait(Class::Type, Severity::Neutral, &change, change.said());
    }
}

fn default(cx: &Cx<'_>, found: &mut Found) {
    let sites = [SiteKind::Member, SiteKind::Shape, SiteKind::Retargeted];
    for change in changes(cx, &["smithy.api#default"], &sites) {
        // `null` on a member removes the default of its target.
        let value = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
        let said = match (value(change.old), value(change.new)) {
            (None, None) => change.said(),
            (None, Some(new)) => Said::with(&new, |new| format!("its default is now {new}")),
            (Some(old), None) => Said::with(&old, |old| format!("its default is no longer {old}")),
            (Some(old), Some(new)) => Said::with_both("its default", &old, &new),
        };
        // Missing members of an input are not sent: the service applies the default, which only documents it for clients.
        let of_input = change.site.kind == SiteKind::Member && cx.is_input(&change.site.id.root());
        let has_value = value(change.old).is_some() || value(change.new).is_some();
        let severity = if of_input || !has_value { Severity::Neutral } else { Severity::Risky };
        let said =
            if of_input { said.around("", "; the service fills it in, the client does not") } else { said };
        found.add_trait(Class::Wire, severity, &change, said);
    }
}
